import type { StoredJob } from '../history/rows';
import type { Shelf } from '../history/shelf';

/** Texts of older contents read at a time. */
const TEXTS_AT_ONCE = 400;
/** Jobs handed on together. */
const JOBS_AT_ONCE = 50;
/** How long others wait for their turn at most, ms: one frame of the screen. */
const LONGEST_TURN_MS = 16;

/** Jobs in small groups, each with what of the texts of its contents is there, by digest. Between two groups the window gets its turn. */
export async function* jobsWithTexts(
  shelf: Shelf,
  signal: AbortSignal,
  wantsTexts: (job: StoredJob) => boolean = () => true,
): AsyncGenerator<readonly { readonly job: StoredJob; readonly texts: ReadonlyMap<string, string> }[]> {
  let since = performance.now();
  for await (const rows of shelf.allJobs()) {
    for (let from = 0; from < rows.length; from += JOBS_AT_ONCE) {
      signal.throwIfAborted();
      const some = rows.slice(from, from + JOBS_AT_ONCE);
      yield await withTexts(shelf, some, wantsTexts);
      if (performance.now() - since < LONGEST_TURN_MS) continue;
      await othersTurn();
      since = performance.now();
    }
  }
}

async function withTexts(
  shelf: Shelf,
  jobs: readonly StoredJob[],
  wantsTexts: (job: StoredJob) => boolean,
): Promise<readonly { readonly job: StoredJob; readonly texts: ReadonlyMap<string, string> }[]> {
  const texts = new Map(jobs.map((job) => [job.no ?? 0, newestTextOf(job)]));
  const wanted = jobs.filter(wantsTexts).flatMap((job) => olderOf(job).map((digest) => ({ no: job.no ?? 0, digest })));
  for (let from = 0; from < wanted.length; from += TEXTS_AT_ONCE) {
    const some = wanted.slice(from, from + TEXTS_AT_ONCE);
    const found = await shelf.someOlderBodies(some);
    some.forEach(({ no, digest }, nth) => {
      const text = found[nth];
      if (text !== undefined) texts.get(no)?.set(digest, text);
    });
  }
  return jobs.map((job) => ({ job, texts: texts.get(job.no ?? 0) ?? new Map<string, string>() }));
}

function newestTextOf({ runs, body }: StoredJob): Map<string, string> {
  const newest = runs.at(-1);
  return new Map(newest === undefined || body === undefined ? [] : [[newest.digest, body]]);
}

function olderOf({ runs }: StoredJob): readonly string[] {
  const newest = runs.at(-1)?.digest;
  return [...new Set(runs.map(({ digest }) => digest))].filter((digest) => digest !== newest);
}

/** A task of its own: what the user does in the meantime is answered first. */
function othersTurn(): Promise<void> {
  return new Promise((go) => setTimeout(go));
}
