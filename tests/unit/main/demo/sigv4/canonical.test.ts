import { describe, expect, it } from 'vitest';
import { canonicalRequest, queryPairs, sha256Hex } from '../../../../../src/main/demo/sigv4/canonical';

const EMPTY_SHA256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

function canonical(
  rawPath: string,
  rawQuery = '',
  headers: Record<string, string> = { host: 'a' },
  body = '',
): string[] {
  const names = Object.keys(headers).sort();
  return canonicalRequest(
    { method: 'GET', rawPath, rawQuery, headers: new Map(Object.entries(headers)), body: Buffer.from(body) },
    names,
  ).split('\n');
}

describe('canonicalRequest', () => {
  it('has the six parts in order', () => {
    expect(canonical('/copy-jobs/x', 'b=2&a=1', { host: 'h', 'x-amz-date': 'd' })).toEqual([
      'GET',
      '/copy-jobs/x',
      'a=1&b=2',
      'host:h',
      'x-amz-date:d',
      '',
      'host;x-amz-date',
      EMPTY_SHA256,
    ]);
  });

  it.each([
    ['/', '/'],
    ['/copy-jobs/', '/copy-jobs/'],
    ['/copy-jobs/..', '/'],
    ['/a/./b//c', '/a/b/c'],
    ['/copy-jobs/a%2Fb', '/copy-jobs/a%252Fb'],
    ['/copy-jobs/%C3%BC', '/copy-jobs/%25C3%25BC'],
    ["/copy-jobs/!'()*~", '/copy-jobs/%21%27%28%29%2A~'],
  ])('writes the path %s as %s', (path, expected) => {
    expect(canonical(path)[1]).toBe(expected);
  });

  it.each([
    ['', ''],
    ['a', 'a='],
    ['b=1&a=2&a=1', 'a=1&a=2&b=1'],
    ['k=%7e%2f', 'k=~%2F'],
    ['t=TOK%2B%2F%3D1', 't=TOK%2B%2F%3D1'],
    ['x=a=b', 'x=a%3Db'],
    ['A=1&a=2', 'A=1&a=2'],
  ])('writes the query %s as %s', (query, expected) => {
    expect(canonical('/', query)[2]).toBe(expected);
  });

  it('trims header values and joins their inner spaces', () => {
    expect(canonical('/', '', { host: '  a   b ' })[3]).toBe('host:a b');
  });

  it('ends with the digest of the body', () => {
    expect(canonical('/', '', { host: 'a' }, 'body').at(-1)).toBe(sha256Hex('body'));
  });
});

describe('queryPairs', () => {
  it('decodes names and values, and leaves a plus sign alone', () => {
    expect(queryPairs('a%20b=c%3D&d&e=1+1&')).toEqual([
      ['a b', 'c='],
      ['d', ''],
      ['e', '1+1'],
    ]);
  });

  it('refuses broken percent-encoding', () => {
    expect(() => queryPairs('a=%')).toThrow('not valid percent-encoding');
  });
});
