import { statSync } from 'node:fs';

/**
 * A text that changes whenever a file is written, replaced, removed, or its permissions change. Sizes and nanosecond
 * times, because an edit may keep the length and two edits may fall into one second.
 *
 * Asked synchronously: it stands before every lookup, takes microseconds, and by way of the thread pool would cost a
 * busy machine as much time as the lookup itself.
 */
export function filePrint(path: string): string {
  try {
    const { mtimeNs, ctimeNs, size, ino } = statSync(path, { bigint: true });
    return [mtimeNs, ctimeNs, size, ino].join(':');
  } catch (error) {
    return systemCodeOf(error) ?? 'unknown';
  }
}

/** The code of a system error, for example `ENOENT`. */
export function systemCodeOf(error: unknown): string | undefined {
  const code: unknown = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}
