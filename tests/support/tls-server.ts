import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';

/**
 * Certificates made for tests. `good`, `expired` and `other` (made out to another host) are signed by the test
 * authority `ca.pem`, `self-signed` by itself.
 */
export type Certificate = 'good' | 'expired' | 'other' | 'self-signed';

export interface TlsServer {
  /** `https://localhost:PORT` */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

export function tlsFile(name: string): URL {
  return new URL(`../fixtures/tls/${name}`, import.meta.url);
}

/** Answers every request with this body, over TLS with this certificate. */
export async function startTlsServer(certificate: Certificate, body: string): Promise<TlsServer> {
  const [cert, key] = await Promise.all(
    [`${certificate}.pem`, `${certificate}.key.pem`].map((name) => readFile(tlsFile(name))),
  );
  const server: Server = createServer({ cert: cert!, key: key! }, (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://localhost:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
