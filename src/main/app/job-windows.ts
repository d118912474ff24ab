import type { BrowserWindow } from 'electron';
import { writeJobWindowSearch, type JobWindow } from '../../preload/contract/job-window';
import { bringToFront } from './bring-to-front';

/** Most windows of single jobs at once: each is a process of its own, and more than this nobody tells apart. */
export const MAX_JOB_WINDOWS = 12;

/** Windows that show one copy job each. */
export interface JobWindows {
  /** Opens a window for a job, or brings the one to the front that it has; false: there are as many as there may be. */
  readonly open: (job: JobWindow) => boolean;
  /** The windows as they are now, oldest first. */
  readonly windows: () => readonly BrowserWindow[];
  readonly closeAll: () => void;
}

/**
 * @param make makes a window whose page has this after its address; `place` counts the ones that are open already
 * @param changed told what stands after the addresses of all that are open, whenever one opens or closes
 */
export function createJobWindows(
  make: (search: string, place: number) => BrowserWindow,
  changed: (searches: readonly string[]) => void,
): JobWindows {
  const open = new Map<string, BrowserWindow>();
  const tell = (): void => {
    changed([...open.keys()]);
  };
  return {
    open(job) {
      const search = writeJobWindowSearch(job);
      const there = open.get(search);
      if (there !== undefined) {
        bringToFront(there);
        return true;
      }
      if (open.size >= MAX_JOB_WINDOWS) return false;
      const window = make(search, open.size);
      open.set(search, window);
      window.once('closed', () => {
        open.delete(search);
        tell();
      });
      tell();
      return true;
    },
    windows: () => [...open.values()],
    closeAll() {
      for (const window of [...open.values()]) window.close();
    },
  };
}
