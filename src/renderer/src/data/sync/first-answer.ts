import type { Live } from '../history';

/** The first answer of a live query; rejects with its problem. */
export function firstAnswer<T>(live: Live<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    let end: (() => void) | undefined;
    let settled = false;
    const stop = live.subscribe((state) => {
      if (settled || state.status === 'loading') return;
      settled = true;
      end?.();
      if (state.status === 'ready') resolve(state.value);
      else reject(state.problem);
    });
    end = stop;
    if (settled) stop();
  });
}
