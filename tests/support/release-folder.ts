import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';

export const LIST = 'copytrail-release.json';

/** What a person types or pastes as the key. */
export const asPem = (key: KeyObject): string => key.export({ type: 'spki', format: 'pem' }).toString();

export const makeKeys = () => generateKeyPairSync('ed25519');

export interface ReleaseOptions {
  readonly version?: string;
  readonly notes?: string;
  /** Members that take the place of those of the one file. */
  readonly file?: Readonly<Record<string, unknown>>;
  /** Members that take the place of those of the list. */
  readonly list?: Readonly<Record<string, unknown>>;
}

export const INSTALLER = 'Copytrail-9.9.9-linux-amd64.deb';

/** Lays out a folder as a company's file server has it: one installer, the list, and its signature. */
export function writeRelease(folder: string, signer: KeyObject, content: Buffer, options: ReleaseOptions = {}): void {
  const { version = '9.9.9', notes = '- Something new.' } = options;
  const file = {
    name: INSTALLER,
    platform: 'linux',
    arch: 'x64',
    kind: 'deb',
    bytes: content.length,
    sha512: createHash('sha512').update(content).digest('hex'),
    ...options.file,
  };
  const list = Buffer.from(
    JSON.stringify({
      format: 1,
      app: 'copytrail',
      version,
      released: '2026-12-01',
      notes,
      files: [file],
      ...options.list,
    }),
  );
  writeFileSync(path.join(folder, INSTALLER), content);
  writeFileSync(path.join(folder, LIST), list);
  writeFileSync(path.join(folder, `${LIST}.sig`), sign(null, list, signer).toString('base64'));
}
