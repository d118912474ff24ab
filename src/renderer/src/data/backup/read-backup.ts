import type { BackupPart } from '../../../../preload/contract/backup';
import type { AppError } from '../../../../preload/contract/error';
import type { Workspace } from '../../../../preload/contract/shapes';
import { Slices } from '../slices';
import { BACKUP_FORMAT, readLine, type BackupHead, type Line, type LineKind } from './lines';
import { soundTexts } from './sound-texts';

/** Characters of lines that are read before the window has its turn, or one line. */
const LENGTH_AT_ONCE = 32 * 1024;

/** Where parts of a backup come from: a file that the main process owns. */
export interface PartSource {
  /** The next part; the first one if `again`. */
  read(again: boolean): Promise<BackupPart>;
}

/** A backup that is not taken in at all; `error` is for people. */
export class BackupRefusal extends Error {
  override readonly name = 'BackupRefusal';
  constructor(readonly error: AppError) {
    super(error.message);
  }
}

/** What a backup turned out to hold, before anything of it is taken in. */
export interface BackupSurvey {
  readonly head: BackupHead;
  /** Lines of each kind that can be read. */
  readonly lines: Readonly<Partial<Record<LineKind, number>>>;
  /** What the file itself says was written; absent if its end is lost. */
  readonly promised: Readonly<Record<string, number>> | undefined;
  /** Blocks that are not what was written, as pairs of first and last number; without a last one the rest of the file is gone. */
  readonly damaged: readonly (readonly [from: number, to: number | undefined])[];
  /** Lines within sound blocks that are not of any known form. */
  readonly badLines: number;
  /** Texts that are not what they are said to be. */
  readonly unfit: number;
  /** Everything that was written can be read. */
  readonly whole: boolean;
}

export interface ReadOptions {
  readonly workspace: Workspace;
  readonly signal: AbortSignal;
  /** Told how much of the file has been read, in bytes. */
  readonly onprogress?: (done: number, of: number) => void;
}

/**
 * Reads a backup from end to end and changes nothing. Rejects with {@link BackupRefusal} if nothing of it can be taken in: no backup, of a newer
 * version, or of the other account.
 */
export async function surveyBackup(source: PartSource, options: ReadOptions): Promise<BackupSurvey> {
  const lines = new Map<LineKind, number>();
  const damaged: [number, number | undefined][] = [];
  let head: BackupHead | undefined;
  let badLines = 0;
  let unfit = 0;
  const slices = new Slices(options.signal);
  for await (const part of partsOf(source, options)) {
    if (part.kind === 'damaged') damaged.push([part.from, part.to]);
    if (part.kind === 'lines') {
      for (const texts of textsOf(part.lines)) {
        await slices.pause();
        for (const text of texts) {
          head ??= headOf(text, options.workspace);
          const line = readLine(text);
          if (line === undefined) {
            badLines += 1;
            continue;
          }
          lines.set(line.kind, (lines.get(line.kind) ?? 0) + 1);
          if (line.kind === 'job' || line.kind === 'bodies') {
            unfit += (await soundTexts(line.value.jobKey, line.value.bodies)).unfit;
          }
        }
      }
    }
    if (part.kind === 'end') {
      if (head === undefined) throw new BackupRefusal(unreadable());
      const isWhole = part.whole && damaged.length === 0 && badLines === 0;
      return {
        ...{ head, damaged, badLines, unfit, promised: part.counts },
        lines: Object.fromEntries(lines),
        whole: isWhole,
      };
    }
  }
  throw new BackupRefusal(unreadable());
}

/** Every line of a backup that can be read, from the first one, some at a time. */
export async function* linesOf(source: PartSource, options: ReadOptions): AsyncGenerator<readonly Line[]> {
  const slices = new Slices(options.signal);
  for await (const part of partsOf(source, options)) {
    if (part.kind !== 'lines') continue;
    for (const texts of textsOf(part.lines)) {
      await slices.pause();
      yield texts.flatMap((text) => readLine(text) ?? []);
    }
  }
}

async function* partsOf(source: PartSource, { signal, onprogress }: ReadOptions): AsyncGenerator<BackupPart> {
  let again = true;
  for (;;) {
    signal.throwIfAborted();
    const part = await source.read(again);
    again = false;
    onprogress?.(part.done, part.of);
    yield part;
    if (part.kind === 'end') return;
  }
}

/** The lines of a part, some at a time: a list of all of a forged one, a hundred million signs long, would take more memory than there is. */
function* textsOf(lines: string): Generator<readonly string[]> {
  let texts: string[] = [];
  let begin = 0;
  for (let from = 0; from < lines.length;) {
    const end = lines.indexOf('\n', from);
    const to = end < 0 ? lines.length : end;
    if (to > from) texts.push(lines.slice(from, to));
    from = to + 1;
    if (from - begin < LENGTH_AT_ONCE && from < lines.length) continue;
    yield texts;
    texts = [];
    begin = from;
  }
}

/** The head, if the line is one that can be read here. Undefined: it is another line, the beginning of the file being damaged. */
function headOf(text: string, workspace: Workspace): BackupHead | undefined {
  const line = readLine(text);
  if (line?.kind !== 'copytrail') return undefined;
  const head = line.value;
  if (head.format > BACKUP_FORMAT) throw new BackupRefusal(newer(head));
  if (head.workspace !== workspace) throw new BackupRefusal(ofOther(head));
  return head;
}

function newer({ app }: BackupHead): AppError {
  return {
    code: 'BackupNewer',
    message: `This backup was written by a newer version of Copytrail (${app}).`,
    remedy: 'Restore it with that version or a newer one.',
    mayRetry: false,
  };
}

function ofOther({ workspace }: BackupHead): AppError {
  const isDemo = workspace === 'demo';
  return {
    code: 'OtherAccount',
    message: isDemo
      ? 'This is a backup of the demo account’s history. It never mixes with your own.'
      : 'This is a backup of a history of real AWS accounts. It never mixes with the demo account’s.',
    remedy: isDemo ? 'Open the demo account and restore it there.' : 'Use your AWS profiles and restore it there.',
    mayRetry: false,
  };
}

function unreadable(): AppError {
  return {
    code: 'NotABackup',
    message: 'Nothing in this file can be read as a backup of a Copytrail history.',
    remedy: 'Choose another backup.',
    mayRetry: false,
  };
}
