import type { Live } from '../history';

/** The first answer of a live query; rejects with its problem. */
export async function firstAnswer<T>(live: Live<T>): Promise<T> {
  let end: (() => void) | undefined;
  try {
    return await new Promise<T>((resolve, reject) => {
      end = live.subscribe((state) => {
        if (state.status === 'ready') resolve(state.value);
        else if (state.status === 'failed') reject(state.problem);
      });
    });
  } finally {
    end?.();
  }
}
