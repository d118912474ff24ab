import { createReadStream, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { NotThere, type UpdateSource } from '../../../../src/main/updates/ports';
import { createUpdater } from '../../../../src/main/updates/updater';
import type { UpdateSettings } from '../../../../src/preload/contract/updates';
import { asPem, INSTALLER, LIST, makeKeys, writeRelease, type ReleaseOptions } from '../../../support/release-folder';
import { temporaryFolder } from '../../../support/temporary-folder';

const CONTENT = Buffer.alloc(300_000, 'installer');
const keys = makeKeys();

let server: string;
let downloads: string;
const never = new AbortController().signal;

beforeEach(() => {
  const folder = temporaryFolder('updates');
  server = path.join(folder, 'server');
  downloads = path.join(folder, 'downloads');
  for (const each of [server, downloads]) mkdirSync(each);
});

const release = (options?: ReleaseOptions): void => {
  writeRelease(server, keys.privateKey, CONTENT, options);
};

/** Reads the folder that stands for the server, and notes what was asked for. */
function sourceOf(folder: string): UpdateSource & { readonly asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    open(_place, name) {
      asked.push(name);
      const file = path.join(folder, name);
      return existsSync(file) ? Promise.resolve(createReadStream(file)) : Promise.reject(new NotThere(name));
    },
  };
}

function open(
  settings: Partial<UpdateSettings> = {},
  more: { packageKey?: string; version?: string; source?: UpdateSource } = {},
) {
  const source = sourceOf(server);
  const warn = vi.fn();
  const updater = createUpdater({
    settings: () => ({ on: true, address: 'https://files.example.com/', key: asPem(keys.publicKey), ...settings }),
    version: more.version ?? '0.1.0',
    packageKey: more.packageKey,
    installation: { platform: 'linux', arch: 'x64', kind: 'deb' },
    source: more.source ?? source,
    downloads: () => downloads,
    now: () => 5,
    warn,
  });
  return { updater, asked: source.asked, warn };
}

const codeOf = (answer: { ok: boolean; error?: { code: string } }): string | undefined => answer.error?.code;

describe('looking', () => {
  test('tells of a newer version with its notes and the file that fits', async () => {
    release();
    const { updater } = open();
    expect(await updater.check(never)).toEqual({
      ok: true,
      value: {
        checkedAt: 5,
        offer: {
          version: '9.9.9',
          released: '2026-12-01',
          notes: '- Something new.',
          file: { name: INSTALLER, bytes: CONTENT.length },
        },
      },
    });
  });

  test('an equal or older one is no news, so that nobody is led back to one with known faults', async () => {
    release();
    for (const version of ['9.9.9', '10.0.0']) {
      const { updater } = open({}, { version });
      expect(await updater.check(never)).toEqual({ ok: true, value: { checkedAt: 5, offer: null } });
      expect(codeOf(await updater.download(never, vi.fn()))).toBe('InvalidInput');
    }
  });

  test('a version without a file for this computer is told all the same', async () => {
    release({ file: { kind: 'rpm' } });
    const { updater } = open();
    expect(await updater.check(never)).toMatchObject({ ok: true, value: { offer: { version: '9.9.9' } } });
    expect(codeOf(await updater.download(never, vi.fn()))).toBe('InvalidInput');
  });

  test.each([
    ['switched off', { on: false }, 'Refused'],
    ['without a place', { address: '' }, 'MissingInput'],
    ['with a place that is none', { address: 'http://files.example.com/' }, 'MissingInput'],
    ['without a key', { key: '' }, 'MissingInput'],
    ['with a key that is none', { key: 'AAAA' }, 'MissingInput'],
  ])('%s, nothing is asked', async (_when, settings, code) => {
    release();
    const { updater, asked } = open(settings);
    expect(codeOf(await updater.check(never))).toBe(code);
    expect(codeOf(await updater.download(never, vi.fn()))).toBe(code);
    expect(asked).toEqual([]);
  });

  test('the key of the package is the only one trusted, if there is one', async () => {
    release();
    const other = asPem(makeKeys().publicKey);
    expect(codeOf(await open({}, { packageKey: other }).updater.check(never))).toBe('NotTrusted');
    expect((await open({ key: other }, { packageKey: asPem(keys.publicKey) }).updater.check(never)).ok).toBe(true);
  });

  test.each([
    [
      'signed by somebody else',
      () => {
        writeRelease(server, makeKeys().privateKey, CONTENT);
      },
    ],
    [
      'changed by one byte',
      () => {
        changeByte(path.join(server, LIST));
      },
    ],
    [
      'with an empty signature',
      () => {
        writeFileSync(path.join(server, `${LIST}.sig`), '');
      },
    ],
    [
      'with a signature that is none',
      () => {
        writeFileSync(path.join(server, `${LIST}.sig`), 'not base64 at all!');
      },
    ],
    [
      'of another app',
      () => {
        release({ list: { app: 'other' } });
      },
    ],
    [
      'of a form to come',
      () => {
        release({ list: { format: 2 } });
      },
    ],
    [
      'with a file that leads elsewhere',
      () => {
        release({ file: { name: '../../.bashrc' } });
      },
    ],
    [
      'with a hidden file',
      () => {
        release({ file: { name: '.bashrc' } });
      },
    ],
    [
      'with a file that is too large',
      () => {
        release({ file: { bytes: 2 ** 40 } });
      },
    ],
    [
      'with a version that is none',
      () => {
        release({ version: 'latest' });
      },
    ],
  ])('a list %s is refused and noted', async (_what, spoil) => {
    release();
    spoil();
    const { updater, warn } = open();
    expect(codeOf(await updater.check(never))).toBe('NotTrusted');
    expect(warn).toHaveBeenCalledOnce();
    expect(codeOf(await updater.download(never, vi.fn()))).toBe('InvalidInput');
  });

  test('a place without a list, one that cannot be reached, and one that sends without end are told apart', async () => {
    expect(codeOf(await open().updater.check(never))).toBe('NotFound');
    const broken: UpdateSource = { open: () => Promise.reject(new Error('net::ERR_CONNECTION_REFUSED')) };
    expect(await open({}, { source: broken }).updater.check(never)).toMatchObject({
      error: { code: 'Offline', detail: 'net::ERR_CONNECTION_REFUSED' },
    });
    async function* endless() {
      for (;;) yield Promise.resolve(Buffer.alloc(100_000));
    }
    const flood: UpdateSource = { open: () => Promise.resolve(endless()) };
    expect(await open({}, { source: flood }).updater.check(never)).toMatchObject({ error: { code: 'Offline' } });
  });
});

describe('downloading', () => {
  test('brings the file into the folder for downloads, tells how far it is, and asks for nothing else', async () => {
    release();
    const { updater, asked } = open();
    await updater.check(never);
    const told: [number, number][] = [];
    const answer = await updater.download(never, (...step) => told.push(step));
    expect(answer).toEqual({ ok: true, value: path.join(downloads, INSTALLER) });
    expect(readFileSync(path.join(downloads, INSTALLER)).equals(CONTENT)).toBe(true);
    expect(told.at(-1)).toEqual([CONTENT.length, CONTENT.length]);
    expect(readdirSync(downloads)).toEqual([INSTALLER]);
    expect(asked).toEqual([LIST, `${LIST}.sig`, INSTALLER]);
    await updater.download(never, vi.fn());
    expect(asked).toHaveLength(3);
  });

  test('a file of that name that is another is left alone', async () => {
    release();
    const { updater } = open();
    await updater.check(never);
    writeFileSync(path.join(downloads, INSTALLER), 'mine');
    const answer = await updater.download(never, vi.fn());
    expect(answer).toEqual({ ok: true, value: path.join(downloads, 'Copytrail-9.9.9-linux-amd64 (2).deb') });
    expect(readFileSync(path.join(downloads, INSTALLER), 'utf8')).toBe('mine');
  });

  test.each([
    [
      'changed by one byte',
      () => {
        changeByte(path.join(server, INSTALLER));
      },
    ],
    [
      'cut short',
      () => {
        writeFileSync(path.join(server, INSTALLER), CONTENT.subarray(0, 1000));
      },
    ],
    [
      'longer',
      () => {
        writeFileSync(path.join(server, INSTALLER), Buffer.concat([CONTENT, CONTENT]));
      },
    ],
  ])('a file %s after it was signed is thrown away', async (_what, spoil) => {
    release();
    const { updater } = open();
    await updater.check(never);
    spoil();
    expect(codeOf(await updater.download(never, vi.fn()))).toBe('NotTrusted');
    expect(readdirSync(downloads)).toEqual([]);
  });

  test('a source that fails in the middle, and a folder that takes nothing, are told apart', async () => {
    release();
    const { updater } = open();
    await updater.check(never);
    downloads = path.join(downloads, 'missing');
    expect(codeOf(await updater.download(never, vi.fn()))).toBe('Unexpected');
    downloads = path.dirname(downloads);
    const good = sourceOf(server);
    async function* breaking() {
      yield await Promise.resolve(CONTENT.subarray(0, 10));
      throw new Error('net::ERR_CONNECTION_RESET');
    }
    const source: UpdateSource = {
      open: (place, name, signal) =>
        name === INSTALLER ? Promise.resolve(breaking()) : good.open(place, name, signal),
    };
    const second = open({}, { source });
    await second.updater.check(never);
    expect(codeOf(await second.updater.download(never, vi.fn()))).toBe('Offline');
    expect(readdirSync(downloads)).toEqual([]);
  });

  test('a cancelled one leaves nothing behind', async () => {
    release();
    const { updater } = open();
    await updater.check(never);
    const cancel = new AbortController();
    const downloading = updater.download(cancel.signal, () => {
      cancel.abort();
    });
    await expect(downloading).rejects.toThrow('aborted');
    expect(readdirSync(downloads)).toEqual([]);
  });
});

function changeByte(file: string): void {
  const bytes = readFileSync(file);
  bytes[bytes.length >> 1]! ^= 1;
  writeFileSync(file, bytes);
}
