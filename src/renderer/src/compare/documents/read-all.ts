import { Slices } from '../../data/slices';
import { readCopyJob, type CopyJobReading } from '../../domain/copy-job';
import type { Making } from '../../domain/export/comparison/document';

/** So many and more take long enough to be told of. */
const MANY = 200;

/** Does something with each of many, one after the other, and lets the window have its turn. Rejects once nobody waits for it any more. */
export async function forEach<T>(
  items: readonly T[],
  { progress, signal }: Pick<Making, 'progress' | 'signal'>,
  work: (item: T, at: number) => void | Promise<void>,
): Promise<void> {
  const slices = new Slices(signal);
  for (const [at, item] of items.entries()) {
    if (items.length >= MANY) progress(at, items.length);
    await work(item, at);
    signal.throwIfAborted();
    await slices.pause();
  }
}

/** A body as it is compared; undefined: it is gone, or holds no copy job that can be read. */
export function readingOf(body: string | undefined): CopyJobReading | undefined {
  const result = body === undefined ? undefined : readCopyJob(body);
  return result?.ok === true ? result.reading : undefined;
}
