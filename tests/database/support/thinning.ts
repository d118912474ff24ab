import type { History } from '../../../src/renderer/src/data/history';
import { planThinning, type ThinningPlan } from '../../../src/renderer/src/data/thinning/plan';
import { bringBack, thinOut } from '../../../src/renderer/src/data/thinning/thin-out';
import type { StoredThinning } from '../../../src/renderer/src/data/history/rows';
import type { ThinningRule, ThinningRules } from '../../../src/renderer/src/domain/thinning/rules';
import { wholeOf } from './backup-file';

export const DAY_MS = 86_400_000;
export const IN_BETWEEN: ThinningRule = { id: 'rule-1', kind: 'answers', keep: 'notable', days: 30, filter: '' };
export const BUT_ENDS: ThinningRule = { id: 'rule-1', kind: 'answers', keep: 'ends', days: 30, filter: '' };
export const WHOLE: ThinningRule = { id: 'rule-2', kind: 'jobs', days: 30, filter: '' };

export function options() {
  return { signal: new AbortController().signal, onprogress: () => undefined };
}

export function rulesOf(...rules: readonly ThinningRule[]): ThinningRules {
  return { rules, notesHold: true };
}

export function planOf(history: History, rules: ThinningRules, now: number): Promise<ThinningPlan> {
  return planThinning(wholeOf(history), rules, { now, times: 'utc' }, options());
}

/** Plans and does it at once. */
export async function thin(history: History, rules: ThinningRules, now: number): Promise<ThinningPlan> {
  const plan = await planOf(history, rules, now);
  await thinOut(wholeOf(history), plan, now, options());
  return plan;
}

export function thinningsOf(history: History): Promise<readonly StoredThinning[]> {
  return wholeOf(history).read((shelf) => shelf.aside.thinnings());
}

export async function undo(history: History, thinning: StoredThinning | undefined): Promise<void> {
  if (thinning !== undefined) await bringBack(wholeOf(history), thinning, options());
}
