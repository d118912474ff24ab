import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { closeWithAll, listenHere } from './loopback';
import { identityOf, type Certificate } from './tls-server';

export interface ConnectProxy {
  /** `127.0.0.1:PORT`; for https, the name that its certificate is made out to is `localhost`. */
  readonly address: string;
  readonly port: number;
  /** Hosts and ports it was asked to connect to. */
  readonly targets: readonly string[];
  /** The `proxy-authorization` headers it was sent. */
  readonly authorizations: readonly (string | undefined)[];
  close(): Promise<void>;
}

export interface ConnectProxyOptions {
  /** What `CONNECT` is answered with; default: 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An https proxy, with this certificate. */
  readonly certificate?: Certificate;
}

/** A proxy that answers `CONNECT` with a status and, if that is 200, leads every tunnel to one port of this machine. */
export async function startConnectProxy(port: number, options: ConnectProxyOptions = {}): Promise<ConnectProxy> {
  const { status = 200, headers = {}, certificate } = options;
  const targets: string[] = [];
  const authorizations: (string | undefined)[] = [];
  const tunnels = new Set<Duplex>();
  const server = certificate === undefined ? createServer() : createTlsServer(await identityOf(certificate));
  server.on('connect', (request, socket) => {
    targets.push(request.url ?? '');
    authorizations.push(request.headers['proxy-authorization']);
    tunnels.add(socket);
    socket.on('error', () => undefined);
    if (status !== 200) {
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
      socket.end(`HTTP/1.1 ${status} No\r\n${lines.join('')}\r\n`);
      return;
    }
    const onwards = connect(port, 'localhost', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onwards.pipe(socket);
      socket.pipe(onwards);
    });
    onwards.on('error', () => socket.destroy());
    socket.on('close', () => {
      tunnels.delete(socket);
      onwards.destroy();
    });
  });
  const own = await listenHere(server);
  return {
    address: `127.0.0.1:${own}`,
    port: own,
    targets,
    authorizations,
    close: () => {
      const closed = closeWithAll(server);
      // The server knows nothing of those any more.
      for (const tunnel of tunnels) tunnel.destroy();
      return closed;
    },
  };
}
