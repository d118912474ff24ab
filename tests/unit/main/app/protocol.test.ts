import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { assetSegments, createAssetHandler } from '../../../../src/main/app/protocol';

const POLICY = "default-src 'none'";

function builtRenderer(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'copytrail-protocol-'));
  const root = path.join(folder, 'renderer');
  mkdirSync(path.join(root, 'assets'), { recursive: true });
  writeFileSync(path.join(root, 'index.html'), '<!doctype html><title>Copytrail</title>');
  writeFileSync(path.join(root, 'assets', 'index-B1_x-9.js'), 'void 0;');
  writeFileSync(path.join(root, 'assets', 'index.css'), 'body{}');
  writeFileSync(path.join(root, 'assets', 'run.sh'), 'echo');
  writeFileSync(path.join(root, '.hidden.json'), '{}');
  writeFileSync(path.join(folder, 'secret.json'), '{"secret":true}');
  return root;
}

const root = builtRenderer();
afterAll(() => {
  rmSync(path.dirname(root), { recursive: true, force: true });
});
const handler = createAssetHandler({ root, contentSecurityPolicy: POLICY });

/** A request as Electron hands it over. The address of a `Request` of Node's own would be normalised first. */
function request(url: string, method = 'GET'): Pick<Request, 'url' | 'method'> {
  return { url, method };
}

describe('files of the build', () => {
  test.each([
    ['app://main/', 'text/html; charset=utf-8', '<!doctype html>'],
    ['app://main', 'text/html; charset=utf-8', '<!doctype html>'],
    ['app://main/index.html', 'text/html; charset=utf-8', '<!doctype html>'],
    ['app://main/index.html?x=/../../secret.json#y', 'text/html; charset=utf-8', '<!doctype html>'],
    ['app://main/assets/index-B1_x-9.js', 'text/javascript; charset=utf-8', 'void 0;'],
    ['app://main/assets/index.css', 'text/css; charset=utf-8', 'body{}'],
  ])('%s', async (url, type, start) => {
    const response = await handler(request(url));
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('content-security-policy')).toBe(POLICY);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await response.text()).toContain(start);
  });
});

describe('addresses that name no file of the build', () => {
  test.each([
    ['a parent folder', 'app://main/../secret.json'],
    ['a parent folder, encoded', 'app://main/%2e%2e/secret.json'],
    ['a parent folder, half encoded', 'app://main/.%2e/secret.json'],
    ['a parent folder, slash encoded', 'app://main/..%2fsecret.json'],
    ['a parent folder, twice encoded', 'app://main/%252e%252e%252fsecret.json'],
    ['a parent folder below a real one', 'app://main/assets/../../secret.json'],
    ['backslashes', 'app://main/..\\secret.json'],
    ['backslashes, encoded', 'app://main/..%5csecret.json'],
    ['an absolute path', 'app://main//etc/passwd'],
    ['an absolute path with an allowed ending', 'app://main//etc/x.json'],
    ['a drive', 'app://main/C:/secret.json'],
    ['a stream of another name', 'app://main/index.html::$DATA'],
    ['a nought', 'app://main/index.html%00.js'],
    ['a hidden file', 'app://main/.hidden.json'],
    ['a kind that is not served', 'app://main/assets/run.sh'],
    ['a folder', 'app://main/assets'],
    ['a folder with a slash', 'app://main/assets/'],
    ['a file that is not there', 'app://main/assets/none.js'],
    ['a member of every object', 'app://main/constructor'],
    ['another host', 'app://other/index.html'],
    ['a host with a port', 'app://main:80/index.html'],
    ['credentials', 'app://user:pass@main/index.html'],
    ['another scheme', 'file:///index.html'],
    ['not an address', 'index.html'],
  ])('%s', async (_what, url) => {
    const response = await handler(request(url));
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('');
    expect(response.headers.get('content-security-policy')).toBe(POLICY);
  });

  test('no way of writing it leaves the folder', () => {
    const dots = ['..', '%2e%2e', '.%2E', '..;', '%c0%ae%c0%ae', '....', '．．'];
    const slashes = ['/', '\\', '%2f', '%5c', '%252f', '//'];
    for (const dot of dots) {
      for (const slash of slashes) {
        const segments = assetSegments(`app://main/assets${slash}${dot}${slash}${dot}${slash}secret.json`);
        const inside = segments === undefined || path.join(root, ...segments).startsWith(root + path.sep);
        expect(inside).toBe(true);
      }
    }
  });
});

test.each(['POST', 'PUT', 'HEAD', 'DELETE', 'OPTIONS'])('%s is not answered', async (method) => {
  const response = await handler(request('app://main/index.html', method));
  expect(response.status).toBe(405);
  expect(response.headers.get('allow')).toBe('GET');
});

test('a folder in place of a file is no file', async () => {
  mkdirSync(path.join(root, 'folder.js'));
  expect((await handler(request('app://main/folder.js'))).status).toBe(404);
});
