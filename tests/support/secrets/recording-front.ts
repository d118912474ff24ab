import { createServer, request as ask, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Planted } from './plants';

/** Stands before a service, keeps what it is sent, and can be made to say it back instead of passing it on. */
export interface RecordingFront {
  readonly url: string;
  /** Headers of every request, one line each. */
  readonly seen: readonly string[];
  /** Signatures of the requests, by a name for each. */
  signatures(): Planted;
  /** From now on a request is refused with its own headers in the words, as JSON or as a page; undefined: passed on again. */
  sayBack(how: 'json' | 'page' | undefined): void;
  close(): Promise<void>;
}

const written = (headers: IncomingHttpHeaders): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join('\n');

export async function startRecordingFront(behind: string): Promise<RecordingFront> {
  const seen: string[] = [];
  let how: 'json' | 'page' | undefined;
  const server = createServer((incoming, response) => {
    const words = written(incoming.headers);
    seen.push(words);
    if (how !== undefined) {
      const type = how === 'json' ? 'application/json' : 'text/html';
      const body =
        how === 'json' ? JSON.stringify({ __type: 'AccessDeniedException', message: words }) : `<p>${words}</p>`;
      response.writeHead(how === 'json' ? 403 : 200, { 'content-type': type }).end(body);
      return;
    }
    // The name of the host is part of what is signed: it stays as it came.
    const { url = '/', method, headers } = incoming;
    const onwards = ask(new URL(url, behind), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onwards.on('error', () => response.destroy());
    incoming.pipe(onwards);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    signatures: () =>
      Object.fromEntries(
        [...seen.join('\n').matchAll(/Signature=([0-9a-f]{64})/g)].map(([, text = ''], nth) => [
          `signature ${nth}`,
          text,
        ]),
      ),
    sayBack(next) {
      how = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
