import type { ComparisonDocument } from './document';
import { asHtml } from './write-html';
import { asJson, asJsonPatch } from './write-json';
import { asMarkdown } from './write-markdown';
import { asText } from './write-text';

export type FormatId = 'text' | 'markdown' | 'html' | 'json' | 'json-patch';

/** A way to write a comparison down. */
export interface Format {
  readonly id: FormatId;
  readonly name: string;
  /** What it is good for, in a few words. */
  readonly hint: string;
  readonly ending: string;
  /** Its media type. */
  readonly type: string;
  /** Undefined: this document cannot be written so. */
  readonly write: (document: ComparisonDocument) => string | undefined;
}

export const FORMATS: readonly Format[] = [
  {
    ...{ id: 'markdown', name: 'Markdown', hint: 'tickets, wikis', ending: 'md', type: 'text/markdown;charset=utf-8' },
    write: asMarkdown,
  },
  {
    ...{ id: 'text', name: 'Plain text', hint: 'mails', ending: 'txt', type: 'text/plain;charset=utf-8' },
    write: asText,
  },
  {
    ...{ id: 'html', name: 'HTML', hint: 'a page of its own', ending: 'html', type: 'text/html;charset=utf-8' },
    write: asHtml,
  },
  {
    ...{ id: 'json', name: 'JSON', hint: 'exact values', ending: 'json', type: 'application/json' },
    write: asJson,
  },
  {
    ...{
      id: 'json-patch',
      name: 'JSON Patch',
      hint: 'RFC 6902',
      ending: 'patch.json',
      type: 'application/json-patch+json',
    },
    write: asJsonPatch,
  },
];

/** `copytrail-comparison-2026-11-22T185045Z.md`: sorts by time, and no system minds its signs. */
export function comparisonFileName(ending: string, writtenAt: number): string {
  const time = new Date(writtenAt).toISOString().replace(/\.\d+/, '').replaceAll(':', '');
  return `copytrail-comparison-${time}.${ending}`;
}
