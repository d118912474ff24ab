import { createCipheriv, createDecipheriv, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import { HEADER_BYTES, writeHeader } from './block';

/**
 * Backups sealed with a passphrase: every block by itself with AES-256-GCM, under a key that scrypt makes of the passphrase and of a salt that
 * only this file has. Both are OpenSSL's, through Node. A block's number is its nonce and, with its length, part of what is signed: none can be
 * exchanged, left out or put elsewhere without being found out.
 */

/** scrypt at a cost of about half a second and 128 MiB for each guess (OWASP, Password Storage Cheat Sheet). */
const COST = { N: 131_072, r: 8, p: 1 };
/** What a file may ask of us at most: twice the memory and four times the work of our own, so that a forged one costs two seconds and 256 MiB. */
const MAX_COST = { N: 262_144, r: 8, p: 2 };
const KEY_BYTES = 32;
const SALT_BYTES = 16;
const TAG_BYTES = 16;
const NONCE_BYTES = 12;

/** The first line of a sealed file. */
export const SEALED_START = 'COPYTRAIL SEALED ';
/** Longest first line, in bytes. */
export const MAX_SEAL_LINE = 512;

const Hex = (bytes: number) => v.pipe(v.string(), v.regex(/^[0-9a-f]+$/), v.length(bytes * 2));
const Cost = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most));

const SealSchema = v.object({
  version: v.literal(1),
  cipher: v.literal('aes-256-gcm'),
  kdf: v.literal('scrypt'),
  N: v.pipe(
    Cost(MAX_COST.N),
    v.minValue(2),
    v.check((n) => Number.isInteger(Math.log2(n))),
  ),
  r: Cost(MAX_COST.r),
  p: Cost(MAX_COST.p),
  salt: Hex(SALT_BYTES),
  /** Tells a wrong passphrase from a damaged file. */
  check: Hex(TAG_BYTES),
});
/** How a file is sealed; holds nothing secret. */
export type SealLine = v.InferOutput<typeof SealSchema>;

type KeyCost = Pick<SealLine, 'N' | 'r' | 'p' | 'salt'>;

/** Seals and opens the blocks of one file. */
export interface Seal {
  /** The first line of the file, line end included. */
  readonly line: string;
  /** A block as it goes into the file, header included. */
  seal(number: number, block: Buffer): Buffer;
  /** @throws what OpenSSL says if it is not what was sealed. */
  open(number: number, sealed: Buffer): Buffer;
}

/**
 * A seal for a new file.
 * @param cost of a guess; another one in tests only
 */
export async function newSeal(passphrase: string, cost = COST): Promise<Seal> {
  const salt = randomBytes(SALT_BYTES);
  const key = await keyOf(passphrase, { ...cost, salt: salt.toString('hex') });
  const line = { version: 1, cipher: 'aes-256-gcm', kdf: 'scrypt', ...cost, salt: salt.toString('hex') } as const;
  return sealWith(key, { ...line, check: checkOf(key).toString('hex') });
}

/** The seal of a file; undefined: it is another passphrase. */
export async function openSeal(line: SealLine, passphrase: string): Promise<Seal | undefined> {
  const key = await keyOf(passphrase, line);
  return timingSafeEqual(checkOf(key), Buffer.from(line.check, 'hex')) ? sealWith(key, line) : undefined;
}

/** Reads the first line of a sealed file; undefined if this version does not know how it is sealed. */
export function readSealLine(line: string): SealLine | undefined {
  try {
    const read = v.safeParse(SealSchema, JSON.parse(line.slice(SEALED_START.length)));
    return read.success ? read.output : undefined;
  } catch {
    return undefined;
  }
}

function sealWith(key: Buffer, line: SealLine): Seal {
  return {
    line: `${SEALED_START}${JSON.stringify(line)}\n`,
    seal(number, block) {
      const header = writeHeader(number, block.length + TAG_BYTES, true);
      const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number)).setAAD(header);
      const closed = Buffer.concat([cipher.update(block), cipher.final()]);
      return Buffer.concat([header, cipher.getAuthTag(), closed]);
    },
    open(number, sealed) {
      const header = sealed.subarray(0, HEADER_BYTES);
      const tag = sealed.subarray(HEADER_BYTES, HEADER_BYTES + TAG_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number), { authTagLength: TAG_BYTES });
      decipher.setAAD(header).setAuthTag(tag);
      return Buffer.concat([decipher.update(sealed.subarray(HEADER_BYTES + TAG_BYTES)), decipher.final()]);
    },
  };
}

/** One key after the other: the memory of several at once would add up. */
let before: Promise<unknown> = Promise.resolve();

function keyOf(passphrase: string, cost: KeyCost): Promise<Buffer> {
  const key = before.then(() => workedOut(passphrase, cost));
  before = key.catch(() => undefined);
  return key;
}

/** On a thread of its own: main goes on meanwhile. */
function workedOut(passphrase: string, { N, r, p, salt }: KeyCost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // Typed on another keyboard, the same letters may be composed otherwise.
    const words = passphrase.normalize('NFKC');
    scrypt(words, Buffer.from(salt, 'hex'), KEY_BYTES, { N, r, p, maxmem: 256 * N * r }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}

/** Numbers begin at 1: the nonce with 0 is for this alone. */
function checkOf(key: Buffer): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonceOf(0)).setAAD(Buffer.from(SEALED_START));
  cipher.final();
  return cipher.getAuthTag();
}

function nonceOf(number: number): Buffer {
  const nonce = Buffer.alloc(NONCE_BYTES);
  nonce.writeUInt32BE(number, NONCE_BYTES - 4);
  return nonce;
}
