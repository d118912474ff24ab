import { MAX_BODY_LENGTH, type Workspace } from '../../../../preload/contract/shapes';
import { MAX_LINES_LENGTH } from '../../../../preload/contract/backup';
import { jobKeyOf, type StoredBody, type StoredJob } from '../history/rows';
import type { Shelf, WalkedTable } from '../history/shelf';
import type { WholeHistory } from '../history/whole';
import { BACKUP_FORMAT, readLine, writeLine, type LineKind } from './lines';

/** Where lines go: a file that the main process owns. Each call waits until its lines are written. */
export interface LineSink {
  write(lines: string): Promise<void>;
}

export interface BackupCounts {
  /** Lines of each kind. */
  readonly lines: Readonly<Partial<Record<LineKind, number>>>;
  /** Rows that could not be read from the history, or not in a way that could be restored: they are not in the backup. */
  readonly leftOut: number;
}

export interface WriteOptions {
  readonly workspace: Workspace;
  /** The version of Copytrail. */
  readonly app: string;
  /** Epoch ms UTC. */
  readonly now: number;
  readonly signal: AbortSignal;
  /** Told now and then how many jobs are written, of how many. */
  readonly onprogress?: (done: number, of: number) => void;
}

/** Lines of about so many characters cross at a time, and lie in one block of the file: small, for a damaged place costs a whole one. */
const PIECE_LENGTH = 64 * 1024;
/** Rows read at a time. */
const ROWS_AT_ONCE = 500;
/** Texts of older contents read at a time. */
const BODIES_AT_ONCE = 400;
/** Texts of one job that stand in its line; more of them follow in lines of their own. */
const BODIES_LENGTH = Math.floor(MAX_BODY_LENGTH / 2);

/**
 * Writes everything that a history holds, as lines. What is written meanwhile may be in it or not; what was there when it began is.
 * Rejects if the history cannot be read, the lines cannot be written, or the signal aborts.
 */
export async function writeBackup(history: WholeHistory, sink: LineSink, options: WriteOptions): Promise<BackupCounts> {
  const { workspace, app, now, onprogress } = options;
  const writer = new LineWriter(sink, options.signal);
  const of = await history.read(countJobs);
  onprogress?.(0, of);
  const head = { format: BACKUP_FORMAT, workspace, app, madeAt: now, jobs: of };
  // Twice, in blocks of their own: damage at the very beginning must not take all the rest with it.
  await writer.add('copytrail', head);
  await writer.flush();
  await writer.add('copytrail', head);
  await writer.flush();
  await history.read(async (shelf) => {
    // Read before the jobs: what they claim to know of was in the history by then.
    const readings = await allOf(shelf, 'readings');
    const places = await shelf.coverage.places();
    let done = 0;
    for await (const rows of shelf.allJobs()) {
      done += rows.length;
      for (const group of groupsOf(rows)) await writeJobs(shelf, group, writer);
      onprogress?.(Math.min(done, of), of);
    }
    writer.missing(of - writer.count('job'));
    await writeTable(shelf, 'lookups', 'failure', writer);
    await writeRemoved(shelf, writer);
    for (const { value } of readings) await writer.add('reading', value);
    for (const place of places) await writer.add('place', place);
    await writeTable(shelf, 'notListed', 'notListed', writer);
    await writeTable(shelf, 'gaps', 'gap', writer);
    await writeTable(shelf, 'preferences', 'preference', writer);
  });
  await writer.flush();
  return writer.counts;
}

async function countJobs(shelf: Shelf): Promise<number> {
  return (await shelf.totals()).reduce((sum, { jobs }) => sum + jobs, 0);
}

/** Gathers lines into pieces, and counts them. */
class LineWriter {
  readonly #counts = new Map<LineKind, number>();
  #leftOut = 0;
  #lines: string[] = [];
  #length = 0;

  constructor(
    private readonly sink: LineSink,
    private readonly signal: AbortSignal,
  ) {}

  get counts(): BackupCounts {
    return { lines: Object.fromEntries(this.#counts), leftOut: this.#leftOut };
  }

  count(kind: LineKind): number {
    return this.#counts.get(kind) ?? 0;
  }

  /** So many rows were not to be had at all. */
  missing(rows: number): void {
    this.#leftOut = Math.max(this.#leftOut, rows);
  }

  /** Adds a line if a restore could read it; what it could not is damaged in the history itself. */
  async add(kind: LineKind, value: unknown): Promise<void> {
    const line = writeLine(kind, value);
    if (line.length >= MAX_LINES_LENGTH || readLine(line) === undefined) {
      this.#leftOut += 1;
      return;
    }
    if (this.#length + line.length >= MAX_LINES_LENGTH) await this.flush();
    this.#lines.push(line, '\n');
    this.#length += line.length + 1;
    this.#counts.set(kind, this.count(kind) + 1);
    if (this.#length >= PIECE_LENGTH) await this.flush();
  }

  async flush(): Promise<void> {
    this.signal.throwIfAborted();
    const lines = this.#lines.join('');
    this.#lines = [];
    this.#length = 0;
    if (lines !== '') await this.sink.write(lines);
  }
}

/** Digests of a job's contents whose texts do not stand in its row. */
function olderDigests({ runs }: StoredJob): readonly string[] {
  const newest = runs.at(-1)?.digest;
  return [...new Set(runs.map(({ digest }) => digest))].filter((digest) => digest !== newest);
}

/** Rows in groups that do not have too many older texts together, for these are read at once. */
function groupsOf(rows: readonly StoredJob[]): readonly (readonly StoredJob[])[] {
  const groups: StoredJob[][] = [];
  let texts = Infinity;
  for (const row of rows) {
    texts += olderDigests(row).length;
    if (texts > BODIES_AT_ONCE) {
      groups.push([]);
      texts = olderDigests(row).length;
    }
    groups.at(-1)?.push(row);
  }
  return groups;
}

async function writeJobs(shelf: Shelf, rows: readonly StoredJob[], writer: LineWriter): Promise<void> {
  const wanted = rows.flatMap((row) => olderDigests(row).map((digest) => ({ no: row.no ?? 0, digest })));
  const [only] = rows;
  // A single job may have more than are read at once.
  if (rows.length === 1 && only !== undefined) return writeJob(only, bodiesOf(shelf, only, wanted), writer);
  const texts = await shelf.someOlderBodies(wanted);
  const found = new Map(wanted.map(({ no, digest }, at) => [`${no} ${digest}`, texts[at]]));
  for (const row of rows) {
    const own = olderDigests(row);
    const bodies = own.flatMap((digest) => asBody(digest, found.get(`${row.no ?? 0} ${digest}`)));
    // A newer answer may have come between the two readings, and what was newest is older now.
    if (bodies.length < own.length) await writeJob(...(await readAnew(shelf, row)), writer);
    else await writeJob(row, [[...newestOf(row), ...bodies]], writer);
  }
}

async function readAnew(shelf: Shelf, row: StoredJob): Promise<[StoredJob, AsyncIterable<readonly Body[]>]> {
  const [now = row] = await shelf.jobs([row.key]);
  return [
    now,
    bodiesOf(
      shelf,
      now,
      olderDigests(now).map((digest) => ({ no: now.no ?? 0, digest })),
    ),
  ];
}

type Body = Omit<StoredBody, 'no'>;

async function* bodiesOf(
  shelf: Shelf,
  row: StoredJob,
  wanted: readonly Omit<StoredBody, 'body'>[],
): AsyncGenerator<readonly Body[]> {
  yield newestOf(row);
  for (let from = 0; from < wanted.length; from += BODIES_AT_ONCE) {
    const some = wanted.slice(from, from + BODIES_AT_ONCE);
    const texts = await shelf.someOlderBodies(some);
    yield some.flatMap(({ digest }, at) => asBody(digest, texts[at]));
  }
}

function newestOf({ runs, body }: StoredJob): readonly Body[] {
  return asBody(runs.at(-1)?.digest ?? '', body);
}

function asBody(digest: string, body: string | undefined): readonly Body[] {
  return body === undefined ? [] : [{ digest, body }];
}

/** Writes a job with the texts of its contents: as many as fit into its own line, the others behind it. */
async function writeJob(
  { key, runs, notes, hold }: StoredJob,
  texts: AsyncIterable<readonly Body[]> | Iterable<readonly Body[]>,
  writer: LineWriter,
): Promise<void> {
  const jobKey = jobKeyOf(key);
  let bodies: Body[] = [];
  let length = 0;
  let isFirst = true;
  const put = async (): Promise<void> => {
    if (isFirst) await writer.add('job', { jobKey, runs, ...(notes && { notes }), ...(hold && { hold }), bodies });
    else if (bodies.length > 0) await writer.add('bodies', { jobKey, bodies });
    isFirst = false;
    bodies = [];
    length = 0;
  };
  for await (const some of texts) {
    for (const body of some) {
      if (length + body.body.length > BODIES_LENGTH && bodies.length > 0) await put();
      bodies.push(body);
      length += body.body.length;
    }
  }
  await put();
}

async function writeRemoved(shelf: Shelf, writer: LineWriter): Promise<void> {
  for (const { id, ...removal } of await shelf.removals()) {
    const contents = await shelf.removedContents(id);
    if (contents === undefined) continue;
    const { runs, bodies, failures, notes, hold } = contents;
    const more = { ...(notes && { notes }), ...(hold && { hold }) };
    await writer.add('removed', { ...removal, runs, bodies, failures, ...more });
  }
}

async function writeTable(shelf: Shelf, table: WalkedTable, kind: LineKind, writer: LineWriter): Promise<void> {
  for await (const { value } of walk(shelf, table)) await writer.add(kind, value);
}

async function allOf(shelf: Shelf, table: WalkedTable): Promise<readonly { readonly value: unknown }[]> {
  const rows: { readonly value: unknown }[] = [];
  for await (const row of walk(shelf, table)) rows.push(row);
  return rows;
}

async function* walk(shelf: Shelf, table: WalkedTable): AsyncGenerator<{ readonly value: unknown }> {
  let behind: string | number | undefined;
  for (;;) {
    const rows = await shelf.records(table, behind, ROWS_AT_ONCE);
    yield* rows;
    behind = rows.at(-1)?.key ?? behind;
    if (rows.length < ROWS_AT_ONCE) return;
  }
}
