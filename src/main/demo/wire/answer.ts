import { randomUUID } from 'node:crypto';
import type { AwsError } from './aws-error';

/** A whole HTTP answer, before it is sent (or spoilt by a fault). */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** AWS's REST services name the exception in this header, followed by an address that clients cut off. */
const ERROR_TYPE_SUFFIX = ':http://internal.amazon.com/coral/com.amazonaws.backup/';

function answer(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': randomUUID(), ...headers },
    body: Buffer.from(body, 'utf8'),
  };
}

/** A 200 with this JSON text, byte for byte. */
export function jsonAnswer(body: string): Answer {
  return answer(200, body);
}

/** Any status, headers and bytes, for answers that are not AWS's. */
export function rawAnswer(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Answer {
  return answer(status, body, headers);
}

/**
 * An error on the wire. Exceptions of AWS Backup's model carry the members `Code`, `Context`, `Message` and `Type`;
 * those of AWS's front door (signature, token) only a message.
 */
export function errorAnswer(error: AwsError, headers: Readonly<Record<string, string>> = {}): Answer {
  const body =
    error.code === undefined
      ? { message: error.message }
      : { Code: error.code, Context: null, Message: error.message, Type: null };
  return answer(error.status, JSON.stringify(body), {
    'x-amzn-errortype': error.type + ERROR_TYPE_SUFFIX,
    ...headers,
  });
}
