import type { JobRow } from '../../data/history';
import type { AnsweredLine } from '../../data/mirror/sets/types';
import { printFilter } from '../../domain/filter';
import { pinned } from '../../domain/filter/pinned';
import type { About, ComparisonDocument, Fact, Making } from '../../domain/export/comparison/document';
import {
  setLine,
  setRecord,
  setsDocument,
  type SetJob,
  type SetLine,
  type SetPair,
} from '../../domain/export/comparison/sets';
import { exactIso, instantWithZone, type TimeDisplay } from '../../domain/instants';
import type { JobKey } from '../../domain/job-key';
import { grouped } from '../../domain/numbers';
import { wentWell } from '../../domain/sets/compare-sets';
import { changedPaths, setupRules, type SetUp } from '../../domain/sets/setup';
import { PAIRING_WORDS } from '../../domain/sets/words';
import type { SetsController } from '../sets/sets.svelte';
import type { Side } from '../sets/setup.svelte';
import { forEach } from './read-all';

/** Nobody reads more, and what reads files asks for fewer columns. */
const MOST_PAIRS = 20_000;
/** Jobs read at a time. */
const AT_A_TIME = 200;

/** Two sets as they are on screen, and what reads them. */
type ReadSets = Pick<SetsController, 'setup' | 'catalogue' | 'histories' | 'ask' | 'rowsOf'>;

interface Compared {
  readonly controller: ReadSets;
  readonly times: TimeDisplay;
}

/** The pairs of the class that is shown, or all; read as they are now, so many at a time that the window has its turn between. */
export async function setsOfJobsDocument(
  { controller, times }: Compared,
  about: About,
  making: Making,
): Promise<ComparisonDocument> {
  const { setup, catalogue } = controller;
  const { filters, pairing, threshold, of } = setup;
  const answer = await controller.ask(MOST_PAIRS);
  if (answer.fits > MOST_PAIRS) {
    throw new Error(
      `${grouped(answer.fits)} pairs are too many, at most ${grouped(MOST_PAIRS)} are handed on. Choose a class, or narrow the filters.`,
    );
  }
  const pairs = await readPairs(controller, answer.lines, making);
  const rules = setupRules(pairing);
  const lines: SetLine[] = [];
  const records: (readonly string[])[] | undefined = making.format === 'csv' ? [] : undefined;
  let hidden = 0;
  await forEach(pairs, { signal: making.signal, progress: () => undefined }, (pair) => {
    const { line, left, right } = pair;
    if (records === undefined) lines.push(setLine(pair, of, times));
    else records.push(setRecord(pair));
    if (left === undefined || right === undefined) return;
    hidden += Math.max(0, changedPaths(rules, setUpOf(left), setUpOf(right)).length - line.changed.length);
  });
  const facts = (side: Side): readonly Fact[] => {
    const shownAt = controller.histories.shownAt(setup.knownAt[side]);
    const context = { now: shownAt ?? about.writtenAt, times };
    const typed = printFilter(filters[side], catalogue);
    const exact = printFilter(pinned(filters[side], catalogue, context), catalogue);
    return [
      { label: 'Filter', text: typed === '' ? 'none: all jobs' : typed },
      ...(exact === typed ? [] : [{ label: 'In UTC', text: exact }]),
      ...(shownAt === undefined
        ? []
        : [{ label: 'As known', text: `on ${instantWithZone(shownAt, times)} (${exactIso(shownAt)})` }]),
    ];
  };
  const { sides, counts, unreadable } = answer;
  return setsDocument(
    {
      left: facts('left'),
      right: facts('right'),
      jobs: { left: sides.left.jobs, right: sides.right.jobs },
      ...{ counts, of, lines, records, hidden },
      notes: [
        PAIRING_WORDS[pairing].meaning,
        `Slower and larger, faster and smaller: by more than ${Math.round(threshold * 100)} %.`,
        ...(unreadable === 0
          ? []
          : [`${grouped(unreadable)} jobs of the history cannot be read, and are on neither side.`]),
      ],
    },
    times,
    about,
  );
}

async function readPairs(
  controller: ReadSets,
  lines: readonly AnsweredLine[],
  making: Making,
): Promise<readonly SetPair[]> {
  const left = await readJobs(controller, 'left', lines, making, 0);
  const right = await readJobs(controller, 'right', lines, making, left.size);
  return lines.flatMap((line): readonly SetPair[] => {
    const one = line.left === undefined ? undefined : left.get(line.left);
    const other = line.right === undefined ? undefined : right.get(line.right);
    // Half a line would be taken for a job without a counterpart: one that was removed meanwhile is left out.
    const isWhole =
      (line.left === undefined) === (one === undefined) && (line.right === undefined) === (other === undefined);
    return isWhole ? [{ line, left: one, right: other }] : [];
  });
}

async function readJobs(
  controller: ReadSets,
  side: Side,
  lines: readonly AnsweredLine[],
  { signal, progress }: Making,
  before: number,
): Promise<ReadonlyMap<JobKey, JobRow>> {
  const keys = lines.flatMap((line) => line[side] ?? []);
  const groups = Array.from({ length: Math.ceil(keys.length / AT_A_TIME) }, (_, at) =>
    keys.slice(at * AT_A_TIME, (at + 1) * AT_A_TIME),
  );
  const found = new Map<JobKey, JobRow>();
  const all = lines.reduce(
    (sum, line) => sum + (line.left === undefined ? 0 : 1) + (line.right === undefined ? 0 : 1),
    0,
  );
  await forEach(groups, { signal, progress }, async (group) => {
    if (all > AT_A_TIME) progress(before + found.size, all);
    for (const row of await controller.rowsOf(side, group)) if (row !== undefined) found.set(row.jobKey, row);
  });
  return found;
}

function setUpOf({ values, outcomeKey }: SetJob): SetUp {
  return { read: (path) => values[path], went: wentWell(outcomeKey) };
}
