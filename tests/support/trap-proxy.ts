import { createServer } from 'node:http';
import { closeWithAll, listenHere } from './loopback';

/** A proxy that lets nobody through and keeps count of who was to be reached. */
export interface TrapProxy {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** What a program is started with, so that all of it uses this proxy: Node's part and the browser engine's. */
  readonly environment: Readonly<Record<string, string>>;
  /** Hosts with ports, or whole addresses, as they were asked for. */
  readonly wanted: readonly string[];
  close(): Promise<void>;
}

export async function startTrapProxy(): Promise<TrapProxy> {
  const wanted: string[] = [];
  const server = createServer((request, response) => {
    wanted.push(request.url ?? '');
    response.writeHead(502).end();
  });
  server.on('connect', (request, socket) => {
    wanted.push(request.url ?? '');
    socket.on('error', () => undefined);
    socket.end('HTTP/1.1 502 Nobody gets through here\r\n\r\n');
  });
  const url = `http://127.0.0.1:${await listenHere(server)}`;
  const names = ['http_proxy', 'https_proxy', 'all_proxy', 'ftp_proxy'];
  return {
    url,
    environment: Object.fromEntries([...names, ...names.map((name) => name.toUpperCase())].map((name) => [name, url])),
    wanted,
    close: () => closeWithAll(server),
  };
}
