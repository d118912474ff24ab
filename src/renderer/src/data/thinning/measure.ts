import { bytesOfText } from '../../domain/bytes';
import { wallClock, type TimeDisplay } from '../../domain/instants';
import { parseJobKey } from '../../domain/job-key';
import { textOfNote } from '../../domain/notes';
import { jobKeyOf } from '../history/rows';
import type { Shelf } from '../history/shelf';
import type { WholeHistory } from '../history/whole';
import { jobsWithTexts } from './older-texts';
import type { StepOptions } from './plan';

/** What some jobs come to. */
export interface Share {
  readonly jobs: number;
  /** Answers that are kept: snapshots. */
  readonly answers: number;
  /** Of the texts of their contents, each counted once. */
  readonly bytes: number;
}

/** What a history comes to. */
export interface HistorySize extends Share {
  /** How often AWS answered. */
  readonly timesSeen: number;
  /** Look-ups that failed, equal ones in a row as one. */
  readonly failures: number;
  readonly notes: number;
  readonly held: number;
  /** By the month in which a job was first seen (`2026-11`), by account and Region, and by outcome key. */
  readonly months: ReadonlyMap<string, Share>;
  readonly places: ReadonlyMap<string, Share>;
  readonly outcomes: ReadonlyMap<string, Share>;
  /** What lies in Removed. */
  readonly removed: { readonly things: number; readonly bytes: number };
  /** What thinnings have set aside. */
  readonly aside: { readonly jobs: number; readonly bytes: number };
  /** Epoch ms UTC. */
  readonly measuredAt: number;
}

const ROWS_AT_ONCE = 1000;

/** Measures a history, some jobs at a time. Rejects if it cannot be read or the signal aborts. */
export async function measureHistory(
  history: WholeHistory,
  { now, times }: { readonly now: number; readonly times: TimeDisplay },
  { signal, onprogress }: StepOptions,
): Promise<HistorySize> {
  const all = { jobs: 0, answers: 0, bytes: 0 };
  const months = new Map<string, Share>();
  const places = new Map<string, Share>();
  const outcomes = new Map<string, Share>();
  let [timesSeen, notes, held] = [0, 0, 0];
  return history.read(async (shelf) => {
    const of = (await shelf.totals()).reduce((sum, { jobs }) => sum + jobs, 0);
    for await (const jobs of jobsWithTexts(shelf, signal)) {
      for (const { job, texts } of jobs) {
        const share = { jobs: 1, answers: job.runs.length, bytes: bytesOf(texts.values()) };
        Object.assign(all, plus(all, share));
        timesSeen += job.runs.reduce((sum, run) => sum + run.timesSeen, 0);
        notes += (job.notes ?? []).filter((note) => textOfNote(note) !== '').length;
        held += job.hold === undefined ? 0 : 1;
        const { accountId = '', region = '' } = parseJobKey(jobKeyOf(job.key) ?? '') ?? {};
        add(months, monthOf(job.runs[0]?.seen[0], times), share);
        add(places, `${accountId} ${region}`, share);
        add(outcomes, job.outcomeKey, share);
      }
      onprogress(Math.min(all.jobs, of), of);
    }
    const failures = await countFailures(shelf, signal);
    const removed = await measureRemoved(shelf);
    const aside = await measureAside(shelf);
    return { ...all, timesSeen, failures, notes, held, months, places, outcomes, removed, aside, measuredAt: now };
  });
}

async function countFailures(shelf: Shelf, signal: AbortSignal): Promise<number> {
  let count = 0;
  let behind: string | number | undefined;
  for (;;) {
    signal.throwIfAborted();
    const rows = await shelf.records('lookups', behind, ROWS_AT_ONCE);
    count += rows.length;
    behind = rows.at(-1)?.key ?? behind;
    if (rows.length < ROWS_AT_ONCE) return count;
  }
}

async function measureRemoved(shelf: Shelf): Promise<HistorySize['removed']> {
  const removals = await shelf.removals();
  let bytes = 0;
  for (const { id } of removals) {
    const { bodies = [] } = (await shelf.removedContents(id)) ?? {};
    bytes += bytesOf(bodies.map(({ body }) => body));
  }
  return { things: removals.length, bytes };
}

async function measureAside(shelf: Shelf): Promise<HistorySize['aside']> {
  const thinnings = await shelf.aside.thinnings();
  return {
    jobs: thinnings.reduce((sum, { wholeJobs, thinnedJobs }) => sum + wholeJobs + thinnedJobs, 0),
    bytes: thinnings.reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

function bytesOf(texts: Iterable<string>): number {
  let bytes = 0;
  for (const text of texts) bytes += bytesOfText(text);
  return bytes;
}

function add(shares: Map<string, Share>, name: string, share: Share): void {
  shares.set(name, plus(shares.get(name) ?? { jobs: 0, answers: 0, bytes: 0 }, share));
}

function plus(one: Share, other: Share): Share {
  return { jobs: one.jobs + other.jobs, answers: one.answers + other.answers, bytes: one.bytes + other.bytes };
}

/** `2026-11`, in the zone that times are shown in. */
function monthOf(at: number | undefined, times: TimeDisplay): string {
  if (at === undefined) return '';
  return new Date(at + wallClock(at, times).aheadMs).toISOString().slice(0, 7);
}
