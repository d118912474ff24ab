import type { BackupEndpoint } from '../../../src/main/demo/types';
import type { ErrorCode } from '../../../src/preload/contract/error';

/** What a fault has to work with: the simulated endpoint that the profile leads to, and a place for what it starts itself. */
export interface Stage {
  readonly endpoint: BackupEndpoint;
  /** The job that is asked about, known to the history already. */
  readonly copyJobId: string;
  /** The body that AWS Backup answers about it, with other members if wanted. */
  readonly body: (more?: Readonly<Record<string, unknown>>) => string;
  /** Writes a file below the home folder and answers its path. */
  readonly write: (file: string, text: string) => Promise<string>;
  /** Ends what the fault has started, once it has been looked at. */
  readonly atEnd: (close: () => Promise<unknown>) => void;
}

/** Where AWS Backup is looked for while the fault lasts; what is left out stays as it is without one. */
export interface Site {
  readonly url?: string;
  /** More lines of the profile. */
  readonly lines?: string;
  /** Lines instead of the profile's keys. */
  readonly credentials?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

export interface FaultRow {
  /** What was done, in a few words; names the row in docs/reliability.md. */
  readonly name: string;
  /** `answered`: not even this keeps the answer away. */
  readonly code: ErrorCode | 'answered';
  /**
   * The words in the window, exactly. `{host}` stands for host and port of the endpoint, `{proxy}` for those of the proxy,
   * `{id}` for the id of the job, `{time}` for the deadline of a look-up.
   */
  readonly message?: string;
  readonly remedy?: string;
  /** How often the endpoint was asked, where that matters. */
  readonly requests?: number;
  /** The user gives up waiting. */
  readonly isCancelled?: true;
  /** Brings the fault about. */
  readonly strike: (stage: Stage) => Site | Promise<Site>;
}

/** What the words of a row leave open. */
export interface Facts {
  readonly host: string;
  readonly proxy: string;
  readonly id: string;
  readonly time: string;
}

/** The words of a row as they stand in the window; see `FaultRow.message`. */
export function inWindow(text: string, facts: Facts): string {
  return Object.entries(facts).reduce(
    (words, [name, fact]) => words.replaceAll(`{${name}}`, () => fact as string),
    text,
  );
}
