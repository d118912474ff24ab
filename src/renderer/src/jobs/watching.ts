import type { JobRow } from '../data/history';
import type { JobKey } from '../domain/job-key';
import type { SavedView } from './stored-view';

/** How what a list shows is watched. */
export interface Watching {
  /** Whether a job is followed, for whatever reason. */
  readonly isFollowed: (jobKey: JobKey) => boolean;
  /** Begins to watch jobs; answers what was done, in words. */
  readonly watchJobs: (rows: readonly JobRow[]) => string;
  readonly isViewWatched: (view: SavedView) => boolean;
  readonly toggleView: (view: SavedView) => void;
}
