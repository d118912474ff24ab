import type { ComparisonDocument, FormatId } from './document';
import { csvParts } from './write-csv';
import { htmlParts } from './write-html';
import { jsonParts } from './write-json';
import { markdownParts } from './write-markdown';
import { patchParts } from './write-patch';
import { textParts } from './write-text';

/** A way to write a comparison down. */
export interface Format {
  readonly id: FormatId;
  readonly name: string;
  /** What it is good for, in a few words. */
  readonly hint: string;
  readonly ending: string;
  /** Its media type. */
  readonly type: string;
  /** The text in pieces, so that a long one can be written without holding up anything. Undefined: this document cannot be written so. */
  readonly parts: (document: ComparisonDocument) => Iterable<string> | undefined;
}

export const FORMATS: readonly Format[] = [
  {
    ...{ id: 'markdown', name: 'Markdown', hint: 'tickets, wikis', ending: 'md', type: 'text/markdown;charset=utf-8' },
    parts: markdownParts,
  },
  {
    ...{ id: 'text', name: 'Plain text', hint: 'mails', ending: 'txt', type: 'text/plain;charset=utf-8' },
    parts: textParts,
  },
  {
    ...{ id: 'html', name: 'HTML', hint: 'a page of its own', ending: 'html', type: 'text/html;charset=utf-8' },
    parts: htmlParts,
  },
  {
    ...{ id: 'csv', name: 'CSV', hint: 'spreadsheets', ending: 'csv', type: 'text/csv;charset=utf-8' },
    parts: csvParts,
  },
  {
    ...{ id: 'json', name: 'JSON', hint: 'exact values', ending: 'json', type: 'application/json' },
    parts: jsonParts,
  },
  {
    ...{
      id: 'json-patch',
      name: 'JSON Patch',
      hint: 'RFC 6902',
      ending: 'patch.json',
      type: 'application/json-patch+json',
    },
    parts: patchParts,
  },
];

/** `copytrail-comparison-2026-11-22T185045Z.md`: sorts by time, and no system minds its signs. */
export function comparisonFileName(ending: string, writtenAt: number): string {
  const time = new Date(writtenAt).toISOString().replace(/\.\d+/, '').replaceAll(':', '');
  return `copytrail-comparison-${time}.${ending}`;
}
