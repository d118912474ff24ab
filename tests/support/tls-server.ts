import { readFile } from 'node:fs/promises';
import { createServer, type Server, type ServerOptions } from 'node:https';
import { closeWithAll, listenHere } from './loopback';

/**
 * Certificates made for tests. `good`, `expired` and `other` (made out to another host) are signed by the test
 * authority `ca.pem`, `self-signed` and `not-yet` (valid from 2099 on) by themselves.
 */
export type Certificate = 'good' | 'expired' | 'not-yet' | 'other' | 'self-signed';

export interface TlsServer {
  /** `https://localhost:PORT` */
  readonly url: string;
  readonly port: number;
  readonly close: () => Promise<void>;
}

export function tlsFile(name: string): URL {
  return new URL(`../fixtures/tls/${name}`, import.meta.url);
}

/** Certificate and key, as a TLS server takes them. */
export async function identityOf(certificate: Certificate): Promise<{ cert: Buffer; key: Buffer }> {
  const [cert, key] = await Promise.all(
    [`${certificate}.pem`, `${certificate}.key.pem`].map((name) => readFile(tlsFile(name))),
  );
  return { cert: cert!, key: key! };
}

/** Answers every request with this body, over TLS with this certificate. */
export async function startTlsServer(
  certificate: Certificate,
  body: string,
  more: ServerOptions = {},
): Promise<TlsServer> {
  const server: Server = createServer({ ...(await identityOf(certificate)), ...more }, (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(body);
  });
  const port = await listenHere(server, 'localhost');
  return {
    url: `https://localhost:${port}`,
    port,
    close: () => closeWithAll(server),
  };
}
