import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Observation } from '../../src/preload/contract/shapes';
import type { FailedLookup, History } from '../../src/renderer/src/data/history';
import { without } from '../../src/renderer/src/domain/without';
import { backUp, restore } from './support/backup-file';
import { answer, errorOf, KINDS, newHistory, once, PROFILE } from './support/world';

/**
 * Two computers see parts of the same, overlapping or not. Whichever backup is restored into which history, in whatever order and however often, the
 * outcome is that of one history which was told everything in the order of time.
 */

const ACCOUNT = '111122223333';
const REGION = 'eu-central-1';
const IDS = ['A', 'B'] as const;
const STATES = ['CREATED', 'RUNNING', 'FAILED'] as const;

interface Event {
  readonly id: (typeof IDS)[number];
  /** Epoch ms UTC. */
  readonly at: number;
  /** Undefined: the look-up failed. */
  readonly state: (typeof STATES)[number] | undefined;
  /** Which of the two computers saw it. */
  readonly by: 'one' | 'other' | 'both';
}

const anyEvents = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom(...IDS),
    at: fc.integer({ min: 1, max: 14 }).map((at) => at * 1000),
    state: fc.option(fc.constantFrom(...STATES), { nil: undefined }),
    by: fc.constantFrom('one' as const, 'other' as const, 'both' as const),
  }),
  // One answer and one failure a moment.
  { minLength: 1, maxLength: 18, selector: ({ id, at, state }) => `${id} ${at} ${state === undefined}` },
);

/** Failures in a row on one computer, and the answer that comes between them on the other. */
const CUT_BY_THE_OTHER: Event[] = [
  { id: 'B', at: 1000, state: undefined, by: 'other' },
  { id: 'B', at: 2000, state: 'CREATED', by: 'one' },
  { id: 'B', at: 7000, state: undefined, by: 'other' },
  { id: 'A', at: 1000, state: undefined, by: 'one' },
];

/** Two texts of the same content: a description has an envelope, an entry of a list has none. */
function observationOf({ id, at, state }: Event): Observation {
  const job = JSON.stringify({ CopyJobId: id, AccountId: ACCOUNT, State: state });
  const source = at % 2000 === 0 ? 'describe' : 'list';
  const body = source === 'describe' ? `{ "CopyJob": ${job} }` : job;
  return { ...answer(at, body, { copyJobId: id, region: REGION }), source };
}

function failureOf({ id, at }: Event): FailedLookup {
  const jobKey = `${ACCOUNT}/${REGION}/${id}`;
  const error = errorOf(at % 3000 === 0 ? 'Throttled' : 'Offline');
  return { at: at + 500, profile: PROFILE, region: REGION, copyJobId: id, jobKey, error };
}

async function tell(history: History, events: readonly Event[]): Promise<void> {
  const inOrder = [...events].sort(
    (a, b) => a.at - b.at || Number(a.state === undefined) - Number(b.state === undefined),
  );
  for (const event of inOrder) {
    if (event.state === undefined) await history.recordFailure(failureOf(event));
    else await history.record(observationOf(event));
  }
}

/** All that a history says of the jobs. Where the inner answers of a snapshot came from is not kept, and left out here. */
async function said(history: History) {
  const jobs = IDS.map(async (id) => {
    const jobKey = `${ACCOUNT}/${REGION}/${id}`;
    const row = await once(history.job(jobKey));
    const snapshots = await once(history.snapshots(jobKey));
    const failures = await once(history.failures(jobKey));
    return {
      row: row && {
        ...row,
        profile: undefined,
        lastLookup: { at: row.lastLookup.at, outcome: row.lastLookup.outcome },
      },
      snapshots: snapshots.map((snapshot) => without(snapshot, 'first', 'last')),
      bodies: [...(await history.bodies(jobKey))].sort(),
      failures: failures.map(({ firstAt, lastAt, times, error }) => ({ firstAt, lastAt, times, code: error.code })),
    };
  });
  const totals = await once(history.outcomeTotals());
  return {
    jobs: await Promise.all(jobs),
    totals: totals.map(({ outcomeKey, jobs: count }) => `${outcomeKey} ${count}`).sort(),
  };
}

describe.each(KINDS)('two histories of the same jobs, in %s', (kind) => {
  test('come to the same by their backups, in any order and any number of times', async () => {
    await fc.assert(
      fc.asyncProperty(anyEvents, fc.array(fc.boolean(), { maxLength: 4 }), async (events, more) => {
        const [one, other, all, third] = await Promise.all([0, 1, 2, 3].map(() => newHistory(kind)));
        if (!one || !other || !all || !third) throw new Error('There are four histories.');
        await tell(
          one,
          events.filter(({ by }) => by !== 'other'),
        );
        await tell(
          other,
          events.filter(({ by }) => by !== 'one'),
        );
        await tell(all, events);
        const [ofOne, ofOther] = [(await backUp(one)).pieces, (await backUp(other)).pieces];
        const wanted = await said(all);

        await restore(one, ofOther);
        await restore(other, ofOne);
        for (const isOne of more) {
          await restore(one, isOne ? ofOne : ofOther);
          await restore(third, isOne ? ofOther : ofOne);
        }
        await restore(third, ofOther);
        await restore(third, ofOne);
        await restore(third, (await backUp(one)).pieces);
        for (const history of [one, other, third]) {
          expect(await said(history)).toEqual(wanted);
          history.close();
        }
      }),
      {
        numRuns: kind === 'memory' ? 100 : 8,
        // The file with the answer holds no failure of that job.
        examples: [[CUT_BY_THE_OTHER, []]],
      },
    );
  });
});
