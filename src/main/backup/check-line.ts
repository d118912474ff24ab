import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { MAX_LINES_LENGTH } from '../../preload/contract/backup';

/**
 * What main itself writes into a backup, beside the lines that the window hands it: at the end of every block a line with the digest of the text
 * before it, and in the last block a line with what the whole file holds.
 */

const Digest = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Longer than any line that main writes, in UTF-16 code units: a forged one of a hundred million would hold up main while it is parsed. */
const LONGEST_LINE = 4096;

const CheckSchema = v.object({ check: v.object({ block: Count, sha256: Digest }) });

const EndSchema = v.object({
  end: v.object({
    /** Blocks before this one. */
    blocks: Count,
    /** Lines of each kind, as the window counted them. */
    counts: v.record(v.string(), Count),
    /** Of the digests of all blocks before, one after the other. */
    sha256: Digest,
  }),
});
export type BackupEnd = v.InferOutput<typeof EndSchema>['end'];

export function digestOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** The text with its check line. */
export function withCheck(block: number, text: string, sha256: string): string {
  return `${text}${JSON.stringify({ check: { block, sha256 } })}\n`;
}

/** The text of a block and its digest, without the check line; undefined: the line is not there or says otherwise. */
export function checkedText(
  block: number,
  text: string,
): { readonly text: string; readonly sha256: string } | undefined {
  const at = text.lastIndexOf('\n', text.length - 2) + 1;
  // No longer piece was ever handed over, and none is handed back.
  if (at > MAX_LINES_LENGTH) return undefined;
  const line = v.safeParse(CheckSchema, parsed(text.slice(at)));
  const before = text.slice(0, at);
  if (!line.success || line.output.check.block !== block) return undefined;
  const { sha256 } = line.output.check;
  return digestOf(before) === sha256 ? { text: before, sha256 } : undefined;
}

export function endLine(end: BackupEnd): string {
  return `${JSON.stringify({ end })}\n`;
}

/** The end of the file, if this is the text of its last block. */
export function readEnd(text: string): BackupEnd | undefined {
  if (!text.startsWith('{"end":')) return undefined;
  const line = v.safeParse(EndSchema, parsed(text));
  return line.success ? line.output.end : undefined;
}

function parsed(text: string): unknown {
  if (text.length > LONGEST_LINE) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
