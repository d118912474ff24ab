import type { Filter } from '../filter/types';
import type { JobKey } from '../job-key';

/** What somebody watches: one job, whatever fits a view, or everything that has not ended. */
export type WatchTarget =
  | { readonly kind: 'job'; readonly jobKey: JobKey; readonly title: string }
  | { readonly kind: 'view'; readonly viewId: string; readonly title: string; readonly filter: Filter }
  | { readonly kind: 'unfinished' };

/** Something that is watched. */
export interface Watch {
  /** See {@link watchIdOf}: the same thing is watched once. */
  readonly id: string;
  readonly target: WatchTarget;
  /** When it was begun, epoch ms UTC. */
  readonly since: number;
}

export function watchIdOf(target: WatchTarget): string {
  switch (target.kind) {
    case 'job':
      return `job:${target.jobKey}`;
    case 'view':
      return `view:${target.viewId}`;
    case 'unfinished':
      return 'unfinished';
  }
}

export function watchTitle({ target }: Watch): string {
  return target.kind === 'unfinished' ? 'Everything unfinished' : target.title;
}

/** Whether new jobs may come to be watched by it. */
export function takesNewJobs({ target }: Watch): boolean {
  return target.kind !== 'job';
}

/** What a job has, or has for good, only once it has ended: nothing that a job to be followed could be chosen by. */
const KNOWN_AT_THE_END: ReadonlySet<string> = new Set([
  'outcome',
  'State',
  'StatusMessage',
  'MessageCategory',
  'CompletionDate',
  'duration',
  'throughput',
]);

/**
 * The filter by which a watched view chooses the unfinished jobs it follows: “Failed last night” follows those of last night
 * that may still fail.
 */
export function followedBy(filter: Filter): Filter {
  return { ...filter, tokens: filter.tokens.filter(({ column }) => !KNOWN_AT_THE_END.has(column)) };
}
