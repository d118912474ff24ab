import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { CallInput, CallOutput } from '../../preload/contract/calls';
import type { AppError } from '../../preload/contract/error';
import type { CallName } from '../../preload/contract/names';
import { failed, ok, type Result } from '../../preload/contract/result';
import type { BackupSettings } from '../../preload/contract/settings';
import type { Workspace } from '../../preload/contract/shapes';
import { BackupReader } from './backup-reader';
import { BackupWriter } from './backup-writer';
import { copiesFolder, copyName, listCopies, prepareFolder, rotateCopies } from './copies';
import { fileFailure, newerBackup, notABackup, notOpen, wrongPassphrase } from './file-failure';
import { newSeal } from './seal';

export interface BackupParts {
  readonly dataFolder: string;
  /** Where copies go and how many stay. */
  readonly settings: () => BackupSettings;
  /** Asks the user for the name of a new file; undefined: none was chosen. */
  readonly chooseNew: (windowId: number, name: string) => Promise<string | undefined>;
  /** Asks the user for a file to be read; undefined: none was chosen. */
  readonly chooseOld: (windowId: number) => Promise<string | undefined>;
  /** Asks the user for a folder, beginning with one; undefined: none was chosen. */
  readonly chooseFolder: (windowId: number, now: string) => Promise<string | undefined>;
  /** The file that the desktop handed over last, once; undefined: none waits. */
  readonly takeArrived: () => string | undefined;
  /** Opens what is left of a damaged history; undefined: there is none of that name. */
  readonly openKept: (name: string) => Promise<{ readonly reader: PartReader; readonly at: number } | undefined>;
  /** Epoch ms UTC. */
  readonly now: () => number;
  readonly log: { warn(message: string, details?: Readonly<Record<string, unknown>>): void };
}

type Answer<N extends CallName> = Promise<Result<CallOutput<N>>>;

interface Writing {
  readonly backupId: string;
  readonly writer: BackupWriter;
  /** Set for a copy that is made by itself. */
  readonly copyOf: Workspace | undefined;
}

/** A file, or several, while they are being read. */
export type PartReader = Pick<BackupReader, 'bytes' | 'locked' | 'unlock' | 'rewind' | 'next' | 'close'>;

interface Reading {
  readonly backupId: string;
  readonly reader: PartReader;
}

/** Backups that are being written and read, one of each for every window. */
export class BackupDesk {
  readonly #writing = new Map<number, Writing>();
  readonly #reading = new Map<number, Reading>();

  constructor(private readonly parts: BackupParts) {}

  async start(windowId: number, { to, workspace, passphrase }: CallInput<'startBackup'>): Answer<'startBackup'> {
    const { dataFolder, settings, chooseNew, now } = this.parts;
    const name = copyName(workspace, now());
    return this.#trying('write', async () => {
      const folder = copiesFolder(dataFolder, settings().folder);
      if (to === 'copies') await prepareFolder(folder);
      const file = to === 'copies' ? path.join(folder, name) : await chooseNew(windowId, name);
      if (file === undefined) return ok(null);
      await this.#dropWriting(windowId);
      const writer = await BackupWriter.create(file, passphrase === undefined ? undefined : await newSeal(passphrase));
      const backupId = randomUUID();
      this.#writing.set(windowId, { backupId, writer, copyOf: to === 'copies' ? workspace : undefined });
      return ok({ backupId, file });
    });
  }

  async write(windowId: number, { backupId, lines }: CallInput<'writeBackup'>): Promise<Result<undefined>> {
    const writing = this.#writing.get(windowId);
    if (writing?.backupId !== backupId) return failed(notOpen());
    return this.#writeWith(windowId, async () => {
      await writing.writer.add(lines);
      return ok(undefined);
    });
  }

  async finish(windowId: number, { backupId, counts }: CallInput<'finishBackup'>): Answer<'finishBackup'> {
    const writing = this.#writing.get(windowId);
    if (writing?.backupId !== backupId) return failed(notOpen());
    const { writer, copyOf } = writing;
    const ended = await this.#writeWith(windowId, async () => {
      await writer.finish(counts);
      return ok({ file: writer.file, bytes: writer.bytes });
    });
    if (!ended.ok) return ended;
    this.#writing.delete(windowId);
    if (copyOf !== undefined) await this.#rotate(path.dirname(writer.file), copyOf);
    return ended;
  }

  async open(windowId: number, { from }: CallInput<'openBackup'>): Answer<'openBackup'> {
    const { chooseOld, takeArrived } = this.parts;
    return this.#trying('read', async () => {
      if (typeof from === 'object' && 'kept' in from) return this.#openKept(windowId, from.kept);
      const file =
        typeof from === 'object'
          ? await this.#copyFile(from)
          : from === 'desktop'
            ? takeArrived()
            : await chooseOld(windowId);
      if (file === undefined) return ok(null);
      await this.#dropReading(windowId);
      const reader = await BackupReader.open(file);
      if (reader === 'not-a-backup') return failed(notABackup());
      if (reader === 'newer') return failed(newerBackup());
      const backupId = randomUUID();
      this.#reading.set(windowId, { backupId, reader });
      return ok({ backupId, name: path.basename(file), bytes: reader.bytes, locked: reader.locked, holds: 'backup' });
    });
  }

  /** Undefined: there is no such copy (any more). */
  async #copyFile({
    copy,
    workspace,
  }: {
    readonly copy: string;
    readonly workspace: Workspace;
  }): Promise<string | undefined> {
    const { dataFolder, settings, now } = this.parts;
    const { folder, copies } = await listCopies(copiesFolder(dataFolder, settings().folder), workspace, now());
    // Only what is listed: the name comes from the window.
    return copies.some(({ name }) => name === copy) ? path.join(folder, copy) : undefined;
  }

  async #openKept(windowId: number, name: string): Answer<'openBackup'> {
    const kept = await this.parts.openKept(name);
    if (kept === undefined) return ok(null);
    const { reader, at } = kept;
    await this.#dropReading(windowId);
    const backupId = randomUUID();
    this.#reading.set(windowId, { backupId, reader });
    return ok({ backupId, name, bytes: reader.bytes, locked: false, holds: 'rows', at });
  }

  async unlock(windowId: number, { backupId, passphrase }: CallInput<'unlockBackup'>): Promise<Result<undefined>> {
    const reader = this.#readerOf(windowId, backupId);
    if (reader === undefined) return failed(notOpen());
    return (await reader.unlock(passphrase)) ? ok(undefined) : failed(wrongPassphrase());
  }

  async read(
    windowId: number,
    { backupId, again }: CallInput<'readBackup'>,
    signal: AbortSignal,
  ): Answer<'readBackup'> {
    const reader = this.#readerOf(windowId, backupId);
    if (reader === undefined) return failed(notOpen());
    if (reader.locked) return failed(wrongPassphrase());
    if (again === true) reader.rewind();
    return this.#trying('read', async () => ok(await reader.next(signal)));
  }

  async close(windowId: number, { backupId }: CallInput<'closeBackup'>): Promise<Result<undefined>> {
    if (this.#writing.get(windowId)?.backupId === backupId) await this.#dropWriting(windowId);
    if (this.#reading.get(windowId)?.backupId === backupId) await this.#dropReading(windowId);
    return ok(undefined);
  }

  async copies({ workspace }: CallInput<'listCopies'>): Answer<'listCopies'> {
    const { dataFolder, settings, now } = this.parts;
    return this.#trying('read', async () =>
      ok(await listCopies(copiesFolder(dataFolder, settings().folder), workspace, now())),
    );
  }

  async chooseFolder(windowId: number): Answer<'chooseCopiesFolder'> {
    const { dataFolder, settings, chooseFolder } = this.parts;
    return this.#trying('read', async () =>
      ok((await chooseFolder(windowId, copiesFolder(dataFolder, settings().folder))) ?? null),
    );
  }

  /** Gives up whatever is open: the app ends. What is not whole leaves nothing behind. */
  async closeAll(): Promise<void> {
    for (const windowId of [...this.#writing.keys()]) await this.#dropWriting(windowId);
    for (const windowId of [...this.#reading.keys()]) await this.#dropReading(windowId);
  }

  #readerOf(windowId: number, backupId: string): PartReader | undefined {
    const reading = this.#reading.get(windowId);
    return reading?.backupId === backupId ? reading.reader : undefined;
  }

  /** A backup that could not be written on is none: it goes at once, for it may be what fills the disk. */
  async #writeWith<T>(windowId: number, work: () => Promise<Result<T>>): Promise<Result<T>> {
    const done = await this.#trying('write', work);
    if (!done.ok) await this.#dropWriting(windowId);
    return done;
  }

  async #trying<T>(work: 'read' | 'write', run: () => Promise<Result<T>>): Promise<Result<T>> {
    try {
      return await run();
    } catch (error) {
      const problem: AppError = fileFailure(error, work);
      this.parts.log.warn(`a backup could not be ${work === 'read' ? 'read' : 'written'}`, {
        code: problem.code,
        error,
      });
      return failed(problem);
    }
  }

  /** The copy is made by now; that an older one is still there harms nobody. */
  async #rotate(folder: string, workspace: Workspace): Promise<void> {
    const { settings, now } = this.parts;
    try {
      await rotateCopies(folder, workspace, settings().keep, now());
    } catch (error) {
      this.parts.log.warn('older copies could not be removed', { error });
    }
  }

  async #dropWriting(windowId: number): Promise<void> {
    const writing = this.#writing.get(windowId);
    this.#writing.delete(windowId);
    await writing?.writer.drop();
  }

  async #dropReading(windowId: number): Promise<void> {
    const reading = this.#reading.get(windowId);
    this.#reading.delete(windowId);
    await reading?.reader.close();
  }
}
