import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Has a server listen on this machine alone, at a free port. Answers the port. */
export async function listenHere(server: Server, host: '127.0.0.1' | 'localhost' = '127.0.0.1'): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return (server.address() as AddressInfo).port;
}

/** Closes a server, and every connection that it still has. */
export function closeWithAll(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
