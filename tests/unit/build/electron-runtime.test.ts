import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  downloadAddress,
  executableName,
  namedRuntime,
  runtimeEnvironment,
  whyUnreachable,
} from '../../../build/electron-runtime.mjs';

describe('namedRuntime', () => {
  let folder = '';
  let executable = '';

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'copytrail-runtime-'));
    executable = path.join(folder, executableName(process.platform));
    mkdirSync(path.dirname(executable), { recursive: true });
    writeFileSync(executable, '');
    writeFileSync(path.join(folder, 'version'), 'v45.1.2\n');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('finds nothing when the environment names nothing', () => {
    expect(namedRuntime({})).toBeUndefined();
    expect(namedRuntime({ ELECTRON_OVERRIDE_DIST_PATH: '', ELECTRON_EXEC_PATH: '' })).toBeUndefined();
  });

  it('takes a folder or an executable, and its version from beside it', () => {
    const expected = { executable, folder, version: '45.1.2', kind: 'named' };
    expect(namedRuntime({ ELECTRON_OVERRIDE_DIST_PATH: folder })).toEqual(expected);
    expect(namedRuntime({ ELECTRON_EXEC_PATH: executable })).toEqual(expected);
  });

  it('says which variable names what is not there', () => {
    const gone = path.join(folder, 'gone');
    expect(() => namedRuntime({ ELECTRON_EXEC_PATH: gone })).toThrow(
      `ELECTRON_EXEC_PATH names an Electron that is not there: ${gone}`,
    );
    expect(() => namedRuntime({ ELECTRON_OVERRIDE_DIST_PATH: gone })).toThrow('ELECTRON_OVERRIDE_DIST_PATH names');
  });

  it('gives the environment in which every tool finds the same runtime again', () => {
    const runtime = namedRuntime({ ELECTRON_EXEC_PATH: executable });
    expect(runtime && namedRuntime(runtimeEnvironment(runtime))).toEqual(runtime);
  });
});

describe('executableName', () => {
  it('knows where each system keeps it', () => {
    expect(executableName('linux')).toBe('electron');
    expect(executableName('win32')).toBe('electron.exe');
    expect(executableName('darwin')).toBe('Electron.app/Contents/MacOS/Electron');
  });
});

describe('the download host', () => {
  let server: Server;
  let port = 0;
  let answers = true;

  beforeEach(async () => {
    answers = true;
    server = createServer((_request, response) => {
      if (answers) response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('is a mirror if the environment names one, as for Electron itself', () => {
    const file = `v45.5.0/electron-v45.5.0-${process.platform}-${process.arch}.zip`;
    expect(downloadAddress('45.5.0', {})).toBe(`https://github.com/electron/electron/releases/download/${file}`);
    expect(downloadAddress('45.5.0', { ELECTRON_MIRROR: 'https://mirror.test/e/' })).toBe(
      `https://mirror.test/e/${file}`,
    );
  });

  it('is reachable if it answers at all', async () => {
    expect(await whyUnreachable(`http://127.0.0.1:${port}/electron.zip`)).toBeUndefined();
  });

  it('is given up after its time if it is silent', async () => {
    answers = false;
    expect(await whyUnreachable(`http://127.0.0.1:${port}/`, 200)).toBe(`127.0.0.1:${port}: no answer in 0.2 s`);
  });

  it('is given up at once if the connection is refused', async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    expect(await whyUnreachable(`http://127.0.0.1:${port}/`)).toBe(`127.0.0.1:${port}: ECONNREFUSED`);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
});
