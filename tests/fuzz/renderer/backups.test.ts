import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { MAX_LINES_LENGTH } from '../../../src/preload/contract/backup';
import { AppErrorSchema } from '../../../src/preload/contract/error';
import { LINES, readLine, writeLine, type LineKind } from '../../../src/renderer/src/data/backup/lines';
import { BackupRefusal, surveyBackup, type BackupSurvey } from '../../../src/renderer/src/data/backup/read-backup';
import { restoreBackup } from '../../../src/renderer/src/data/backup/restore-backup';
import { MemoryStore } from '../../../src/renderer/src/data/history/memory-store';
import { StoredHistory } from '../../../src/renderer/src/data/history/stored-history';
import { readCopyJob } from '../../../src/renderer/src/domain/copy-job';
import { digestOf } from '../../../src/renderer/src/domain/json';
import { sourceOf, wholeOf } from '../../database/support/backup-file';
import { FIXTURE_BODIES } from '../../unit/renderer/domain/reading';
import { fuzz } from '../support/fuzz';
import { nearlyJson } from '../support/hostile';

const PROFILE = { origin: 'shared', name: 'production' };
const PLACE = { placeKey: '["shared","production","eu-central-1"]', profile: PROFILE, region: 'eu-central-1' };
const BODY = FIXTURE_BODIES[0]?.[1] ?? '';
const READ = readCopyJob(BODY);
if (!READ.ok) throw new Error('A fixture cannot be read.');
const ID = READ.reading.copyJobId ?? '';
const jobKey = `111122223333/eu-central-1/${ID}`;
const digest = await digestOf(READ.reading.copyJob);
const bodies = [{ digest, body: BODY }];
const first = { source: 'describe', profile: PROFILE, endpoint: 'backup.eu-central-1.amazonaws.com', requestId: 'r-1' };
const runs = [
  { digest, seen: [1000, 2000], timesSeen: 3, first, last: first, state: 'RUNNING', outcomeKey: 'RUNNING' },
];
const error = { code: 'NotFound', message: 'None.', remedy: 'Ask.', mayRetry: false };
const failure = {
  region: 'eu-central-1',
  copyJobId: ID,
  jobKey,
  firstAt: 5,
  lastAt: 9,
  times: 2,
  profile: PROFILE,
  error,
};

/** A line of each kind, as an honest backup has them. */
const HONEST: { readonly [Kind in LineKind]: unknown } = {
  copytrail: { format: 1, workspace: 'aws', app: '0.1.0', madeAt: 1_790_000_000_000, jobs: 1 },
  job: { jobKey, runs, notes: [{ texts: [{ at: 7, text: 'Ask Ada' }] }], bodies },
  bodies: { jobKey, bodies },
  failure,
  removed: {
    ...{ removedAt: 3000, kind: 'job', jobKey, title: 'orders-db', snapshotCount: 1 },
    ...{ runs, bodies, failures: [failure] },
  },
  reading: {
    ...{ id: 'r1', syncId: 's1', syncName: 'Nightly', ...PLACE, depth: 'everything', filters: {}, state: 'complete' },
    ...{ askedAt: 900, endedAt: 950, list: 1, pages: 1, jobs: 1, newJobs: 1, changedJobs: 0, described: 0 },
    ...{ newestFirst: true, accounts: ['111122223333'], covered: { from: null, to: 950 } },
  },
  place: {
    ...{ ...PLACE, accounts: ['111122223333'], covered: [{ from: null, to: 950 }], lastCompleteAt: 900 },
    lastTry: { at: 950, state: 'complete' },
  },
  notListed: { jobKey, missedFirst: 8000, begunAt: 7900 },
  gap: { id: 'g1', profile: PROFILE, region: 'eu-central-1', from: 100, until: 200, why: 'asleep', jobKeys: [jobKey] },
  preference: { name: 'jobs-views', value: [{ id: 'own-1', name: 'Mine', view: {} }] },
};
const LINES_OF_ALL = (Object.keys(LINES) as LineKind[]).map((kind) => writeLine(kind, HONEST[kind]));
const HEAD = writeLine('copytrail', HONEST.copytrail);

test('what hostile backups begin from is honest', async () => {
  const { survey } = await taken([LINES_OF_ALL.join('\n')]);
  expect(survey).toMatchObject({ whole: true, badLines: 0, unfit: 0 });
});

fuzz('lines of a backup', nearlyJson(LINES_OF_ALL), { short: 3000, long: 300_000 }, (text) => {
  const line = readLine(text);
  if (line === undefined) return { refused: 'no-line' };
  expect(Object.hasOwn(LINES, line.kind)).toBe(true);
  expect(v.safeParse(LINES[line.kind], (JSON.parse(text) as Record<string, unknown>)[line.kind]).success).toBe(true);
  return 'taken';
});

/** Looks a backup through and joins it to an empty history. */
async function taken(pieces: readonly string[], signal = new AbortController().signal) {
  const history = new StoredHistory('aws', undefined, new MemoryStore(), () => 0);
  const options = { workspace: 'aws', signal } as const;
  const source = sourceOf(pieces);
  let survey: BackupSurvey | undefined;
  try {
    survey = await surveyBackup(source, options);
    return { survey, restored: await restoreBackup(wholeOf(history), source, survey, options) };
  } catch (problem) {
    if (!(problem instanceof BackupRefusal)) throw problem;
    // Refused before anything was joined.
    expect(survey).toBeUndefined();
    return { error: problem.error };
  } finally {
    history.close();
  }
}

const backups = fc
  .tuple(
    fc.oneof({ weight: 8, arbitrary: fc.constant(HEAD) }, nearlyJson([HEAD])),
    fc.array(fc.oneof(nearlyJson(LINES_OF_ALL), fc.constantFrom(...LINES_OF_ALL)), { maxLength: 8 }),
  )
  .map(([head, lines]) => [`${head}\n`, lines.join('\n')]);

fuzz('backups that are joined to a history', backups, { short: 300, long: 20_000 }, async (pieces) => {
  const { survey, restored, error } = await taken(pieces);
  if (error !== undefined) {
    expect(v.is(AppErrorSchema, error)).toBe(true);
    return { refused: error.code };
  }
  // No more jobs than lines that are of a form.
  expect(restored.newJobs).toBeLessThanOrEqual((survey.lines.job ?? 0) + (survey.lines.bodies ?? 0));
  return survey.whole ? 'taken' : { refused: 'not-whole' };
});

test('a part of millions of lines, or of one line as long, holds up nobody, and can be given up', async () => {
  const long = 8 * 1024 * 1024;
  let turns = 0;
  const counting = setInterval(() => (turns += 1), 1);
  const { survey } = await taken([`${HEAD}\n`, '{}\n'.repeat(long / 3), '\n'.repeat(long), `"${'x'.repeat(long)}"`]);
  clearInterval(counting);
  expect(survey?.badLines).toBe(Math.floor(long / 3) + 1);
  // The window has had its turn in between.
  expect(turns).toBeGreaterThan(5);
  expect(readLine(`{"preference":{"name":"x","value":"${'x'.repeat(MAX_LINES_LENGTH)}"}}`)).toBeUndefined();
  const ended = new AbortController();
  setTimeout(() => {
    ended.abort();
  });
  await expect(taken(['{}\n'.repeat(long)], ended.signal)).rejects.toThrow('aborted');
});
