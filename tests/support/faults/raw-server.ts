import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';

export interface RawServer {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly port: number;
  readonly close: () => Promise<void>;
}

export interface RawScript {
  /** Called for each connection, before anything was sent over it. */
  readonly onConnection?: (socket: Socket) => void;
  /** Called once the request, or whatever it is, has begun to come. */
  readonly onRequest?: (socket: Socket) => void;
}

/** A server below HTTP: it does to a connection what no HTTP server would. */
export async function startRawServer({ onConnection, onRequest }: RawScript): Promise<RawServer> {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    // The client may go first: that is what half of this is about.
    socket.on('error', () => undefined);
    socket.on('close', () => open.delete(socket));
    onConnection?.(socket);
    socket.once('data', () => onRequest?.(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        for (const socket of open) socket.destroy();
      }),
  };
}

/** Sends these bytes to whoever asks, then closes. */
export function sayAndClose(...parts: readonly (string | Uint8Array)[]): RawScript {
  return { onRequest: (socket) => void socket.end(Buffer.concat(parts.map((part) => Buffer.from(part)))) };
}

/** Sends these bytes to whoever asks, then nothing more, and leaves the connection open. */
export function sayAndStop(...parts: readonly (string | Uint8Array)[]): RawScript {
  return { onRequest: (socket) => void socket.write(Buffer.concat(parts.map((part) => Buffer.from(part)))) };
}

/** Sends these bytes to whoever asks, then resets the connection as soon as they are on their way. */
export function sayAndReset(...parts: readonly (string | Uint8Array)[]): RawScript {
  return {
    onRequest(socket) {
      socket.write(Buffer.concat(parts.map((part) => Buffer.from(part))), () => {
        // Bytes that are still on their way would be taken back by the reset: the other side reads them first.
        setImmediate(() => socket.resetAndDestroy());
      });
    },
  };
}

/** Sends a head, and then this part again and again, as fast as the other side reads, for so many times or until it leaves. */
export function sayAtLength(first: string, part: string, times: number): RawScript {
  return {
    onRequest(socket) {
      socket.write(first);
      let left = times;
      const more = (): void => {
        while (left > 0 && !socket.destroyed) {
          left -= 1;
          if (!socket.write(part)) return;
        }
        socket.end();
      };
      socket.on('drain', more);
      more();
    },
  };
}

/** The head of an answer. */
export function head(headers: Readonly<Record<string, string | number>> = {}, status = '200 OK'): string {
  const lines = Object.entries({ 'content-type': 'application/json', ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  return `HTTP/1.1 ${status}\r\n${lines.join('')}\r\n`;
}

const DEAF = `
  const { createServer } = require('node:net');
  const { parentPort } = require('node:worker_threads');
  const server = createServer();
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    parentPort.postMessage(server.address().port);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });
`;
/** Connections that fill the queue of a server which takes none: one more than its backlog (Linux). */
const QUEUE = 2;

/** A server that never takes a connection: its queue is full, and the system leaves whoever knocks without a word. */
export async function startDeafServer(): Promise<RawServer> {
  const worker = new Worker(DEAF, { eval: true });
  const port = await new Promise<number>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  const waiting = await Promise.all(
    Array.from(
      { length: QUEUE },
      () =>
        new Promise<Socket>((resolve, reject) => {
          const socket = connect(port, '127.0.0.1', () => {
            resolve(socket);
          });
          socket.on('error', reject);
        }),
    ),
  );
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    async close() {
      for (const socket of waiting) socket.destroy();
      await worker.terminate();
    },
  };
}
