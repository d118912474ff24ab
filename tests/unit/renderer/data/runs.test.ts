import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { History, JobRow } from '../../../../src/renderer/src/data/history';
import { openWithoutHistory } from '../../../../src/renderer/src/data/open-history';
import { coveredWhere } from '../../../../src/renderer/src/data/runs/covered';
import { findRun } from '../../../../src/renderer/src/data/runs/find-run';
import { knownRuns } from '../../../../src/renderer/src/data/runs/known-runs';
import { firstAnswer } from '../../../../src/renderer/src/data/sync/first-answer';
import { analyseRuns } from '../../../../src/renderer/src/domain/runs/analysis';
import { runFacts } from '../../../../src/renderer/src/domain/runs/words';
import { answer } from '../../../component/support/history';
import { FIRST_NIGHT, NIGHT_MS, toldRuns, type RunStory, type ToldRun } from '../../../support/run-fleet';

const EVER = { from: 0, to: FIRST_NIGHT + 1000 * NIGHT_MS };

async function keep(...fleets: (readonly ToldRun[])[]): Promise<History> {
  const history = await openWithoutHistory('aws');
  const all = fleets.flat().map(({ body, region, createdAt }) => answer(body, createdAt + NIGHT_MS, { region }));
  await history.recordAll(all.reverse());
  return history;
}

async function rowOf(history: History, { jobKey }: ToldRun): Promise<JobRow> {
  const row = await firstAnswer(history.job(jobKey));
  if (row === undefined) throw new Error(`There is no job ${jobKey}.`);
  return row;
}

describe('the runs of a resource and destination in the history', () => {
  it('are found, newest first, and no job of another resource', async () => {
    const told = toldRuns({ nights: 6 });
    const history = await keep(told, toldRuns({ nights: 6 }, 'vol-2'));
    const found = await firstAnswer(knownRuns(history, undefined, (await rowOf(history, told[2]!)).values)!);
    expect(found.rows.map(({ jobKey }) => jobKey)).toEqual([...told].reverse().map(({ jobKey }) => jobKey));
    expect(found.more).toBe(0);
  });

  it('name the one before and the last that succeeded', async () => {
    const told = toldRuns({ nights: 8, failing: [[3, 6]] });
    const history = await keep(told);
    const row = await rowOf(history, told[5]!);
    expect((await findRun(history, undefined, row, 'previous'))?.jobKey).toBe(told[4]!.jobKey);
    expect((await findRun(history, undefined, row, 'success'))?.jobKey).toBe(told[2]!.jobKey);
    expect(await findRun(history, undefined, await rowOf(history, told[0]!), 'previous')).toBeUndefined();
  });

  it('are covered where a list of their account and Region was read, by whichever profile', () => {
    const place = (region: string, accounts: string[], from: number) => ({
      region,
      accounts,
      covered: [{ from, to: 9 }],
    });
    const places = [
      place('eu-central-1', ['1'], 1),
      place('eu-central-1', ['1', '2'], 2),
      place('us-east-1', ['1'], 3),
    ];
    const rows = [
      { accountId: '1', region: 'eu-central-1' },
      { accountId: '2', region: 'eu-central-1' },
      { accountId: '2', region: 'us-east-1' },
    ];
    expect(coveredWhere(rows, places)).toEqual([
      [
        { from: 1, to: 9 },
        { from: 2, to: 9 },
      ],
      [{ from: 2, to: 9 }],
      [],
    ]);
  });
});

describe('what is found in a fleet that was made after a story', () => {
  const NIGHTS = 30;
  const night = fc.integer({ min: 2, max: NIGHTS - 2 });
  const stories: fc.Arbitrary<RunStory> = fc.record({
    nights: fc.constant(NIGHTS),
    missed: fc.uniqueArray(night, { maxLength: 5 }),
    changes: fc.array(
      fc.record({
        night,
        aspect: fc.constantFrom('role', 'key', 'vault', 'lock', 'plan', 'version', 'lifecycle'),
      } as const),
      { maxLength: 6 },
    ),
    failing: fc.tuple(night, fc.integer({ min: 1, max: 6 })).map(([from, length]) => [[from, from + length]] as const),
  });

  it('is exactly that story: its streak, its changes, its missing nights', async () => {
    await fc.assert(
      fc.asyncProperty(stories, async (story) => {
        const told = toldRuns(story);
        const history = await keep(told);
        const rows = await history.jobsWhere(() => true);
        const now = FIRST_NIGHT + (NIGHTS - 1) * NIGHT_MS + NIGHT_MS / 2;
        const found = analyseRuns(rows, told.at(-1)!.jobKey, [[EVER]], now);

        expect(found.runs.map(({ jobKey }) => jobKey)).toEqual(told.map(({ jobKey }) => jobKey));
        const failed = told.filter((run) => run.failed).map(({ jobKey }) => jobKey);
        expect(found.streak?.runs.map(({ jobKey }) => jobKey) ?? []).toEqual(failed);
        const aspects = told.map(
          ({ jobKey }) => new Set((found.changes.get(jobKey) ?? []).map(({ aspect }) => aspect)),
        );
        // Two changes of a lock are none.
        expect(aspects).toEqual(
          told.map(
            ({ changed }, at) => new Set(changed.filter((aspect) => aspect !== 'lock' || lockDiffers(story, told, at))),
          ),
        );
        const missing = found.absences.flatMap(({ kind, runs }) => Array<string>(runs).fill(kind));
        expect(missing).toEqual(Array<string>(story.missed!.length).fill('missed'));
        expect(found.usualInterval).toBeDefined();
      }),
      { numRuns: 40 },
    );
  });

  it('finds a drift and nothing of the kind without one; says so in words, and names no cause', async () => {
    const drifting = await keep(toldRuns({ nights: 20, drift: 2 }));
    const rows = await drifting.jobsWhere(() => true);
    const found = analyseRuns(rows, rows[0]!.jobKey, [], FIRST_NIGHT + 20 * NIGHT_MS);
    const facts = runFacts(
      analyseRuns(rows, toldRuns({ nights: 20 }).at(-1)!.jobKey, [], FIRST_NIGHT + 19.5 * NIGHT_MS),
      'utc',
    );
    expect(found.durations).toMatchObject({ direction: 'rising' });
    expect(facts.map(({ text }) => text).join('\n')).toMatch(
      /Copies take longer and longer: over 20 runs up to 8 Nov 2026, .* UTC from about 35 m to about 1 h 3 m\./,
    );
    expect(facts.map(({ text }) => text).join('\n')).toContain('Each of the last 19 took longer than the one before.');

    const steady = await keep(toldRuns({ nights: 20, long: [12] }));
    const even = analyseRuns(
      await steady.jobsWhere(() => true),
      toldRuns({ nights: 20 })[12]!.jobKey,
      [],
      FIRST_NIGHT + 19.5 * NIGHT_MS,
    );
    expect(even.durations).toBeUndefined();
    expect(runFacts(even, 'utc').map(({ kind }) => kind)).toContain('duration');
  });

  it('tells of a streak since when, how often, and what changed with it', async () => {
    const told = toldRuns({ nights: 12, failing: [[7, 12]], changes: [{ night: 7, aspect: 'role' }] });
    const rows = await (await keep(told)).jobsWhere(() => true);
    const [first] = runFacts(analyseRuns(rows, told.at(-1)!.jobKey, [], told.at(-1)!.createdAt + 1), 'utc');
    expect(first?.text).toBe(
      'Failed since 27 Oct 2026, 02:33 UTC (5 runs); the last success before was on 26 Oct 2026, 02:41 UTC. Between the two changed: IAM role backup-copy-0 → backup-copy-1.',
    );
    expect(first?.between).toMatchObject({ before: { jobKey: told[6]!.jobKey }, after: { jobKey: told[7]!.jobKey } });
  });
});

function lockDiffers(story: RunStory, told: readonly ToldRun[], at: number): boolean {
  const state = (night: number): number =>
    story.changes!.filter((change) => change.aspect === 'lock' && change.night <= night).length % 2;
  return at > 0 && state(told[at]!.night) !== state(told[at - 1]!.night);
}
