import type { SnapshotRow } from '../../data/history';
import { readCopyJob, type CopyJobReading } from '../../domain/copy-job';

/** What AWS said, by the digest of its content. Undefined: that holds no copy job, or is lost. */
export type Contents = ReadonlyMap<string, CopyJobReading | undefined>;

/** So long bodies are read at a stretch (ms), before whatever else the window has to do. */
const STRETCH_MS = 8;

/** The different contents of snapshots as one text: the same contents seen once more are nothing new. */
export function contentsOf(rows: readonly SnapshotRow[]): string {
  return [...new Set(rows.map(({ digest }) => digest))].sort().join(' ');
}

/** What has been read for something else, once all of it is; undefined before. */
export function newestContents(
  rows: readonly SnapshotRow[],
  bodyOf: (row: SnapshotRow) => { readonly reading: CopyJobReading | undefined } | undefined,
): Contents | undefined {
  const contents = new Map<string, CopyJobReading | undefined>();
  for (const row of rows) {
    const body = bodyOf(row);
    if (body === undefined) return undefined;
    contents.set(row.digest, body.reading);
  }
  return contents;
}

/** Reads bodies without keeping the window from anything else. What is `known` is not read again. */
export async function readBodies(
  digests: readonly string[],
  bodies: ReadonlyMap<string, string>,
  known: Contents | undefined,
): Promise<Contents> {
  const read = new Map<string, CopyJobReading | undefined>();
  let began = performance.now();
  for (const digest of digests) {
    read.set(digest, known?.get(digest) ?? readBody(bodies.get(digest)));
    if (performance.now() - began < STRETCH_MS) continue;
    await new Promise((resolve) => setTimeout(resolve));
    began = performance.now();
  }
  return read;
}

function readBody(body: string | undefined): CopyJobReading | undefined {
  const result = body === undefined ? undefined : readCopyJob(body);
  return result?.ok === true ? result.reading : undefined;
}
