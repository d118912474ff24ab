import { isUuid, likelyIds, namedIds } from './copy-job-mentions';

/** As `NameSchema` of the contract: far above anything AWS hands out. */
const MAX_ID_LENGTH = 512;

/** Signs that no id has, but texts with ids in them. */
const SIGNS_ROUND_IDS = /[\s"'`/{}[\]()<>,;:=?#|]/;

const LINE_BREAKS = /[\r\n\u2028\u2029]/;

/** Several different ids in one text. */
export interface SeveralIds {
  /** Each once, in the order they stand. */
  readonly ids: readonly string[];
  /** Whether any of them stands there more than once. */
  readonly repeated: boolean;
}

export type CopyJobIdCheck =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly reason: 'empty' | 'not-a-name' | 'control-characters' | 'separators' | 'spaces' | 'several' | 'too-long';
      readonly message: string;
    };

/**
 * What people paste becomes the id they mean: spaces and quotes round it go, and out of a longer text (a line of CLI output,
 * JSON, a console link) the one id in it is taken. A text that holds none, or several different ones, comes back trimmed,
 * for {@link checkCopyJobId} to judge.
 */
export function cleanCopyJobId(text: string): string {
  const trimmed = unquote(text.trim());
  if (!SIGNS_ROUND_IDS.test(trimmed)) return trimmed;
  const found = findCopyJobIds(trimmed);
  return found.length === 1 && found[0] !== undefined ? found[0] : trimmed;
}

/**
 * Every id in a text, each once, in the order they stand. Where some stand in a place that only a copy job id takes (a
 * `CopyJobId` member or column, `--copy-job-id`), only those count: plan and backup job ids look just the same.
 */
export function findCopyJobIds(text: string): string[] {
  return eachOnce(mentionedIds(text));
}

/** The ids of a text that holds several different ones; undefined: it holds one or none, and may be an id itself. */
export function severalCopyJobIds(text: string): SeveralIds | undefined {
  if (!SIGNS_ROUND_IDS.test(text)) return undefined;
  const mentioned = mentionedIds(text);
  const ids = eachOnce(mentioned);
  return ids.length < 2 ? undefined : { ids, repeated: ids.length < mentioned.length };
}

/**
 * A pasted text as a field of one line can hold it, meaning the same: of several ids only they are left, and ids on lines
 * of their own never run together. A text that a field takes as it is comes back unchanged.
 */
export function asOneLine(text: string): string {
  if (severalCopyJobIds(text) !== undefined) return idsInOneLine(mentionedIds(text));
  if (!LINE_BREAKS.test(text)) return text;
  const lines = text.split(LINE_BREAKS).map((line) => line.trim());
  const line = lines.filter((part) => part !== '').join(' ');
  const meant = findCopyJobIds(text);
  // Without its lines a table no longer tells which of its columns holds the id.
  return meant.length === 0 || findCopyJobIds(line).length === 1 ? line : idsInOneLine(meant);
}

/** A pasted text with a space on each side where an id would otherwise grow together with what stands there. */
export function apart(pasted: string, before: string, after: string): string {
  if (findCopyJobIds(pasted).length === 0) return pasted;
  const left = /[0-9a-z]$/i.test(before) && /^[0-9a-z]/i.test(pasted) ? ' ' : '';
  const right = /^[0-9a-z]/i.test(after) && /[0-9a-z]$/i.test(pasted) ? ' ' : '';
  return left + pasted + right;
}

/**
 * Whether an id can be sent. An empty one would become another API call altogether, one with a slash another address, so
 * these never leave the window. Any other text is let through: AWS says nothing about what an id looks like.
 */
export function checkCopyJobId(id: string): CopyJobIdCheck {
  if (id.trim() === '') return refuse('empty', 'Enter a copy job ID.');
  const unfit = whyUnfit(id);
  if (unfit && findCopyJobIds(id).length > 1) {
    return refuse('several', 'There are several copy job IDs in this text.');
  }
  return unfit ?? { ok: true };
}

function whyUnfit(id: string): CopyJobIdCheck | undefined {
  if (id.length > MAX_ID_LENGTH) return refuse('too-long', 'This is too long for a copy job ID.');
  if (/[\p{Cc}\u2028\u2029]/u.test(id)) {
    return refuse('control-characters', 'A copy job ID has no line breaks, tabs or control characters.');
  }
  if (id === '.' || id === '..') return refuse('not-a-name', 'Dots alone are no copy job ID.');
  if (/[/\\]/.test(id)) return refuse('separators', 'A copy job ID has no slashes.');
  if (/[\s,;]/.test(id)) return refuse('spaces', 'There is no copy job ID in this text: one has no spaces or commas.');
  return undefined;
}

function refuse(reason: Extract<CopyJobIdCheck, { ok: false }>['reason'], message: string): CopyJobIdCheck {
  return { ok: false, reason, message };
}

/** Quotes round quotes that a text can have come through: a shell's, JSON's, a chat's. More are no quoting. */
const MOST_QUOTES = 8;

/** Takes off matching quotes, straight or curly, and a comma that came along with a JSON line. */
function unquote(text: string): string {
  let inner = text;
  for (let taken = 0; taken < MOST_QUOTES; taken++) {
    const match = /^(?:"(.*)"|'(.*)'|`(.*)`|“(.*)”|‘(.*)’),?$/s.exec(inner);
    if (!match) break;
    inner = match.slice(1).join('').trim();
  }
  return inner;
}

function mentionedIds(text: string): string[] {
  const named = namedIds(text).filter(({ id }) => checkCopyJobId(id).ok);
  return (named.length > 0 ? named : likelyIds(text)).map(({ id }) => id);
}

/** Upper and lower case are one id; the spelling that came first stays. */
function eachOnce(ids: readonly string[]): string[] {
  const first = new Map<string, string>();
  for (const id of ids) {
    const folded = id.toUpperCase();
    if (!first.has(folded)) first.set(folded, id);
  }
  return [...first.values()];
}

/** Ids that do not look like ids keep their name, by which they are found again. */
function idsInOneLine(ids: readonly string[]): string {
  if (ids.every(isUuid)) return ids.join(' ');
  return ids.map((id) => `CopyJobId=${id.replace(/[%"',;}\]/?&#]/g, percentEncoded)}`).join(' ');
}

function percentEncoded(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
