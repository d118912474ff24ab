import type { IncomingMessage } from 'node:http';
import { queryPairs, type SignedParts } from './sigv4/canonical';
import { AwsError, malformedRequest } from './wire/aws-error';

/** Reading operations have no body; this is room for a client that sends one all the same. */
const MAX_BODY_BYTES = 64 * 1024;

/** A request, taken apart but not changed. */
export interface ReceivedRequest extends SignedParts {
  readonly query: ReadonlyMap<string, string>;
}

function headersOf(message: IncomingMessage): Map<string, string> {
  const headers = new Map<string, string>();
  for (let i = 0; i + 1 < message.rawHeaders.length; i += 2) {
    const name = (message.rawHeaders[i] ?? '').toLowerCase();
    const value = message.rawHeaders[i + 1] ?? '';
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before},${value}`);
  }
  return headers;
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  // Not destroyed on the way out: a body that is too large still gets an answer.
  for await (const chunk of message.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) {
      throw new AwsError(413, 'RequestEntityTooLargeException', 'The request entity is too large.');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Reads a request whole. Throws an `AwsError` when it is malformed or its body too large. */
export async function readRequest(message: IncomingMessage): Promise<ReceivedRequest> {
  const target = message.url ?? '';
  if (!target.startsWith('/')) throw malformedRequest('The request target must be a path.');
  const mark = target.indexOf('?');
  const rawQuery = mark < 0 ? '' : target.slice(mark + 1);
  return {
    method: message.method ?? '',
    rawPath: mark < 0 ? target : target.slice(0, mark),
    rawQuery,
    query: new Map(queryPairs(rawQuery)),
    headers: headersOf(message),
    body: await bodyOf(message),
  };
}
