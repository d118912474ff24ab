import { isIgnored, type IgnoreRules } from '../diff/ignore';
import type { RunsAnalysis } from './analysis';
import type { RunChange } from './changes';
import type { Run } from './order';
import type { Streak } from './streaks';

/** Runs as ignore rules leave what changed with them, and how many changes they leave out. */
export interface HeededRuns<R extends Run> {
  readonly analysis: RunsAnalysis<R>;
  readonly hidden: number;
}

/**
 * Applies ignore rules to what changed with runs, by member: these changes have no classes of their own. Whatever else the runs tell (outcomes, durations,
 * missed nights) is no difference of a member.
 */
export function heedRules<R extends Run>(analysis: RunsAnalysis<R>, rules: IgnoreRules): HeededRuns<R> {
  if (rules.fields.length === 0) return { analysis, hidden: 0 };
  const left = [...analysis.changes].map(([jobKey, changes]) => [jobKey, changesLeft(changes, rules)] as const);
  const before = [...analysis.changes.values()].reduce((sum, changes) => sum + changes.length, 0);
  const after = left.reduce((sum, [, changes]) => sum + changes.length, 0);
  return {
    analysis: {
      ...analysis,
      changes: new Map(left.filter(([, changes]) => changes.length > 0)),
      streak: analysis.streak && streakLeft(analysis.streak, rules),
    },
    hidden: before - after,
  };
}

/** The changes that are left; of one that tells of several members those that are. */
function changesLeft(changes: readonly RunChange[], { fields }: IgnoreRules): readonly RunChange[] {
  return changes.flatMap((change) => {
    const members = change.members.filter(({ path }) => !isIgnored({ fields, classes: [] }, { path }));
    return members.length === 0 ? [] : [{ ...change, members }];
  });
}

function streakLeft<R extends Run>(streak: Streak<R>, rules: IgnoreRules): Streak<R> {
  const changed = changesLeft(streak.changed, rules);
  return {
    ...streak,
    changed,
    ignored: streak.changed.length - changed.length,
    changedBack: changesLeft(streak.changedBack, rules),
  };
}
