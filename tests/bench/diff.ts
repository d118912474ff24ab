import { runInThisContext } from 'node:vm';
import { create } from 'jsondiffpatch';
import microdiff from 'microdiff';
import { DemoFleet } from '../../src/main/demo/fleet/demo-fleet';
import type { AnswerPair, AnswersComparer } from '../in-page/shapes';
import { bundlePage } from '../support/page-code';
import type { Section } from './report';

const PAIRS = 1000;
/** For each pair: at most a millisecond. */
const GOAL_MS = PAIRS;
const WARM_UP_ROUNDS = 5;

type CopyJob = Record<string, unknown>;
type Compare = () => number;

/**
 * Finds what differs between two answers about one job, beside two libraries that do so for any JSON. All run in this process, one after the
 * other in each round, on the same bodies. Copytrail gets its own reading of a body (numbers without loss) as the libraries get what `JSON.parse`
 * makes of it; nothing that is worked out for a comparison is kept from one round to the next.
 */
export async function measureDiff(rounds: number): Promise<readonly Section[]> {
  runInThisContext(await bundlePage('compare-answers'));
  const { answersComparer } = globalThis as unknown as { readonly answersComparer: AnswersComparer };
  const pairs = answerPairs();
  const parsed = pairs.map(([left, right]) => [JSON.parse(left) as CopyJob, JSON.parse(right) as CopyJob] as const);
  const ours = answersComparer.parse(pairs);
  const jsondiffpatch = create();
  const parse = (text: string): CopyJob => JSON.parse(text) as CopyJob;
  const sum = (count: (pair: AnswerPair) => number): number => pairs.reduce((total, pair) => total + count(pair), 0);
  const foundBy = (delta: unknown): number => (delta === undefined ? 0 : 1);
  const each = (count: (left: CopyJob, right: CopyJob) => number): number =>
    parsed.reduce((total, [left, right]) => total + count(left, right), 0);
  return [
    measure('Two answers compared, from parsed bodies', rounds, [
      ['Copytrail: the differences', ours.differences],
      ['Copytrail: classes, words, all rows and the summary, too', ours.everything],
      ['microdiff', () => each((left, right) => microdiff(left, right).length)],
      ['jsondiffpatch', () => each((left, right) => foundBy(jsondiffpatch.diff(left, right)))],
    ]),
    measure('Two answers compared, from their text', rounds, [
      ['Copytrail: the differences', () => answersComparer.fromText(pairs)],
      ['microdiff', () => sum(([left, right]) => microdiff(parse(left), parse(right)).length)],
      ['jsondiffpatch', () => sum(([left, right]) => foundBy(jsondiffpatch.diff(parse(left), parse(right))))],
    ]),
  ];
}

function measure(
  title: string,
  rounds: number,
  rivals: readonly (readonly [name: string, compare: Compare])[],
): Section {
  const rows = rivals.map(([name, compare]) => ({ name, compare, figures: [] as number[] }));
  for (let round = -WARM_UP_ROUNDS; round < rounds; round += 1) {
    for (const { name, compare, figures } of rows) {
      const began = performance.now();
      const found = compare();
      const took = performance.now() - began;
      if (found === 0) throw new Error(`${name} found nothing.`);
      if (round >= 0) figures.push(took);
    }
  }
  const [ours] = rivals;
  const of = ours?.[0] ?? '';
  return {
    title,
    notes: [`${PAIRS} pairs of answers of the demo account a round: one while the job ran, one after it had ended`],
    unit: 'ms',
    rows: rows.map(({ name, figures }) => ({ name, figures })),
    comparisons: ['microdiff', 'jsondiffpatch'].map((to) => ({ of, to, goal: { atMost: 1 } })),
    limits: [{ of, what: 'median', atMost: GOAL_MS }],
  };
}

/** What a job said while it ran, made of what it said after its end. */
function answerPairs(): readonly AnswerPair[] {
  const now = Date.now();
  const fleet = new DemoFleet(now);
  const ended = fleet.facts().flatMap(({ accountId, region, copyJobId }): AnswerPair[] => {
    const text = fleet.job(accountId, region, copyJobId, now)?.json;
    const job = text === undefined ? {} : (JSON.parse(text) as CopyJob);
    if (!('CompletionDate' in job)) return [];
    const ends = ['CompletionDate', 'MessageCategory', 'StatusMessage'];
    const before = Object.fromEntries(Object.entries(job).filter(([name]) => !ends.includes(name)));
    const running = { ...before, State: 'RUNNING', BackupSizeInBytes: 1 };
    return [[JSON.stringify({ CopyJob: running }), JSON.stringify({ CopyJob: job })]];
  });
  if (ended.length === 0) throw new Error('The demo account has no job that has ended.');
  return Array.from({ length: PAIRS }, (_, at) => ended[at % ended.length] as AnswerPair);
}
