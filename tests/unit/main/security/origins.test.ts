import { describe, expect, test } from 'vitest';
import { APP_ORIGIN, choosePageSource, isOfOrigin } from '../../../../src/main/security/origins';

const BUILT = { origin: 'app://main', url: 'app://main/index.html', isDevServer: false };

describe('where pages come from', () => {
  test('the built files, unless a development build names its server', () => {
    expect(choosePageSource(false, undefined)).toEqual(BUILT);
    expect(choosePageSource(false, 'http://localhost:5173')).toEqual({
      origin: 'http://localhost:5173',
      url: 'http://localhost:5173/',
      isDevServer: true,
    });
  });

  test('a packaged app does not look at the variable', () => {
    expect(choosePageSource(true, 'http://localhost:5173')).toEqual(BUILT);
  });

  test.each([
    'https://example.com',
    'http://example.com:5173',
    'file:///tmp/x.html',
    'http://localhost.example.com',
    'nonsense',
  ])('%s is not a development server', (address) => {
    expect(choosePageSource(false, address)).toEqual(BUILT);
  });
});

describe('addresses of our origin', () => {
  test.each(['app://main/', 'app://main/index.html', 'app://main/index.html?x=1#y'])('%s is', (address) => {
    expect(isOfOrigin(address, APP_ORIGIN)).toBe(true);
  });

  test.each([
    'app://main.example.com/',
    'app://other/',
    'app://user@main/',
    'app:main',
    'https://main/',
    'about:blank',
    'data:text/html,x',
    'blob:app://main/1234',
    'javascript:1',
    '',
  ])('%s is not', (address) => {
    expect(isOfOrigin(address, APP_ORIGIN)).toBe(false);
  });
});
