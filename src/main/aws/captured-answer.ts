import type { DescribeCopyJobCommand, ListCopyJobsCommand } from '@aws-sdk/client-backup';
import { decodeBody, tooLarge } from './decode-body';
import { named } from './named-error';

type DescribeStack = DescribeCopyJobCommand['middlewareStack'];
type MiddlewareStack = DescribeStack | ListCopyJobsCommand['middlewareStack'];

/** How much of a body that is no answer is worth keeping to show. */
const BODY_START_LENGTH = 400;

/** From here on the SDK takes an answer for an error. */
const FIRST_ERROR_STATUS = 300;
/** Bytes of an error or a proxy's page beyond which reading stops: the SDK parses them, and nothing else moves meanwhile. */
const LONGEST_ERROR = 256 * 1024;
const JSON_START = /^\s*[{[]/;

/**
 * Whether this is read from its text alone. Errors, and pages of a proxy, are the SDK's to name; but what looks like an answer is
 * judged member by member elsewhere, and the SDK's own reading of it would double the work of a call only to be thrown away.
 */
function isAnswer(status: number, bytes: Buffer): boolean {
  return status < FIRST_ERROR_STATUS && JSON_START.test(startOf(bytes));
}

/** JSON must not begin with a byte order mark (RFC 8259, 8.1). It cannot be seen, so it has to be named. */
const BYTE_ORDER_MARK = Buffer.from('\ufeff{');

function checkStart(status: number, bytes: Buffer): void {
  if (status < FIRST_ERROR_STATUS && bytes.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK)) {
    throw named('AnswerWithMark', 'The body begins with a byte order mark.');
  }
}

function startOf(bytes: Buffer): string {
  return bytes.subarray(0, BODY_START_LENGTH).toString('utf8');
}

function emptyAnswer(): Uint8Array {
  return new TextEncoder().encode('{}');
}

/**
 * The answer of one call as it came over the wire. The SDK drops members it does not know, turns nulls into nothing
 * and rounds integers above 2^53; the body kept here is byte for byte what was sent, once compression is undone.
 */
export interface CapturedAnswer {
  /** Listens in on a command, before it is sent. With retries, the last attempt is what stays. */
  listenTo(stack: MiddlewareStack): void;
  /** The body as text. Throws an error named `AnswerNotText` when it is not valid UTF-8. */
  text(): string;
  /** Origin and host of the endpoint asked last. */
  origin(): string | undefined;
  host(): string | undefined;
  status(): number | undefined;
  header(name: string): string | undefined;
  /** The beginning of the body, for people. */
  start(): string | undefined;
}

/** The parts of HTTP requests and answers that are looked at here; the SDK types both as unknown. */
interface HttpExchange {
  readonly request: { readonly protocol: string; readonly hostname: string; readonly port?: number };
  readonly response: {
    readonly statusCode: number;
    readonly headers: Readonly<Record<string, string>>;
    body: AsyncIterable<Uint8Array> | Uint8Array;
  };
}

/** @param longest bytes of a body beyond which reading stops with an error named `AnswerTooLarge` */
export function captureAnswer(longest: number): CapturedAnswer {
  let request: HttpExchange['request'] | undefined;
  let response: HttpExchange['response'] | undefined;
  let bytes: Buffer | undefined;

  const host = () => request && `${request.hostname}${request.port === undefined ? '' : `:${request.port}`}`;
  return {
    listenTo(stack) {
      // The stacks differ in the types of input and output only, which are not looked at here.
      (stack as DescribeStack).add(
        (next) => async (args) => {
          request = args.request as HttpExchange['request'];
          response = undefined;
          bytes = undefined;
          const result = await next(args);
          response = result.response as HttpExchange['response'];
          const most = response.statusCode < FIRST_ERROR_STATUS ? longest : Math.min(longest, LONGEST_ERROR);
          bytes = await decodeBody(await readBounded(response.body, most), response.headers['content-encoding'], most);
          checkStart(response.statusCode, bytes);
          // What was read is gone from the stream. The SDK takes bytes as well, and makes them its own: it gets a copy.
          response.body = isAnswer(response.statusCode, bytes) ? emptyAnswer() : new Uint8Array(bytes);
          return result;
        },
        // The last step before the wire: it sees each attempt, and bodies of errors too.
        { step: 'deserialize', name: 'captureAnswer', priority: 'low', override: true },
      );
    },
    text() {
      try {
        // A byte order mark stays: the body is kept exactly.
        return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
      } catch {
        throw named('AnswerNotText', 'The body is not UTF-8 text.');
      }
    },
    host,
    origin: () => request && `${request.protocol}//${host() ?? ''}`,
    status: () => response?.statusCode,
    header: (name) => response?.headers[name],
    start: () => bytes && startOf(bytes),
  };
}

async function readBounded(body: HttpExchange['response']['body'], longest: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body instanceof Uint8Array ? [body] : body) {
    length += chunk.byteLength;
    // Leaving the loop early destroys the stream. Bytes are never fewer than UTF-16 units, so the border's limit holds.
    if (length > longest) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
