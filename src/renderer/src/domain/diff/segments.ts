import { diffWordsWithSpace } from 'diff';
import { parseArn } from '../arn';
import type { ComparisonRow } from './types';

/** A piece of a text that differs from the other side, or does not. */
export interface Segment {
  readonly text: string;
  readonly differs: boolean;
}

export interface Segments {
  readonly left: readonly Segment[];
  readonly right: readonly Segment[];
}

/**
 * Longest texts compared by words, and the most edits between them: beyond that they have little in common, and marking nearly
 * all of both would help nobody.
 */
const LONGEST_TEXT = 4000;
const MOST_EDITS = 400;

/**
 * Which pieces of two values differ, where that helps to read them: words of texts, parts of ARNs. Undefined: the values are seen as a
 * whole. Words are found by the `diff` library: finding the shortest way from one text to another is a known algorithm with known traps.
 */
export function segmentsOf({ kind, change, left, right }: ComparisonRow): Segments | undefined {
  if (change !== 'changed' || typeof left !== 'string' || typeof right !== 'string') return undefined;
  if (left === '' || right === '') return undefined;
  if (kind === 'arn') return arnSegments(left, right);
  return kind === 'text' || kind === 'unknown' ? wordSegments(left, right) : undefined;
}

function wordSegments(left: string, right: string): Segments | undefined {
  if (left.length > LONGEST_TEXT || right.length > LONGEST_TEXT) return undefined;
  const changes = diffWordsWithSpace(left, right, { maxEditLength: MOST_EDITS });
  // Without one word in common there is nothing to point at.
  if (!changes?.some(({ added, removed, value }) => !added && !removed && /\S/.test(value))) return undefined;
  const side = (other: 'added' | 'removed'): readonly Segment[] =>
    changes
      .filter((piece) => !piece[other])
      .map(({ value, added, removed }) => ({ text: value, differs: added || removed }));
  return { left: side('added'), right: side('removed') };
}

function arnSegments(left: string, right: string): Segments | undefined {
  const [ours, theirs] = [arnParts(left), arnParts(right)];
  if (ours === undefined || theirs === undefined) return undefined;
  const side = (parts: readonly string[], others: readonly string[]): readonly Segment[] =>
    joined(parts.map((text, at) => ({ text, differs: text !== others[at] })));
  return { left: side(ours, theirs), right: side(theirs, ours) };
}

/** `arn`, partition, service, Region, account, resource; each but the last with its colon. */
function arnParts(text: string): readonly string[] | undefined {
  if (!parseArn(text)) return undefined;
  const parts = text.split(':');
  return [...parts.slice(0, 5).map((part) => `${part}:`), parts.slice(5).join(':')];
}

/** Neighbours that are alike, as one. */
function joined(segments: readonly Segment[]): readonly Segment[] {
  const result: Segment[] = [];
  for (const segment of segments) {
    const last = result.at(-1);
    if (last?.differs === segment.differs) result[result.length - 1] = { ...last, text: last.text + segment.text };
    else result.push(segment);
  }
  return result;
}
