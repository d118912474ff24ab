import { joinRuns } from '../../domain/join-runs';
import { runOf, type Run } from '../../domain/snapshot';
import type { StoredFailure } from './rows';

/** Stands for an answer among failures: no failure is called so. */
const ANSWER = '';

type Ends = Pick<StoredFailure, 'profile' | 'error'> | undefined;

/**
 * Joins the failed look-ups of one id in two histories as if all had been filed in the order of their times: equal ones in a row, with no answer
 * between them, are one row. Rows of the outcome have no `id`.
 * @param answers when the job was answered about, epoch ms UTC
 */
export function joinFailures(
  one: readonly StoredFailure[],
  other: readonly StoredFailure[],
  answers: readonly number[],
): readonly StoredFailure[] {
  const models = new Map([...one, ...other].map((row) => [kindOf(row), row]));
  const unlisted = new Set([...one, ...other].filter(({ failedAt }) => failedAt === undefined).map(kindOf));
  // Among the failures, they cut those that stand on both sides of one.
  const answered = answers.map((at) => runOf<Ends>({ at, digest: ANSWER, origin: undefined }));
  const runs = joinRuns<Ends>([...one.map(toRun), ...answered], other.map(toRun));
  return runs.flatMap((run): StoredFailure[] => {
    const model = models.get(run.digest);
    if (model === undefined || run.last === undefined) return [];
    const { region, copyJobId, jobKey } = model;
    const { profile, error } = run.last;
    return [
      {
        region,
        copyJobId,
        firstAt: run.seen[0] ?? 0,
        lastAt: run.seen.at(-1) ?? 0,
        times: run.timesSeen,
        ...(!unlisted.has(run.digest) && { failedAt: run.seen }),
        profile,
        error,
        ...(jobKey !== undefined && { jobKey }),
      },
    ];
  });
}

/** What makes failures equal; see `recordFailedLookup`. */
function kindOf({ error, profile, jobKey }: StoredFailure): string {
  return JSON.stringify([error.code, error.message, profile.origin, profile.name, jobKey ?? null]);
}

function toRun(row: StoredFailure): Run<Ends> {
  const { firstAt, lastAt, times, profile, error } = row;
  const seen = row.failedAt ?? (firstAt === lastAt ? [firstAt] : [firstAt, lastAt]);
  const ends = { profile, error };
  return { digest: kindOf(row), seen, timesSeen: Math.max(times, seen.length), first: ends, last: ends };
}
