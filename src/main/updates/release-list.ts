import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import * as v from 'valibot';

/** Names of the list and of its signature, in the folder that holds the installers. */
export const LIST_NAME = 'copytrail-release.json';
export const SIGNATURE_NAME = 'copytrail-release.json.sig';

/** Largest list read, in bytes: a few kilobytes are usual. */
export const MAX_LIST_BYTES = 256 * 1024;
/** An Ed25519 signature in base64 has 88 signs. */
export const MAX_SIGNATURE_BYTES = 1024;

/** Largest installer taken, in bytes. */
const MAX_FILE_BYTES = 1024 * 1024 * 1024;
const MAX_NOTES_LENGTH = 50_000;
const MAX_FILES = 100;

/** How an app gets onto a computer. */
export const INSTALLER_KINDS = ['AppImage', 'deb', 'rpm', 'tar.gz', 'nsis', 'portable', 'dmg', 'zip'] as const;
export type InstallerKind = (typeof INSTALLER_KINDS)[number];

const ReleaseFileSchema = v.object({
  /** A plain file name in the same folder: it can lead nowhere else. */
  name: v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$/)),
  platform: v.picklist(['linux', 'win32', 'darwin']),
  arch: v.picklist(['x64', 'arm64', 'universal']),
  kind: v.picklist(INSTALLER_KINDS),
  bytes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_FILE_BYTES)),
  /** Hexadecimal. */
  sha512: v.pipe(v.string(), v.regex(/^[0-9a-f]{128}$/)),
});
export type ReleaseFile = v.InferOutput<typeof ReleaseFileSchema>;

/** What is told of the newest release. Members that this version does not know are left aside. */
const ReleaseListSchema = v.object({
  /** A form that an older app cannot read has another number. */
  format: v.literal(1),
  app: v.literal('copytrail'),
  version: v.pipe(v.string(), v.regex(/^\d{1,9}\.\d{1,9}\.\d{1,9}(-[0-9A-Za-z.-]{1,100})?$/)),
  released: v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\d$/)),
  notes: v.pipe(v.string(), v.maxLength(MAX_NOTES_LENGTH)),
  files: v.pipe(v.array(ReleaseFileSchema), v.maxLength(MAX_FILES)),
});
export type ReleaseList = v.InferOutput<typeof ReleaseListSchema>;

/**
 * A public key as people and packages hold it: a PEM text, or the same without its first and last line.
 * @returns undefined for whatever is no Ed25519 key
 */
export function readPublicKey(text: string): KeyObject | undefined {
  const base64 = text.replaceAll(/-----(BEGIN|END) PUBLIC KEY-----/g, '').replaceAll(/\s/g, '');
  try {
    const key = createPublicKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyType === 'ed25519' ? key : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Reads a list whose signature fits. Nothing of it is looked at before: whoever cannot sign cannot even choose what is parsed.
 * @param signature in base64, over the bytes of the list
 * @returns `unsigned` if the signature is not that key's over exactly these bytes, `unreadable` if it is and the list is none
 */
export function readReleaseList(
  list: Uint8Array,
  signature: Uint8Array,
  key: KeyObject,
): ReleaseList | 'unsigned' | 'unreadable' {
  const signed = Buffer.from(Buffer.from(signature).toString('latin1').trim(), 'base64');
  if (!verify(null, list, key, signed)) return 'unsigned';
  try {
    const checked = v.safeParse(ReleaseListSchema, JSON.parse(Buffer.from(list).toString('utf8')));
    return checked.success ? checked.output : 'unreadable';
  } catch {
    return 'unreadable';
  }
}
