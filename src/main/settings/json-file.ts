import { readFileSync, renameSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { entriesOf, isRecord, knownPart, withUnknownPart } from './known-members';
import { writeWhole } from './whole-file';

/** Turns the content of one version into that of the next. */
export type Step = (content: Readonly<Record<string, unknown>>) => Record<string, unknown>;

export interface JsonFileParts<T> {
  /** Absolute path. */
  readonly file: string;
  readonly schema: v.GenericSchema<T, T>;
  readonly defaults: T;
  /** What the file is to a person, for notices: `The settings`. */
  readonly title: string;
  /** `steps[0]` leads from version 1 to 2, and so on; the current version is one more than there are steps. */
  readonly steps: readonly Step[];
  /** Epoch ms UTC; names files that are set aside. */
  readonly now: () => number;
}

export interface JsonFile<T> {
  current(): T;
  /** Takes the value at once and resolves when it is on disk; rejects with Node's error if that fails. */
  set(value: T): Promise<void>;
  /** Resolves when nothing is left to write. Never rejects. */
  flush(): Promise<void>;
  /** What the user should know about how the file was read; empty when all was well. */
  readonly notices: readonly string[];
}

interface Content<T> {
  readonly value: T;
  /** The file's own content, to keep members that this version does not know. */
  readonly raw: Readonly<Record<string, unknown>>;
  readonly version: number;
  /** Names of members whose values could not be used, through a fault in the file. */
  readonly faulty: readonly string[];
  /** Values only a newer version understands: they stay in the file until this version changes that member. */
  readonly held: Readonly<Record<string, unknown>>;
}

/**
 * Opens a small JSON file of named members with a version number. Reading never fails: what cannot be used is set
 * aside under a name with the time in it, said in `notices`, and replaced by defaults, member by member.
 */
export function openJsonFile<T extends object>(parts: JsonFileParts<T>): JsonFile<T> {
  const { file, defaults, title, now } = parts;
  const version = parts.steps.length + 1;
  const notices: string[] = [];
  let content: Content<T> = { value: defaults, raw: {}, version, faulty: [], held: {} };
  let running: Promise<unknown> = Promise.resolve();
  let queued: Promise<void> | undefined;

  function save(): Promise<void> {
    // Writes wait for one another, and a write that has not begun yet takes the newest value along.
    queued ??= running.then(async () => {
      queued = undefined;
      await writeWhole(file, `${JSON.stringify(toMembers(content, parts), undefined, 2)}\n`);
    });
    running = queued.catch(() => undefined);
    return queued;
  }

  const text = readIfThere(file);
  if (text !== undefined) {
    const read = text instanceof Error ? text : parseContent(text, parts);
    if (!(read instanceof Error)) content = read;
    if (read instanceof Error || read.faulty.length > 0) {
      const kept = setAside(file, now());
      const fault = read instanceof Error ? 'could not be read' : `had unusable values (${read.faulty.join(', ')})`;
      notices.push(`${title} ${fault} and start from defaults there. The old file was kept as ${kept}.`);
      void save().catch(() => undefined);
    }
  }

  return {
    current: () => content.value,
    set(value) {
      content = { ...content, value };
      return save();
    },
    async flush() {
      await running;
    },
    notices,
  };
}

/** What the file is to hold: our value, and beside it what only a newer version knows. */
function toMembers<T extends object>(content: Content<T>, { schema, defaults }: JsonFileParts<T>): object {
  const members = withUnknownPart(schema, content.raw, content.value) as Record<string, unknown>;
  const stillDefault = Object.entries(content.held).filter(([name]) => members[name] === defaults[name as keyof T]);
  return { ...members, ...Object.fromEntries(stillDefault), version: content.version };
}

/** The file's text; undefined if there is none; the error if it is there and cannot be read. */
function readIfThere(file: string): string | Error | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Answers the name of the file kept, without its folder. */
function setAside(file: string, at: number): string {
  const kept = `${file}.bad-${new Date(at).toISOString().replaceAll(':', '-')}`;
  try {
    renameSync(file, kept);
    return path.basename(kept);
  } catch {
    return path.basename(file);
  }
}

function parseContent<T extends object>(
  text: string,
  { schema, defaults, steps }: JsonFileParts<T>,
): Content<T> | Error {
  try {
    let raw: unknown = JSON.parse(text);
    if (!isRecord(raw)) return new Error('not a record');
    const found = raw['version'];
    if (typeof found !== 'number' || !Number.isInteger(found) || found < 1) return new Error('no version');
    for (const step of steps.slice(found - 1)) raw = step(raw as Record<string, unknown>);
    const members = { ...(raw as Record<string, unknown>) };
    delete members['version'];
    const current = steps.length + 1;
    const { value, faulty } = usableMembers(schema, defaults, members);
    const isNewer = found > current;
    const held = isNewer ? Object.fromEntries(faulty.map((name) => [name, members[name]])) : {};
    // A newer version may well have values that this one cannot know: no fault of the file.
    return { value, raw: members, version: Math.max(found, current), faulty: isNewer ? [] : faulty, held };
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function usableMembers<T extends object>(
  schema: v.GenericSchema<T, T>,
  defaults: T,
  members: Readonly<Record<string, unknown>>,
): { value: T; faulty: string[] } {
  const value: Record<string, unknown> = { ...(defaults as Record<string, unknown>) };
  const faulty: string[] = [];
  for (const [name, entry] of Object.entries(entriesOf(schema) ?? {})) {
    if (!Object.hasOwn(members, name)) continue;
    const checked = v.safeParse(entry, knownPart(entry, members[name]));
    if (checked.success) value[name] = checked.output;
    else faulty.push(name);
  }
  return { value: v.parse(schema, value), faulty };
}
