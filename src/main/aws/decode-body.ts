import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, type BrotliOptions, type ZlibOptions } from 'node:zlib';
import { systemCodeOf } from './file-print';
import { named } from './named-error';

type Decode = (bytes: Buffer, options: ZlibOptions & BrotliOptions) => Promise<Buffer>;

const DECODERS: ReadonlyMap<string, Decode> = new Map<string, Decode>([
  ['gzip', promisify<Buffer, ZlibOptions, Buffer>(gunzip)],
  ['x-gzip', promisify<Buffer, ZlibOptions, Buffer>(gunzip)],
  ['deflate', promisify<Buffer, ZlibOptions, Buffer>(inflate)],
  ['br', promisify<Buffer, BrotliOptions, Buffer>(brotliDecompress)],
]);

/**
 * Undoes the compression that `content-encoding` names. Nobody asks AWS for any, but a proxy may compress on its own. Rejects with an
 * error named `AnswerTooLarge` as soon as more than `longest` bytes come out, `AnswerNotDecoded` for what is damaged or unknown.
 */
export async function decodeBody(bytes: Buffer, encoding: string | undefined, longest: number): Promise<Buffer> {
  const name = (encoding ?? '').trim().toLowerCase();
  if (name === '' || name === 'identity' || bytes.length === 0) return bytes;
  const decode = DECODERS.get(name);
  if (!decode) throw named('AnswerNotDecoded', `The body is compressed in a way not known here (${name}).`);
  try {
    return await decode(bytes, { maxOutputLength: longest });
  } catch (error) {
    if (systemCodeOf(error) === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw named('AnswerNotDecoded', `The body says that it is compressed (${name}), and cannot be read as that.`);
  }
}

export function tooLarge(): Error {
  return named('AnswerTooLarge', 'The body is far larger than this answer can be.');
}
