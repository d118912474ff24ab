import { createServer, type IncomingMessage, type Server } from 'node:http';
import { closeWithAll, listenHere } from './loopback';

export interface ServiceRequest {
  readonly method: string;
  /** Path without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface ServiceAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface HttpService {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly port: number;
  readonly requests: readonly ServiceRequest[];
  close(): Promise<void>;
}

/** A service of a test's own on loopback. An answer of undefined leaves the caller waiting. */
export async function startHttpService(
  answer: (request: ServiceRequest) => ServiceAnswer | undefined,
): Promise<HttpService> {
  const requests: ServiceRequest[] = [];
  const server: Server = createServer((message, response) => {
    const chunks: Buffer[] = [];
    message.on('data', (chunk: Buffer) => chunks.push(chunk));
    message.on('end', () => {
      const url = new URL(message.url ?? '/', 'http://localhost');
      const request: ServiceRequest = {
        method: message.method ?? '',
        path: url.pathname,
        query: url.searchParams,
        headers: message.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      };
      requests.push(request);
      const given = answer(request);
      if (given) response.writeHead(given.status, given.headers).end(given.body);
    });
  });
  const port = await listenHere(server);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    close: () => closeWithAll(server),
  };
}
