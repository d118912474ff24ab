import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';

export interface ConnectProxy {
  /** `127.0.0.1:PORT` */
  readonly address: string;
  /** Hosts and ports it was asked to connect to. */
  readonly targets: readonly string[];
  /** The `proxy-authorization` headers it was sent. */
  readonly authorizations: readonly (string | undefined)[];
  close(): Promise<void>;
}

/** A proxy that answers `CONNECT` with this status and, if that is 200, leads every tunnel to one port of this machine. */
export async function startConnectProxy(port: number, status = 200): Promise<ConnectProxy> {
  const targets: string[] = [];
  const authorizations: (string | undefined)[] = [];
  const server = createServer();
  server.on('connect', (request, socket) => {
    targets.push(request.url ?? '');
    authorizations.push(request.headers['proxy-authorization']);
    socket.on('error', () => undefined);
    if (status !== 200) {
      socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
      return;
    }
    const onwards = connect(port, 'localhost', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      onwards.pipe(socket);
      socket.pipe(onwards);
    });
    onwards.on('error', () => socket.destroy());
    socket.on('close', () => onwards.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    targets,
    authorizations,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
