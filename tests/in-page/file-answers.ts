import { backend } from '../../src/renderer/src/data/backend';
import { backUp } from '../../src/renderer/src/data/backup/back-up';
import { sourceOf, valueOf } from '../../src/renderer/src/data/backup/backup-files';
import { KeptLines } from '../../src/renderer/src/data/backup/kept-lines';
import { surveyBackup } from '../../src/renderer/src/data/backup/read-backup';
import { restoreBackup } from '../../src/renderer/src/data/backup/restore-backup';
import { wholeOf } from '../../src/renderer/src/data/backup/whole-of';
import { CopytrailDatabase } from '../../src/renderer/src/data/database/database';
import { unpackJob } from '../../src/renderer/src/data/database/packed-job';
import { asPromise, openRaw } from '../../src/renderer/src/data/database/raw';
import { openStoredRows } from '../../src/renderer/src/data/mirror/stored-rows';
import { describeOpenFailure, openHistory } from '../../src/renderer/src/data/open-history';
import { planThinning, type StepOptions } from '../../src/renderer/src/data/thinning/plan';
import { bringBack, thinOut } from '../../src/renderer/src/data/thinning/thin-out';
import {
  answerOf,
  jobKeyOf,
  LONG_AFTER,
  numberOfBody,
  SIGHTINGS_OF_A_JOB,
  sizeOfWrite,
} from '../support/numbered-answers';
import type { FoundAnswers } from './shapes';

/** Runs in the app's window while it is tortured: files numbered answers the way the app does, and looks for them. */

interface AnswerFiler {
  /**
   * Files answers from this number on, until `until` (exclusive) or until something goes wrong. What was acknowledged is said on the console
   * at once: `acknowledged N` means that all before N are.
   */
  file(from: number, until: number): Promise<void>;
  /** Files all answers before this one, in pages of so many: for what is not about filing. */
  fill(until: number, page?: number): Promise<void>;
  /** Makes a copy of the history, as is otherwise done by itself. */
  copy(): Promise<void>;
  /** The window has opened the history anew: this opens it anew as well. */
  again(): void;
  /** What the history holds. Texts are compared from this answer's job on; for the others what is counted in their rows has to do. */
  found(textsFrom: number): Promise<FoundAnswers>;
  /** What the history notes of what is on screen. */
  onScreen(): Promise<unknown>;
  /**
   * Thins out all jobs that have ended: takes the answers between the first and the last, or the whole job. Says `thinning` as soon as so many jobs are
   * done; with 0 before it begins to write.
   */
  thinOut(takes: 'answers' | 'jobs', sayAt: number): Promise<void>;
  /** Brings back whatever thinnings took. Says `bringing back` as soon as so many jobs are, in the same way. */
  bringBack(sayAt: number): Promise<void>;
  /** Joins what can be read of damaged histories that were put aside. */
  readKept(): Promise<void>;
  /** Writes the history anew as version 4 of the database kept it, from before ids lay in it as bytes. */
  goBackToVersion4(): Promise<void>;
}

declare global {
  var answerFiler: AnswerFiler;
}

/** Large enough to be quick. */
const LARGE_PAGE = 400;

/** Nobody is told how far it is, and nobody gives it up. */
const untold = (): StepOptions => ({ signal: new AbortController().signal, onprogress: () => undefined });

/** Says a word once, when so many are done. */
function saying(word: string, sayAt: number): StepOptions {
  let said = false;
  const onprogress = (done: number): void => {
    if (said || done < sayAt) return;
    said = true;
    console.info(`torture: ${word}`);
  };
  if (sayAt === 0) onprogress(0);
  return { ...untold(), onprogress };
}

let opening: ReturnType<typeof openHistory> | undefined;
const history = (): ReturnType<typeof openHistory> =>
  (opening ??= openHistory('aws').catch((problem: unknown) => {
    opening = undefined;
    throw problem;
  }));

globalThis.answerFiler = {
  async file(from, until) {
    const open = await history();
    for (let next = from; next < until;) {
      const size = sizeOfWrite(next);
      const numbers = Array.from({ length: size }, (_, index) => next + index);
      try {
        await open.recordAll(numbers.map(answerOf));
      } catch (problem) {
        const { code = '', message } = problem as { readonly code?: string; readonly message: string };
        console.info(`torture: refused ${JSON.stringify({ code, message })}`);
        return;
      }
      next += size;
      console.info(`torture: acknowledged ${next}`);
    }
    console.info('torture: done');
  },
  async fill(until, page = LARGE_PAGE) {
    const open = await history();
    for (let next = 0; next < until; next += page) {
      const size = Math.min(page, until - next);
      await open.recordAll(Array.from({ length: size }, (_, index) => answerOf(next + index)));
    }
  },
  async copy() {
    await backUp(backend(), await history(), { to: 'copies', ...untold() });
  },
  again() {
    opening = undefined;
  },
  async found(textsFrom) {
    try {
      return await look(textsFrom);
    } catch (problem) {
      return { failure: describeOpenFailure(problem) };
    }
  },
  async thinOut(takes, sayAt) {
    const whole = wholeOf(await history());
    const rules = {
      rules: [{ id: 'rule-1', days: 1, filter: '', kind: takes, keep: 'ends' }],
      notesHold: true,
    } as const;
    const plan = await planThinning(whole, rules, { now: LONG_AFTER, times: 'utc' }, untold());
    await thinOut(whole, plan, LONG_AFTER, saying('thinning', sayAt));
  },
  async bringBack(sayAt) {
    const whole = wholeOf(await history());
    const thinnings = await whole.read((shelf) => shelf.aside.thinnings());
    const told = saying('bringing back', sayAt);
    for (const thinning of thinnings) await bringBack(whole, thinning, told);
  },
  async readKept() {
    const open = await history();
    const api = backend();
    const { kept } = await valueOf(api.listKept());
    for (const { name } of kept) {
      const file = await valueOf(api.openBackup({ from: { kept: name } }));
      if (file === null) continue;
      const source = new KeptLines(sourceOf(api, file.backupId), open.workspace, file.at ?? 0);
      const options = { workspace: open.workspace, ...untold() };
      await restoreBackup(wholeOf(open), source, await surveyBackup(source, options), options);
      await valueOf(api.closeBackup({ backupId: file.backupId }));
    }
  },
  onScreen: async () => (await history()).preference('on-screen'),
  async goBackToVersion4() {
    const tables = new Map<string, unknown[]>();
    const now = await openRaw('copytrail', indexedDB);
    for (const table of now?.objectStoreNames ?? []) {
      if (now) tables.set(table, await asPromise(now.transaction(table).objectStore(table).getAll()));
    }
    now?.close();
    (await history()).close();
    await asPromise(indexedDB.deleteDatabase('copytrail'));
    const old = new CopytrailDatabase('copytrail', { indexedDB, IDBKeyRange }, 4);
    await old.open();
    for (const { name } of old.tables) {
      const rows = tables.get(name) ?? [];
      await old.table(name).bulkPut(name === 'copyJobs' ? rows.map(unpackJob) : rows);
    }
    old.close();
  },
};

async function look(textsFrom: number): Promise<FoundAnswers> {
  const open = await history();
  const firstJob = Math.floor(textsFrom / SIGHTINGS_OF_A_JOB);
  let answers = 0;
  let doubled = 0;
  const jobs: number[] = [];
  for await (const rows of openStoredRows({ database: open.database }).rows()) {
    for (const { jobKey, snapshotCount, timesSeen } of rows) {
      answers += timesSeen;
      // Every answer has a content of its own.
      doubled += timesSeen - snapshotCount;
      jobs.push(Number.parseInt(jobKey.slice(-12), 16));
    }
  }
  const texts: number[] = [];
  for (const job of jobs) {
    if (job < firstJob) continue;
    for (const text of (await open.bodies(jobKeyOf(job))).values()) {
      const number = numberOfBody(text);
      if (number !== undefined) texts.push(number);
    }
  }
  return { answers, doubled, jobs: jobs.length, texts: texts.sort((left, right) => left - right) };
}
