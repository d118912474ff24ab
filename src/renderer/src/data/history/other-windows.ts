import type { JobKey } from '../../domain/job-key';

/** Where windows with the same history tell each other which jobs they wrote. */
export interface OtherWindows {
  /** Tells all other windows. What has become of the jobs is in the history, where each reads it. */
  tell(touched: readonly JobKey[]): void;
  /** Hears of what others wrote, from now on. Once. */
  hear(listener: (touched: readonly JobKey[]) => void): void;
  close(): void;
}

/** Joins the windows that have this database open. Tells keys and no rows: a page of a list costs next to nothing to pass on. */
export function otherWindows(database: string): OtherWindows {
  const channel = new BroadcastChannel(`copytrail:history:${database}`);
  let closed = false;
  return {
    tell: (touched) => {
      // A write may end after the history was closed.
      if (!closed) channel.postMessage(touched);
    },
    hear: (listener) => {
      channel.onmessage = ({ data }: MessageEvent<unknown>) => {
        if (isKeys(data)) listener(data);
      };
    },
    close: () => {
      closed = true;
      channel.close();
    },
  };
}

/** An older or newer version of the app may be in the other window, after an update. */
function isKeys(data: unknown): data is readonly JobKey[] {
  return Array.isArray(data) && data.every((key) => typeof key === 'string');
}
