import type { Filter, FilterToken } from '../domain/filter/types';
import { sameToken } from './view';

const CREATED = 'CreationDate';

/** Spans of creation that people ask for, and the tokens that say so. */
export const CREATED_PRESETS: readonly { readonly text: string; readonly token: FilterToken }[] = [
  { text: 'Last 24 hours', token: { column: CREATED, operator: '>=', values: ['-24h'] } },
  { text: 'Last 7 days', token: { column: CREATED, operator: '>=', values: ['-7d'] } },
  { text: 'Last 30 days', token: { column: CREATED, operator: '>=', values: ['-30d'] } },
  { text: 'Today', token: { column: CREATED, operator: '=', values: ['today'] } },
  { text: 'Yesterday', token: { column: CREATED, operator: '=', values: ['yesterday'] } },
  { text: 'Last night', token: { column: CREATED, operator: '=', values: ['last night'] } },
];

/** The tokens of a filter that are about the creation of a job. */
export function createdTokens({ tokens }: Filter): readonly FilterToken[] {
  return tokens.filter(({ column }) => column === CREATED);
}

/** The filter with one span of creation, in place of any there was; undefined: any time. */
export function createdWithin(filter: Filter, token: FilterToken | undefined): Filter {
  const others = filter.tokens.filter(({ column }) => column !== CREATED);
  return { ...filter, tokens: token === undefined ? others : [...others, token] };
}

/** From one day to another, both included, as a date field gives them (`2026-11-02`); an empty one is open. Undefined: any time. */
export function betweenDays(first: string, last: string): FilterToken | undefined {
  if (first !== '' && last !== '') return { column: CREATED, operator: '=', values: [`${first}..${last}`] };
  if (first !== '') return { column: CREATED, operator: '>=', values: [first] };
  return last === '' ? undefined : { column: CREATED, operator: '<=', values: [last] };
}

/** What the span of a filter is called: a preset's name, `any time`, or that it is one's own. */
export function createdInWords(filter: Filter): string {
  const [token, ...more] = createdTokens(filter);
  if (token === undefined) return 'any time';
  const preset = more.length === 0 ? CREATED_PRESETS.find((one) => sameToken(one.token, token)) : undefined;
  return preset?.text.toLowerCase() ?? 'own span';
}
