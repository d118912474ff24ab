import { expect, test } from 'vitest';
import { readPlace } from '../../../../src/main/updates/place';

test.each([
  ['https://files.example.com/copytrail', 'https://files.example.com/copytrail/'],
  ['  https://files.example.com/copytrail/  ', 'https://files.example.com/copytrail/'],
  ['https://files.example.com:8443', 'https://files.example.com:8443/'],
  ['http://127.0.0.1:8080/x', 'http://127.0.0.1:8080/x/'],
])('%s is a place on a web server', (text, base) => {
  expect(readPlace(text)).toEqual({ kind: 'web', base: new URL(base) });
});

test.each([
  ['/mnt/share/copytrail', '/mnt/share/copytrail'],
  ['/mnt/share/../other', '/mnt/other'],
  ['file:///mnt/share%20one', '/mnt/share one'],
])('%s is a folder', (text, folder) => {
  expect(readPlace(text)).toEqual({ kind: 'folder', folder });
});

test.each([
  '',
  'copytrail',
  './copytrail',
  'http://files.example.com/copytrail',
  'https://user:secret@files.example.com/',
  'https://files.example.com/?q=1',
  'https://files.example.com/#part',
  'ftp://files.example.com/',
  'javascript:alert(1)',
  'data:text/plain,x',
  'https://',
])('“%s” is no place', (text) => {
  expect(readPlace(text)).toBeUndefined();
});
