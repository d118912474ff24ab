import { bytesOf, hexOf } from '../../domain/hex';
import { soundJob, type StoredJob, type StoredRun } from '../history/rows';

/**
 * A job's row as it lies on disk: ids and digests as bytes. IndexedDB writes text in keys with two bytes a letter, and an id has
 * thirty-six of them; as bytes the ids of a job take a sixth, in its row and in the index.
 */
export type PackedJob = Omit<StoredJob, 'key' | 'runs'> & {
  readonly key: PackedKey;
  readonly runs: readonly PackedRun[];
};

/** Bytes of the id, the account and the Region; the key as it is where one of them is not of the usual form. */
export type PackedKey = Uint8Array | string;

type PackedRun = Omit<StoredRun, 'digest'> & { readonly digest: Uint8Array | string };

/** As AWS Backup writes ids. Others are kept letter by letter: what was received must come back the same. */
const USUAL_ID = /^[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}$/;
const ANY_CASE_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const USUAL_ACCOUNT = /^\d{12}$/;
const USUAL_REGION = /^[a-z0-9-]+$/;
const HEX = /^(?:[0-9a-f]{2})+$/;

/** Bytes of an id, and of an account with two digits each. */
const ID_BYTES = 16;
const ACCOUNT_BYTES = 6;
const PLACE_AT = ID_BYTES + ACCOUNT_BYTES;
/** Where the dashes of an id stand among its digits. */
const ID_PARTS = [0, 8, 12, 16, 20, 32] as const;

export function packKey(shelfKey: string): PackedKey {
  const [id = '', account = '', region = '', ...more] = shelfKey.split('/');
  const isUsual = USUAL_ID.test(id) && USUAL_ACCOUNT.test(account) && USUAL_REGION.test(region) && more.length === 0;
  if (!isUsual) return shelfKey;
  return Uint8Array.of(...bytesOf(id.replaceAll('-', '')), ...bytesOf(account), ...new TextEncoder().encode(region));
}

/** The key that was packed; what is none stays what it is. */
export function unpackKey(key: unknown): unknown {
  const bytes = asBytes(key);
  if (bytes === undefined || bytes.length <= PLACE_AT) return key;
  const digits = hexOf(bytes.subarray(0, ID_BYTES)).toUpperCase();
  const id = ID_PARTS.slice(1).map((end, at) => digits.slice(ID_PARTS[at], end));
  const account = hexOf(bytes.subarray(ID_BYTES, PLACE_AT));
  return `${id.join('-')}/${account}/${new TextDecoder().decode(bytes.subarray(PLACE_AT))}`;
}

/** All packed keys with this id, in any letter case, lie between these two; undefined: no packed key has such an id. */
export function packedKeysOfId(copyJobId: string): readonly [lower: Uint8Array, upper: Uint8Array] | undefined {
  if (!ANY_CASE_ID.test(copyJobId)) return undefined;
  const id = bytesOf(copyJobId.replaceAll('-', ''));
  // No account begins with this byte.
  return [id, Uint8Array.of(...id, 0xff)];
}

export function packJob(row: StoredJob): PackedJob {
  return { ...row, key: packKey(row.key), runs: row.runs.map((run) => ({ ...run, digest: packDigest(run.digest) })) };
}

/** The row that was packed, as far as it is one: what somebody else wrote is judged by whoever reads it. */
export function unpackJob(row: unknown): unknown {
  if (typeof row !== 'object' || row === null) return row;
  const { key, runs, ...others } = row as { readonly key?: unknown; readonly runs?: unknown };
  return { ...others, key: unpackKey(key), runs: Array.isArray(runs) ? runs.map(unpackRun) : runs };
}

/** The row of a job as far as what lies on disk is one; undefined if not even whose it is can be told. */
export function readJob(row: unknown): StoredJob | undefined {
  return soundJob(unpackJob(row));
}

function unpackRun(run: unknown): unknown {
  if (typeof run !== 'object' || run === null || !('digest' in run)) return run;
  const bytes = asBytes(run.digest);
  return bytes === undefined ? run : { ...run, digest: hexOf(bytes) };
}

function packDigest(digest: string): Uint8Array | string {
  return HEX.test(digest) ? bytesOf(digest) : digest;
}

function asBytes(value: unknown): Uint8Array | undefined {
  return ArrayBuffer.isView(value)
    ? new Uint8Array(value.buffer as ArrayBuffer, value.byteOffset, value.byteLength)
    : undefined;
}
