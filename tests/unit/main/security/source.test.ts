import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const SRC = path.resolve(import.meta.dirname, '../../../../src');

const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(ts|js|mjs|cjs|svelte|html)$/.test(name))
  .map((name) => ({ name: name.replaceAll(path.sep, '/'), text: readFileSync(path.join(SRC, name), 'utf8') }));

function filesWith(pattern: RegExp): string[] {
  return sources.filter(({ text }) => pattern.test(text)).map(({ name }) => name);
}

test('the sources are looked at', () => {
  expect(sources.map(({ name }) => name)).toContain('main/security/web-preferences.ts');
});

describe('doors that stay shut', () => {
  test.each([
    ['webSecurity switched off', /webSecurity['"]?\s*:\s*(?!true\b)/],
    ['insecure content allowed', /allowRunningInsecureContent/],
    ['experimental features', /experimentalFeatures|experimentalCanvasFeatures/],
    ['Blink features', /enableBlinkFeatures|enable-blink-features|enable-features/],
    ['Node in pages', /nodeIntegration\w*['"]?\s*:\s*true/],
    ['sandbox off', /sandbox['"]?\s*:\s*false/],
    ['context isolation off', /contextIsolation['"]?\s*:\s*false/],
    ['webview tag', /webviewTag['"]?\s*:\s*true|<webview|allowpopups/i],
    [
      'switches that take protection away',
      /disable-web-security|disable-site-isolation|ignore-certificate-errors|allow-file-access/,
    ],
    [
      'certificate errors waved through',
      /certificate-error|setCertificateVerifyProc|rejectUnauthorized|NODE_TLS_REJECT_UNAUTHORIZED/,
    ],
    ['HTML put together by hand', /\{@html|innerHTML|outerHTML|insertAdjacentHTML|document\.write/],
    ['code from text', /\beval\s*\(|new Function\b/],
  ])('%s', (_what, pattern) => {
    expect(filesWith(pattern)).toEqual([]);
  });
});

describe('doors with one keeper', () => {
  test.each([
    ['the system browser', /shell\.openExternal/, ['main/security/open-external.ts']],
    ['the sandbox switch', /no-sandbox|enableSandbox/, ['main/security/sandbox.ts']],
    ['requests of the window', /\bipcMain\.\w+/, ['main/ipc/register.ts']],
    ['the bridge', /contextBridge\.\w+/, ['preload/index.ts']],
  ])('%s', (_what, pattern, keepers) => {
    expect(filesWith(pattern)).toEqual(keepers);
  });
});
