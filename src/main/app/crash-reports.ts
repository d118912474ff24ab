import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { AppLog } from './log';

/** Older reports are deleted: what happened so long ago helps nobody. */
const MOST_REPORTS = 10;
/** Lines of the log that a report ends with. */
const LOG_LINES = 60;
const NAME = /^report-.*\.txt$/;

export interface CrashReportParts {
  /** Absolute path of the folder with the log. */
  readonly folder: string;
  readonly log: Pick<AppLog, 'flush' | 'file' | 'warn'>;
  /** Takes secrets out; the whole report goes through it. */
  readonly redact: (text: string) => string;
  /** Epoch ms UTC. */
  readonly now: () => number;
  /** On what the app runs, a line each. */
  readonly facts: readonly string[];
}

export interface CrashReports {
  /**
   * Begins to write a report and answers its path at once. It stays on this computer, holds no memory of any process and no secret, and can be
   * read by the user alone. A disk that takes none is told to the log.
   * @param what happened, as a sentence
   * @param details a line each
   */
  write(what: string, details: readonly string[]): string;
  /** Resolves when every report so far is on disk, or could not be written. */
  flush(): Promise<void>;
  /** The newest report there is; undefined: none. */
  newest(): Promise<string | undefined>;
}

/** Reports of what ended unexpectedly, as text files beside the log. */
export function openCrashReports({ folder, log, redact, now, facts }: CrashReportParts): CrashReports {
  const began = now();
  let writing: Promise<void> = Promise.resolve();

  async function writeOut(file: string, what: string, details: readonly string[], at: number): Promise<void> {
    await log.flush();
    const lines = await readFile(log.file, 'utf8').then(
      (text) => text.trimEnd().split('\n').slice(-LOG_LINES),
      () => ['There is no log.'],
    );
    const text = [
      `Copytrail: ${what}`,
      '',
      `At ${new Date(at).toISOString()}, ${Math.round((at - began) / 1000)} s after the start`,
      ...details,
      ...facts,
      '',
      'The last lines of the log:',
      ...lines,
      '',
    ].join('\n');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(file, redact(text), { mode: 0o600 });
    const old = (await reportsIn(folder)).slice(0, -MOST_REPORTS);
    for (const name of old) await rm(path.join(folder, name), { force: true });
  }

  return {
    write(what, details) {
      const at = now();
      const file = path.join(folder, `report-${new Date(at).toISOString().replaceAll(':', '-')}.txt`);
      writing = writing
        .then(() => writeOut(file, what, details, at))
        .catch((error: unknown) => {
          log.warn('a report could not be written', { error });
        });
      return file;
    },
    flush: () => writing,
    async newest() {
      await writing;
      const name = (await reportsIn(folder)).at(-1);
      return name === undefined ? undefined : path.join(folder, name);
    },
  };
}

/** Names of the reports, oldest first. */
async function reportsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => NAME.test(name)).sort();
}
