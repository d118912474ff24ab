import { STATE_ORDER, type CopyJobReading } from './copy-job';
import type { JobKey } from './job-key';
import { outcomeOf } from './outcome';

/** What a family needs to know of a job's newest answer: a reading has all of it, and so has a row of a list. */
export type FamilyReading = Pick<
  CopyJobReading,
  | 'copyJobId'
  | 'parentJobId'
  | 'state'
  | 'statusMessage'
  | 'messageCategory'
  | 'createdAt'
  | 'completedAt'
  | 'isParent'
  | 'numberOfChildJobs'
  | 'childCounts'
>;

/** One job of a family: what its newest answer says. */
export interface FamilyMember {
  readonly jobKey: JobKey;
  readonly reading: FamilyReading;
}

/** A job with its children, and theirs. */
export type FamilyNode<M extends FamilyMember = FamilyMember> = M & {
  readonly children: readonly FamilyNode<M>[];
};

/** Something in a family that does not add up, or not yet known. */
export interface FamilyOddity {
  readonly kind: 'number' | 'state' | 'unfinished-child' | 'children-unknown';
  /** One sentence for people. */
  readonly text: string;
}

/** How many children are known in a state, and how many the parent says there are; undefined: it says nothing of that state. */
export interface StateCount {
  readonly state: string;
  readonly known: number;
  readonly reported: bigint | undefined;
}

export interface Family<M extends FamilyMember = FamilyMember> {
  readonly root: FamilyNode<M>;
  /** Of the direct children. In the order of a job's life; states we do not know last. */
  readonly counts: readonly StateCount[];
  readonly oddities: readonly FamilyOddity[];
  /** Children because of which the parent is PARTIAL or FAILED, at any depth, those that failed first in time. */
  readonly causes: readonly FamilyNode<M>[];
}

/** Whether a job says of itself that there are jobs below it. */
export function isParentJob({
  isParent,
  numberOfChildJobs,
  childCounts,
}: Pick<FamilyReading, 'isParent' | 'numberOfChildJobs' | 'childCounts'>): boolean {
  return isParent || numberOfChildJobs !== undefined || childCounts.length > 0;
}

/**
 * Puts a parent and the jobs that name it as theirs (`ParentJobId`), or one of its children, into a tree, and says what does
 * not add up. Jobs of other families are left out; a job that names itself, or a circle, is no family.
 */
export function familyOf<M extends FamilyMember>(parent: M, jobs: readonly M[]): Family<M> {
  const root: FamilyNode<M> = {
    ...parent,
    children: nodesBelow(parent.reading.copyJobId, byParent(jobs), new Set([parent.jobKey])),
  };
  const counts = countsOf(root);
  return { root, counts, oddities: odditiesOf(root, counts), causes: causesOf(root) };
}

/** The trees of the jobs that name a parent of which nothing else is known. */
export function childrenOf<M extends FamilyMember>(parentJobId: string, jobs: readonly M[]): readonly FamilyNode<M>[] {
  return nodesBelow(parentJobId, byParent(jobs), new Set());
}

function byParent<M extends FamilyMember>(jobs: readonly M[]): ReadonlyMap<string, readonly M[]> {
  const found = new Map<string, M[]>();
  for (const job of jobs) {
    const { parentJobId } = job.reading;
    if (parentJobId === undefined) continue;
    const siblings = found.get(parentJobId);
    if (siblings === undefined) found.set(parentJobId, [job]);
    else siblings.push(job);
  }
  return found;
}

/** `above`: the line that leads here; a job in it is not below itself once more. */
function nodesBelow<M extends FamilyMember>(
  copyJobId: string | undefined,
  jobs: ReadonlyMap<string, readonly M[]>,
  above: ReadonlySet<JobKey>,
): readonly FamilyNode<M>[] {
  return (jobs.get(copyJobId ?? '') ?? [])
    .filter(({ jobKey }) => !above.has(jobKey))
    .sort((a, b) => (a.reading.createdAt ?? 0) - (b.reading.createdAt ?? 0) || (a.jobKey < b.jobKey ? -1 : 1))
    .map((job) => ({
      ...job,
      children: nodesBelow(job.reading.copyJobId, jobs, new Set([...above, job.jobKey])),
    }));
}

function countsOf({ reading, children }: FamilyNode): StateCount[] {
  const known = new Map<string, number>();
  for (const child of children) {
    const state = child.reading.state ?? '';
    known.set(state, (known.get(state) ?? 0) + 1);
  }
  const reported = new Map(reading.childCounts.map(({ state, count }) => [state, count]));
  const states = [...new Set([...STATE_ORDER, ...reported.keys(), ...known.keys()])];
  return states
    .filter((state) => known.has(state) || reported.has(state))
    .map((state) => ({ state, known: known.get(state) ?? 0, reported: reported.get(state) }));
}

/** Counts move while the parent runs: only once it has ended must they add up. */
function odditiesOf({ reading, children }: FamilyNode, counts: readonly StateCount[]): FamilyOddity[] {
  if (!outcomeOf(reading).ended) return [];
  const oddities: FamilyOddity[] = [];
  const { numberOfChildJobs } = reading;
  const reported = reading.childCounts.reduce((sum, { count }) => sum + count, 0n);
  if (numberOfChildJobs !== undefined && reading.childCounts.length > 0 && reported !== numberOfChildJobs) {
    const text = `AWS Backup says that there are ${numberOfChildJobs} child jobs, but its own counts by state add up to ${reported}.`;
    oddities.push({ kind: 'number', text });
  }
  const expected = numberOfChildJobs ?? (reading.childCounts.length > 0 ? reported : undefined);
  if (expected !== undefined && BigInt(children.length) < expected) {
    const text = `${children.length} of ${expected} child jobs are in the history. The others were not fetched, or AWS Backup has forgotten them.`;
    oddities.push({ kind: 'children-unknown', text });
  }
  if (expected !== undefined && BigInt(children.length) > expected) {
    const text = `There are ${children.length} child jobs in the history, more than the ${expected} that AWS Backup counts.`;
    oddities.push({ kind: 'number', text });
  }
  // With children missing, the counts of the others cannot be compared.
  if (expected !== undefined && BigInt(children.length) === expected && reading.childCounts.length > 0) {
    for (const { state, known, reported: said = 0n } of counts) {
      if (BigInt(known) === said) continue;
      const text = `The parent counts ${said} child jobs in state ${state === '' ? '(none)' : state}; the child jobs themselves say ${known}.`;
      oddities.push({ kind: 'state', text });
    }
  }
  const unfinished = children.filter((child) => !outcomeOf(child.reading).ended).length;
  if (unfinished > 0) {
    const text = `The parent has ended, but ${unfinished} of its child jobs had not when last seen. They may have to be asked about again.`;
    oddities.push({ kind: 'unfinished-child', text });
  }
  return oddities;
}

/** A parent that is itself not complete hands the question on to its children; one without children to blame is the cause. */
function causesOf<M extends FamilyMember>(root: FamilyNode<M>): FamilyNode<M>[] {
  if (!wentWrong(root)) return [];
  const found: FamilyNode<M>[] = [];
  const look = (node: FamilyNode<M>): void => {
    for (const child of node.children.filter(wentWrong)) {
      if (child.children.some(wentWrong)) look(child);
      else found.push(child);
    }
  };
  look(root);
  return found.sort((a, b) => (a.reading.completedAt ?? Infinity) - (b.reading.completedAt ?? Infinity));
}

function wentWrong({ reading }: FamilyMember): boolean {
  const { kind } = outcomeOf(reading);
  return kind === 'failed' || kind === 'partial';
}
