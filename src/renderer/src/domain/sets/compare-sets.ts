import type { JobKey } from '../job-key';
import { isUnfinishedKey } from '../outcome';
import { bitOf, SET_CLASSES, type ClassBits } from './classes';
import { movesOf, type Measured } from './moves';
import type { ReadMember } from './pairing';
import { setupRules, type SetUp } from './setup';
import type { Pairing } from './pairing';

/** What is asked of the jobs of one side, by their numbers. Answers must be cheap: each is asked for often. */
export interface SetFacts {
  jobKey(job: number): JobKey;
  accountId(job: number): string;
  region(job: number): string;
  /** See `Outcome.key` in domain/outcome. */
  outcomeKey(job: number): string;
  /** Epoch ms UTC. */
  createdAt(job: number): number | undefined;
  measured(job: number): Measured;
  reader(job: number): ReadMember;
  /** See `pairKeyOf`. */
  pairKey(job: number): string | undefined;
}

export interface SetSide {
  readonly facts: SetFacts;
  readonly jobs: Iterable<number>;
  /** Jobs of the side's time and place that its filter leaves out. Walked at most once, and only if some job has no counterpart. */
  readonly leftOut: () => Iterable<number>;
  /** Whether a job of that account and Region would be known on this side, if there had been one. */
  readonly looked: (accountId: string, region: string) => boolean;
}

export interface SetsOptions {
  readonly pairing: Pairing;
  /** From which relative change on a copy counts as slower or larger: 0.25 is a quarter. */
  readonly threshold: number;
  /** Members that are not to count as changed. */
  readonly ignored?: (path: string) => boolean;
}

/** A pair, or a job alone; numbers as the sides have them. */
export interface SetLine {
  readonly left: number | undefined;
  readonly right: number | undefined;
  /** At least one. */
  readonly classes: ClassBits;
  /** How many older jobs of the side are a pair with the same; the newest one stands for them. */
  readonly leftOthers: number;
  readonly rightOthers: number;
}

/** The jobs of one side that are a pair with the same: the newest, and how many besides. */
interface Group {
  newest: number;
  others: number;
}

/**
 * Compares two sets of jobs. Every job of either side is in exactly one line, by itself or as one of those that the newest stands for. The
 * lines stand in the order of their most important class, then newest first. In which order the jobs come makes no difference.
 */
export function compareSets(left: SetSide, right: SetSide, options: SetsOptions): readonly SetLine[] {
  const [lefts, leftUnpaired] = grouped(left);
  const [rights, rightUnpaired] = grouped(right);
  const judge = pairJudge(left.facts, right.facts, options);
  const lines: SetLine[] = [];
  const lone = { left: new Map<string, Group>(), right: new Map<string, Group>() };
  for (const [key, group] of lefts) {
    const other = rights.get(key);
    if (other === undefined) {
      lone.left.set(key, group);
      continue;
    }
    lines.push({
      left: group.newest,
      right: other.newest,
      classes: judge(group.newest, other.newest),
      leftOthers: group.others,
      rightOthers: other.others,
    });
  }
  for (const [key, group] of rights) if (!lefts.has(key)) lone.right.set(key, group);
  for (const { group, classes } of judgeLone(left.facts, lone.left, right, 'missing')) {
    lines.push({ left: group.newest, right: undefined, classes, leftOthers: group.others, rightOthers: 0 });
  }
  for (const { group, classes } of judgeLone(right.facts, lone.right, left, 'new')) {
    lines.push({ left: undefined, right: group.newest, classes, leftOthers: 0, rightOthers: group.others });
  }
  const unpaired = bitOf('unpaired');
  const alone = { classes: unpaired, leftOthers: 0, rightOthers: 0 };
  for (const job of leftUnpaired) lines.push({ left: job, right: undefined, ...alone });
  for (const job of rightUnpaired) lines.push({ left: undefined, right: job, ...alone });
  return inOrder(lines, left.facts, right.facts);
}

function grouped({ facts, jobs }: SetSide): [ReadonlyMap<string, Group>, readonly number[]] {
  const groups = new Map<string, Group>();
  const unpaired: number[] = [];
  for (const job of jobs) {
    const key = facts.pairKey(job);
    if (key === undefined) {
      unpaired.push(job);
      continue;
    }
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { newest: job, others: 0 });
    else {
      group.others += 1;
      if (isNewer(facts, job, group.newest)) group.newest = job;
    }
  }
  return [groups, unpaired];
}

/** Of two created in the same millisecond the job key decides, so that the order in which they come does not. */
function isNewer(facts: SetFacts, one: number, other: number): boolean {
  const difference = createdOf(facts, one) - createdOf(facts, other);
  return difference === 0 ? facts.jobKey(one) > facts.jobKey(other) : difference > 0;
}

/** One without a creation date is older than any. */
function createdOf(facts: SetFacts, job: number): number {
  return facts.createdAt(job) ?? Number.MIN_SAFE_INTEGER;
}

function pairJudge(left: SetFacts, right: SetFacts, { pairing, threshold, ignored }: SetsOptions) {
  const rules = setupRules(pairing, ignored);
  return (one: number, other: number): ClassBits => {
    const before = left.outcomeKey(one);
    const after = right.outcomeKey(other);
    const from: SetUp = { read: left.reader(one), went: wentWell(before) };
    const to: SetUp = { read: right.reader(other), went: wentWell(after) };
    const classes =
      outcomeClass(before, after) |
      (rules.some(({ differs }) => differs(from, to)) ? bitOf('changed') : 0) |
      // A copy that failed did so soon: it is neither faster nor smaller.
      (from.went && to.went ? movesOf(left.measured(one), right.measured(other), threshold) : 0);
    return classes === 0 ? bitOf('same') : classes;
  };
}

function outcomeClass(before: string, after: string): ClassBits {
  if (wentWrong(after)) return bitOf(wentWrong(before) ? 'still-failing' : 'newly-failing');
  if (!wentWell(after)) return bitOf('unsettled');
  if (wentWrong(before)) return bitOf('recovered');
  return wentWell(before) ? 0 : bitOf('unsettled');
}

function wentWrong(outcomeKey: string): boolean {
  return outcomeKey === 'failed' || outcomeKey === 'partial';
}

/** Whether a job made its copy. Of one that goes on, or whose state nobody knows, neither this nor the opposite is true. */
export function wentWell(outcomeKey: string): boolean {
  return !wentWrong(outcomeKey) && !isUnfinishedKey(outcomeKey);
}

/** Judges the jobs of one side that have no counterpart on the other. */
function judgeLone(
  facts: SetFacts,
  lone: ReadonlyMap<string, Group>,
  other: SetSide,
  absent: 'missing' | 'new',
): readonly { readonly group: Group; readonly classes: ClassBits }[] {
  if (lone.size === 0) return [];
  const leftOut = new Set<string>();
  for (const job of other.leftOut()) {
    const key = other.facts.pairKey(job);
    if (key !== undefined && lone.has(key)) leftOut.add(key);
  }
  return [...lone].map(([key, group]) => {
    const { newest } = group;
    if (leftOut.has(key)) return { group, classes: bitOf('left-out') };
    const looked = other.looked(facts.accountId(newest), facts.region(newest));
    return { group, classes: bitOf(looked ? absent : 'not-observed') };
  });
}

/** Where each line belongs, worked out once: comparing asks for it many times. */
interface Placed {
  readonly line: SetLine;
  readonly rank: number;
  readonly createdAt: number;
  readonly jobKey: JobKey;
}

function inOrder(lines: readonly SetLine[], left: SetFacts, right: SetFacts): readonly SetLine[] {
  const placed = lines.map((line): Placed => {
    const [facts, job] = line.right === undefined ? [left, line.left ?? 0] : [right, line.right];
    return { line, rank: rankOf(line.classes), createdAt: createdOf(facts, job), jobKey: facts.jobKey(job) };
  });
  placed.sort(
    (a, b) =>
      a.rank - b.rank ||
      b.createdAt - a.createdAt ||
      (a.jobKey < b.jobKey
        ? -1
        : a.jobKey > b.jobKey
          ? 1
          : Number(a.line.left === undefined) - Number(b.line.left === undefined)),
  );
  return placed.map(({ line }) => line);
}

/** Place of the most important class. */
function rankOf(classes: ClassBits): number {
  return classes === 0 ? SET_CLASSES.length : 31 - Math.clz32(classes & -classes);
}
