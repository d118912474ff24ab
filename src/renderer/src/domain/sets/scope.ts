import type { Filter } from '../filter/types';
import type { Pairing } from './pairing';

const CREATED = 'CreationDate';
const ACCOUNT = 'account';
const REGION = 'region';

/** Columns that say where a copy is: what tells the sides apart where places are compared. */
const PLACES: ReadonlySet<string> = new Set([
  ACCOUNT,
  REGION,
  'AccountId',
  'sourceAccount',
  'sourceRegion',
  'destinationAccount',
  'destinationRegion',
]);

/**
 * The time of one side, and where places are compared its place: what a counterpart must be of to be one that the filter leaves out, and not
 * one that is not there. Undefined where the filter asks for nothing else. Of the very same job there is but one: any time will do.
 */
export function scopeOf(filter: Filter, pairing: Pairing): Filter | undefined {
  if (pairing === 'job') return { text: '', tokens: [] };
  const tokens = filter.tokens.filter(
    ({ column }) => column === CREATED || (pairing === 'alike' && PLACES.has(column)),
  );
  return tokens.length === filter.tokens.length && filter.text.trim() === '' ? undefined : { text: '', tokens };
}

/** The accounts and Regions that one side is about; where jobs of the same resource are compared the place is the other job's. */
export function placesAsked(
  filter: Filter,
  pairing: Pairing,
): { readonly accounts: readonly string[]; readonly regions: readonly string[] } {
  if (pairing !== 'alike') return { accounts: [], regions: [] };
  return { accounts: namedIn(filter, ACCOUNT), regions: namedIn(filter, REGION) };
}

function namedIn({ tokens }: Filter, column: string): readonly string[] {
  return tokens.find((token) => token.column === column && token.operator === '=')?.values ?? [];
}
