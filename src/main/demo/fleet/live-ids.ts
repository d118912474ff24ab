import { createHash } from 'node:crypto';

/** Which live job, of which opening of the demo account. */
export interface LiveId {
  readonly index: number;
  /** Epoch ms UTC. */
  readonly startedAt: number;
}

const HALF = 8;

function digest(purpose: string, data: Buffer): Buffer {
  return createHash('sha256').update(purpose).update(data).digest().subarray(0, HALF);
}

function xor(a: Buffer, b: Buffer): Buffer {
  return Buffer.from(a.map((byte, i) => byte ^ (b[i] ?? 0)));
}

/**
 * An id that looks like any other and tells, to the demo account alone, when its job began. A job that was watched
 * yesterday can so be looked up again today, by a process that has never heard of it, and has moved on since.
 */
export function writeLiveId({ index, startedAt }: LiveId): string {
  const payload = Buffer.alloc(HALF);
  payload.writeUInt8(index, 0);
  payload.writeUIntBE(startedAt, 1, 6);
  const check = digest('check', payload);
  const hex = Buffer.concat([check, xor(payload, digest('mask', check))])
    .toString('hex')
    .toUpperCase();
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Reads an id back; undefined for any other id. */
export function readLiveId(copyJobId: string): LiveId | undefined {
  const bytes = Buffer.from(copyJobId.replaceAll('-', ''), 'hex');
  if (bytes.length !== 2 * HALF) return undefined;
  const check = bytes.subarray(0, HALF);
  const payload = xor(bytes.subarray(HALF), digest('mask', check));
  const id = { index: payload.readUInt8(0), startedAt: payload.readUIntBE(1, 6) };
  return digest('check', payload).equals(check) && writeLiveId(id) === copyJobId ? id : undefined;
}
