import type { BackupPart } from '../../../../preload/contract/backup';
import type { Workspace } from '../../../../preload/contract/shapes';
import { bytesOf } from '../../domain/hex';
import type { JobKey } from '../../domain/job-key';
import { readJob } from '../database/packed-job';
import { jobKeyOf } from '../history/rows';
import { BACKUP_FORMAT, writeLine } from './lines';
import type { PartSource } from './read-backup';

/** A row out of the files of a damaged history. Anything of it may be missing or wrong. */
interface KeptRow {
  /** Absent: which database or table it is of has been lost. */
  readonly database?: unknown;
  readonly table?: unknown;
  /** Its number, where it has one. */
  readonly key?: unknown;
  readonly value?: unknown;
}

type Members = Readonly<Record<string, unknown>>;

/** Databases of a workspace; copies from before an upgrade are none. */
const OWN: Readonly<Record<Workspace, RegExp>> = { aws: /^copytrail(?:-\d+)?$/, demo: /^copytrail-demo(?:-\d+)?$/ };

/** Rows that claim to know of every job that was listed, or count what is there. */
const LEFT_OUT: ReadonlySet<unknown> = new Set(['totals', 'readings', 'placesRead', 'notListed']);

/**
 * What is left of a damaged history as the lines of a backup, so that it is judged and joined like one. What is none is handed on as a line that
 * cannot be understood, and counted as that.
 */
export class KeptLines implements PartSource {
  /** Whose number is which: texts are filed under the numbers of jobs. */
  readonly #jobs = new Map<string, JobKey>();
  /** What was removed lies in two rows, one of which waits here for the other. */
  #halves = new Map<string, Members>();
  #begun = false;

  constructor(
    private readonly source: PartSource,
    private readonly workspace: Workspace,
    /** When the files were put aside, epoch ms UTC. */
    private readonly putAsideAt: number,
  ) {}

  async read(again: boolean): Promise<BackupPart> {
    const part = await this.source.read(again);
    if (again) {
      this.#begun = false;
      this.#halves = new Map();
    }
    if (part.kind !== 'lines') return part;
    const lines = part.lines.split('\n').flatMap((text) => (text === '' ? [] : this.#linesOf(text)));
    if (!this.#begun) lines.unshift(this.#head());
    this.#begun = true;
    return { ...part, lines: lines.join('\n') };
  }

  #head(): string {
    const { workspace, putAsideAt: madeAt } = this;
    return writeLine('copytrail', { format: BACKUP_FORMAT, workspace, app: 'unknown', madeAt, jobs: 0 });
  }

  #linesOf(text: string): readonly string[] {
    const row = parse(text);
    if (row === undefined) return [text];
    const { database, table, key, value } = row;
    if (typeof database === 'string' && !OWN[this.workspace].test(database)) return [];
    if (LEFT_OUT.has(table) || !isMembers(value)) return [];
    const of = `${String(database)} `;
    switch (table ?? guessTable(value)) {
      case 'copyJobs':
        return this.#job(of, key, value);
      case 'olderBodies':
        return this.#body(of, value);
      case 'lookups':
        return isOfOther(value, this.workspace) ? [] : [writeLine('failure', value)];
      case 'removed':
      case 'removedContents':
        return this.#removed(`${of}${String(key)}`, value);
      case 'gaps':
        return [writeLine('gap', value)];
      case 'preferences':
        return [writeLine('preference', value)];
      case undefined:
      default:
        return [];
    }
  }

  #job(of: string, key: unknown, value: Members): readonly string[] {
    const row = readJob(withBytes({ ...value, no: key }));
    const jobKey = row && jobKeyOf(row.key);
    if (row?.no === undefined || jobKey === undefined) return [writeLine('job', null)];
    if (row.runs.some(({ first }) => (first.profile.origin === 'demo') !== (this.workspace === 'demo'))) return [];
    this.#jobs.set(`${of}${row.no}`, jobKey);
    const { runs, notes, hold, body } = row;
    const bodies = body === undefined ? [] : [{ digest: runs.at(-1)?.digest, body }];
    return [writeLine('job', { jobKey, runs, ...(notes && { notes }), ...(hold && { hold }), bodies })];
  }

  #body(of: string, { no, digest, body }: Members): readonly string[] {
    const jobKey = this.#jobs.get(`${of}${String(no)}`);
    // The row of its job is lost, and with it when this was said.
    if (jobKey === undefined) return [writeLine('bodies', null)];
    return [writeLine('bodies', { jobKey, bodies: [{ digest, body }] })];
  }

  #removed(id: string, half: Members): readonly string[] {
    const other = this.#halves.get(id);
    if (other === undefined) {
      this.#halves.set(id, half);
      return [];
    }
    this.#halves.delete(id);
    return [writeLine('removed', { ...other, ...half })];
  }
}

/** Of which table a row is whose table is not known any more, by what it holds. */
function guessTable(value: Members): string | undefined {
  const has = (...names: readonly string[]): boolean => names.every((name) => name in value);
  if (has('key', 'runs', 'seenRank')) return 'copyJobs';
  if (has('no', 'digest', 'body')) return 'olderBodies';
  if (has('copyJobId', 'firstAt', 'error')) return 'lookups';
  return undefined;
}

function isOfOther({ profile }: Members, workspace: Workspace): boolean {
  return isMembers(profile) && (profile['origin'] === 'demo') !== (workspace === 'demo');
}

/** Ids and digests are bytes in the row of a job. */
function withBytes(row: Members): Members {
  const { key, runs } = row;
  return {
    ...row,
    key: asBytes(key),
    runs: Array.isArray(runs)
      ? runs.map((run: unknown) => (isMembers(run) ? { ...run, digest: asBytes(run['digest']) } : run))
      : runs,
  };
}

function asBytes(value: unknown): unknown {
  return isMembers(value) && typeof value['hex'] === 'string' ? bytesOf(value['hex']) : value;
}

function isMembers(value: unknown): value is Members {
  return typeof value === 'object' && value !== null;
}

function parse(text: string): KeptRow | undefined {
  try {
    const row: unknown = JSON.parse(text);
    return isMembers(row) ? row : undefined;
  } catch {
    return undefined;
  }
}
