import { formatBytes } from '../bytes';
import { instantOf, wholeNumberOf, type CopyJobReading } from '../copy-job';
import { cronText } from '../cron';
import type { FieldKind } from '../fields/types';
import { exactIso, instantWithZone, relativeAge } from '../instants';
import { isJsonNumber, isJsonObject, keysOf, memberOf, stringifyJson, type Json } from '../json';
import { daysText, lifecycleText, neverMeaning } from '../lifecycle';
import { hintsForMessage } from '../message';
import { grouped } from '../numbers';
import { outcomeOf } from '../outcome';
import { sizeMeaning, zeroSizeMeaning } from '../size-meaning';
import { presentArn, routeBadges } from './arn';
import type { PresentContext, Shown } from './types';

/** Shows a value of the type AWS documents; undefined for any other type. */
type Presenter = (path: string, value: Json, context: PresentContext) => Shown | undefined;

const presentInstant: Presenter = (_path, value, { now, times }) => {
  const ms = instantOf(value);
  if (ms === undefined) return undefined;
  return { text: instantWithZone(ms, times), secondary: `${exactIso(ms)} · ${relativeAge(ms, now)}` };
};

const presentBytes: Presenter = (_path, value, { reading }) => {
  const bytes = wholeNumberOf(value);
  if (bytes === undefined) return undefined;
  const { both, exact } = formatBytes(bytes);
  if (bytes === 0n) return { presence: 'zero', text: exact, note: zeroSizeMeaning(reading.resourceType) };
  return {
    text: both,
    ...(both === exact ? {} : { secondary: exact }),
    ...noteOf(sizeMeaning(reading.resourceType)),
  };
};

const presentCount: Presenter = (_path, value) => {
  const count = wholeNumberOf(value);
  if (count === undefined) return undefined;
  return { text: grouped(count), ...(count === 0n ? { presence: 'zero' } : {}) };
};

const presentDays: Presenter = (path, value) => {
  const days = wholeNumberOf(value);
  if (days === undefined) return undefined;
  if (days < 0n) return { text: daysText(days), note: neverMeaning(path) };
  return { text: daysText(days), ...(days === 0n ? { presence: 'zero' } : {}) };
};

const presentFlag: Presenter = (_path, value) =>
  typeof value === 'boolean' ? { text: value ? 'Yes' : 'No' } : undefined;

const presentState: Presenter = (_path, value, { reading }) => {
  if (typeof value !== 'string') return undefined;
  const { label, note } = outcomeOf(reading);
  // The outcome is that of the whole job; a state on its own (in a comparison with another job) says only itself.
  if (reading.state !== value) return { text: value };
  return { text: label, ...(label === value ? {} : { secondary: value }), ...noteOf(note) };
};

const presentText: Presenter = (path, value) => {
  if (typeof value !== 'string') return undefined;
  const hint = path === 'StatusMessage' ? hintsForMessage(value)[0] : undefined;
  return { text: value, ...noteOf(hint && `${hint.cause} ${hint.remedy}`) };
};

const presentCategory: Presenter = (_path, value) => {
  if (typeof value !== 'string') return undefined;
  const words = wordsOfName(value);
  return { text: words, ...(words === value ? {} : { secondary: value }) };
};

const VAULT_TYPES: ReadonlyMap<string, string> = new Map([
  ['BACKUP_VAULT', 'Backup vault'],
  ['LOGICALLY_AIR_GAPPED_BACKUP_VAULT', 'Logically air-gapped vault'],
]);

const presentType: Presenter = (path, value, { reading }) => {
  if (typeof value !== 'string') return undefined;
  const words = path === 'DestinationVaultType' ? VAULT_TYPES.get(value) : undefined;
  if (words === undefined) return { text: value };
  const badges = routeBadges(reading).filter(({ text }) => text === 'air-gapped');
  return { text: words, secondary: value, ...(badges.length > 0 ? { badges } : {}) };
};

const presentCron: Presenter = (_path, value, { reading }) => {
  if (typeof value !== 'string') return undefined;
  const words = cronText(value);
  const zone = reading.valueAt('CreatedBy.BackupRuleTimezone');
  if (words === undefined) return { text: value };
  return { text: typeof zone === 'string' && zone !== '' ? `${words} (${zone})` : words, secondary: value };
};

const presentMap: Presenter = (_path, value, { reading }) => {
  if (!isJsonObject(value)) return undefined;
  const entries = keysOf(value).map((key) => `${key} ${stringifyJson(memberOf(value, key) ?? null)}`);
  return { text: entries.join(', '), ...noteOf(childSumNote(reading)) };
};

const presentObject: Presenter = (path, value, { reading }) => {
  if (!isJsonObject(value)) return undefined;
  const names = [reading.planName, reading.ruleName].filter((name) => name !== undefined);
  const words = path === 'CreatedBy' ? names.join(' / ') : lifecycleText(reading);
  return { text: words === undefined || words === '' ? stringifyJson(value) : words };
};

/** While a group runs the numbers may differ; afterwards that is worth a word. */
function childSumNote(reading: CopyJobReading): string | undefined {
  const { childCounts, numberOfChildJobs } = reading;
  if (numberOfChildJobs === undefined || !outcomeOf(reading).ended) return undefined;
  const sum = childCounts.reduce((total, { count }) => total + count, 0n);
  if (sum === numberOfChildJobs) return undefined;
  return `These add up to ${grouped(sum)}, but AWS Backup reports ${grouped(numberOfChildJobs)} child jobs.`;
}

/** `Access denied` of `ACCESS_DENIED` and of `AccessDenied`; initials like KMS stay in capitals. */
function wordsOfName(name: string): string {
  const words = name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .split(/[_\s]+/)
    .filter((word) => word !== '')
    .map((word) => (INITIALS.has(word.toUpperCase()) ? word.toUpperCase() : word.toLowerCase()));
  const text = words.join(' ');
  return text === '' ? name : text.charAt(0).toUpperCase() + text.slice(1);
}

const INITIALS = new Set(['KMS', 'VSS', 'IAM', 'ID']);

function noteOf(note: string | undefined): { readonly note?: string } {
  return note === undefined ? {} : { note };
}

const asText: Presenter = (_path, value) => (typeof value === 'string' ? { text: value } : undefined);

/** How each kind of field is shown. */
export const PRESENTERS: Readonly<Record<FieldKind, Presenter>> = {
  account: asText,
  arn: (path, value, context) => (typeof value === 'string' ? presentArn(path, value, context) : undefined),
  bytes: presentBytes,
  category: presentCategory,
  count: presentCount,
  cron: presentCron,
  days: presentDays,
  flag: presentFlag,
  id: asText,
  instant: presentInstant,
  map: presentMap,
  object: presentObject,
  state: presentState,
  text: presentText,
  timezone: asText,
  type: presentType,
  // Nothing is expected of a member we do not know: any value is fine.
  unknown: (_path, value) => ({
    text: typeof value === 'string' ? value : stringifyJson(value),
    ...(isJsonNumber(value) && wholeNumberOf(value) === 0n ? { presence: 'zero' } : {}),
  }),
};

/** What AWS documents for each kind, for the note beside something else. */
export const EXPECTED: Readonly<Record<FieldKind, string>> = {
  account: 'a text',
  arn: 'a text',
  bytes: 'a whole number',
  category: 'a text',
  count: 'a whole number',
  cron: 'a text',
  days: 'a whole number',
  flag: 'true or false',
  id: 'a text',
  instant: 'seconds since 1970',
  map: 'an object of numbers',
  object: 'an object',
  state: 'a text',
  text: 'a text',
  timezone: 'a text',
  type: 'a text',
  unknown: 'anything',
};
