import { expect, test } from 'vitest';
import { isExcepted, proxyOf } from '../../../../src/main/aws/proxy-setting';

test.each([
  [{}, undefined],
  [{ HTTPS_PROXY: '' }, undefined],
  [{ HTTPS_PROXY: 'http://proxy:3128' }, 'http://proxy:3128/'],
  [{ HTTPS_PROXY: 'proxy:3128' }, 'http://proxy:3128/'],
  [{ https_proxy: 'https://lower', HTTPS_PROXY: 'http://upper' }, 'https://lower/'],
  [{ HTTPS_PROXY: 'socks5://proxy' }, 'unusable'],
  [{ HTTPS_PROXY: 'http://' }, 'unusable'],
])('the proxy of %o', (environment, url) => {
  expect(proxyOf(environment)?.toString()).toBe(url);
});

const HOST = 'backup.eu-central-1.amazonaws.com';

test.each([
  ['', HOST, false],
  ['*', HOST, true],
  [HOST, HOST, true],
  ['amazonaws.com', HOST, true],
  ['.amazonaws.com', HOST, true],
  ['*.amazonaws.com', HOST, true],
  ['AMAZONAWS.COM', HOST, true],
  ['aws.com', HOST, false],
  ['example.com, amazonaws.com:443', HOST, true],
  ['amazonaws.com:8443', HOST, false],
  ['', 'localhost', true],
  ['', '127.0.0.1', true],
  ['', '::1', true],
  ['', '127.example.com', false],
])('NO_PROXY=%s excepts %s: %s', (list, host, excepted) => {
  expect(isExcepted({ NO_PROXY: list }, host, 443)).toBe(excepted);
});
