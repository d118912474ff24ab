import { describePath } from './fields';
import type { Field } from './fields/types';
import { isJsonArray, isJsonObject, keysOf, stringifyJson, type Json } from './json';
import { EXPECTED, PRESENTERS } from './present/kinds';
import type { PresentContext, Presented } from './present/types';
import { absentSizeMeaning } from './size-meaning';

export type { PresentContext, Presented } from './present/types';

/**
 * A value at a path as people read it. `value` undefined means that AWS did not send the member. Absent, null, empty, zero and
 * a value of an unexpected type are told apart; nothing is ever left out because it is not understood.
 */
export function present(path: string, value: Json | undefined, context: PresentContext): Presented {
  const field = describePath(path);
  if (value === undefined) return presentAbsent(field, context);
  const exact = typeof value === 'string' ? value : stringifyJson(value);
  if (value === null) {
    return { presence: 'null', text: 'null', note: 'AWS sent this member without a value.', exact };
  }
  if (isEmpty(value)) return { presence: 'empty', text: emptyText(value), exact };
  const shown = PRESENTERS[field.kind](path, value, context);
  if (shown) return { presence: 'value', ...shown, exact };
  const note = `AWS documents ${EXPECTED[field.kind]} here; this is shown as it came.`;
  return { presence: 'unexpected', text: exact, note, exact };
}

function presentAbsent(field: Field, { reading }: PresentContext): Presented {
  const note = field.kind === 'bytes' ? absentSizeMeaning(reading.resourceType) : field.absent;
  return { presence: 'absent', text: 'Not reported', ...(note === undefined ? {} : { note }) };
}

function isEmpty(value: Json): boolean {
  return (
    value === '' || (isJsonArray(value) && value.length === 0) || (isJsonObject(value) && keysOf(value).length === 0)
  );
}

function emptyText(value: Json): string {
  if (value === '') return 'Empty text';
  return isJsonArray(value) ? 'Empty list' : 'Empty';
}
