import type { Workspace } from '../../../../../preload/contract/shapes';
import type { IgnoreRules } from '../../diff/ignore';
import type { Segment } from '../../diff/segments';
import type { TimeDisplay } from '../../instants';
import type { Json } from '../../json';
import type { JsonPatch } from './patch';

/**
 * A comparison as it is handed to somebody else: everything that is said, and by whom, and nothing of how it is written. Each kind of
 * comparison makes one of these (`pair.ts`, `many.ts`, `runs.ts`, `sets.ts`), and `formats.ts` writes any of them as text, Markdown, HTML, JSON
 * and, where there is one, as a table for spreadsheets or as JSON Patch. On screen, `compare/HandOn.svelte` takes a function that makes
 * the document at the moment of the click.
 *
 * All texts are plain: each format escapes them for itself.
 */
export interface ComparisonDocument {
  /** What is compared: `Two copy jobs`. */
  readonly title: string;
  /** What came out, in a few sentences. */
  readonly summary: string;
  /** What is compared with what, in the order of the columns: jobs, answers, sets. */
  readonly sides: readonly DocumentSide[];
  /** What must be known to read it rightly: what was not looked at, how pairs were made. One sentence or more each. */
  readonly notes: readonly string[];
  readonly sections: readonly DocumentSection[];
  readonly about: DocumentAbout;
  /** From each body to the next, in the order of the columns; absent where no bodies are compared, or where nobody asks for it. */
  readonly patch?: readonly PatchStep[] | undefined;
  /** The same for spreadsheets: exact values, one table; absent where it would be none. */
  readonly table?: DocumentTable | undefined;
}

/** What leads from one body to the next, and when both were observed. */
export interface PatchStep extends JsonPatch {
  readonly left: DocumentSide;
  readonly right: DocumentSide;
}

export interface DocumentTable {
  readonly header: readonly string[];
  readonly records: readonly (readonly string[])[];
}

/** Makes what is handed on, as it is at that moment. What has to be read for it may take a while. */
export type MakeDocument = (about: About, making: Making) => ComparisonDocument | Promise<ComparisonDocument>;

/** The ways to write a document down; see `formats.ts`. */
export type FormatId = 'text' | 'markdown' | 'html' | 'csv' | 'json' | 'json-patch';

/** How a document is made. */
export interface Making {
  /** What it is made for: what another format alone needs may be left out. */
  readonly format: FormatId | 'pdf';
  /** Told how much has been read, and of how much. */
  readonly progress: (done: number, of: number) => void;
  /** Nobody waits for it any more. */
  readonly signal: AbortSignal;
}

/** Everything that a document tells about itself, but how many differences were left out. */
export type About = Omit<DocumentAbout, 'hidden' | 'times'>;

/** One side: which job it is, when it was observed, and from where that is known. */
export interface DocumentSide {
  /** As its column is called: `Earlier`. */
  readonly name: string;
  readonly title: string;
  readonly facts: readonly Fact[];
}

export interface Fact {
  readonly label: string;
  readonly text: string;
}

/** A table with a heading. */
export interface DocumentSection {
  readonly title: string;
  /** Heads of the columns; the first one is that of the rows' names. */
  readonly columns: readonly string[];
  readonly rows: readonly DocumentRow[];
  /** What is only counted or named: `17 members unchanged: …`. A section may consist of this alone. */
  readonly note?: string | undefined;
}

export interface DocumentRow {
  readonly name: string;
  /** AWS's own name of the member. */
  readonly path?: string | undefined;
  /** What is to be said about the row as a whole, in a word or two: `Changed`, `Only right`. */
  readonly tags: readonly string[];
  /** One for each column but the first. */
  readonly cells: readonly DocumentCell[];
  /** A sentence below the row: why it is worth a look. */
  readonly remark?: string | undefined;
  /** The row for programs; members that are undefined are left out. Without it, JSON holds the cells' texts by column. */
  readonly data?: Readonly<Record<string, Json | undefined>> | undefined;
}

export interface DocumentCell {
  readonly text: string;
  /** The value exactly as AWS sent it, where the text is another. */
  readonly exact?: string | undefined;
  /** There is no value: the text says so. */
  readonly absent?: boolean;
  /** The text in pieces that differ from the other side or not; `mark` says which side this is. */
  readonly segments?: readonly Segment[] | undefined;
  readonly mark?: 'removed' | 'added' | undefined;
  /** Why the value is worth a look, in a word or two: `changed`. */
  readonly marked?: string | undefined;
}

/** Where a document comes from, and what was left out of it on purpose. */
export interface DocumentAbout {
  readonly appVersion: string;
  /** Epoch ms UTC. */
  readonly writtenAt: number;
  readonly times: TimeDisplay;
  /** Jobs of the demo account are simulated: every format says so. */
  readonly workspace: Workspace;
  /** Set: all of it is as it was known at that time, epoch ms UTC. */
  readonly knownAt?: number | undefined;
  /** Ignore rules in force. */
  readonly rules: IgnoreRules;
  /** How many differences they leave out. */
  readonly hidden: number;
}
