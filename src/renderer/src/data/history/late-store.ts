import type { Shelf, Store } from './shelf';
import type { Live } from './types';

/** A store that is still being opened: whatever is asked of it waits, and fails the way opening failed. */
export class LateStore implements Store {
  constructor(private readonly opening: Promise<Store>) {
    // Whoever asks is told; that nobody has asked yet is no fault of its own.
    opening.catch(() => undefined);
  }

  async write<T>(work: (shelf: Shelf) => Promise<T>): Promise<T> {
    return (await this.opening).write(work);
  }

  async read<T>(work: (shelf: Shelf) => Promise<T>): Promise<T> {
    return (await this.opening).read(work);
  }

  watch<T>(work: (shelf: Shelf) => Promise<T>): Live<T> {
    return {
      subscribe: (listener) => {
        let unsubscribe: (() => void) | undefined;
        let listening = true;
        listener({ status: 'loading' });
        this.opening.then(
          (store) => {
            if (listening) unsubscribe = store.watch(work).subscribe(listener);
          },
          (problem: unknown) => {
            if (!listening) return;
            listener({ status: 'failed', problem: problem instanceof Error ? problem : new Error(String(problem)) });
          },
        );
        return () => {
          listening = false;
          unsubscribe?.();
        };
      },
    };
  }

  close(): void {
    this.opening.then(
      (store) => {
        store.close();
      },
      () => undefined,
    );
  }
}
