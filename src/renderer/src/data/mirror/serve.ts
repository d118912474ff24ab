import type { ToWorker } from './messages';
import type { RowSource, SourceName } from './row-source';
import { WorkerDesk } from './worker-desk';

/** The part of a worker's global scope that is used here. */
interface WorkerScope {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
}

/** Makes the thread this runs on a mirror's worker. To be called once, by a worker's entry file. */
export function serveMirror(open: (source: SourceName) => RowSource): void {
  const scope = globalThis as unknown as WorkerScope;
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  // A message to oneself comes after those that have come already; a timer would be held back by some milliseconds.
  port1.onmessage = () => {
    waiting.shift()?.();
  };
  const desk = new WorkerDesk({
    post: (message) => {
      scope.postMessage(message);
    },
    open,
    later: (work) => {
      waiting.push(work);
      port2.postMessage(undefined);
    },
  });
  scope.addEventListener('message', ({ data }) => {
    desk.receive(data as ToWorker);
  });
}
