/** What a copy job id looks like in every answer seen so far: a UUID, usually in capitals. AWS documents no pattern. */
const UUID_LIKE = /(?<![0-9a-f])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![0-9a-f])/gi;

/** As `NameSchema` of the contract: far above anything AWS hands out. */
const MAX_ID_LENGTH = 512;

/** A `CopyJobId` member as JSON or Python prints it, the CLI's option, or the API's address: these name a copy job beyond doubt. */
const NAMED_ID = /(?:["']?copyJobId["']?\s*[:=]\s*|--copy-job-id[\s=]+|\/copy-jobs\/)["']?([^\s"',;}\]/?&#]+)/gi;

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
  if (!/[\s"'/{}[\],:=?#]/.test(trimmed)) return trimmed;
  const found = findCopyJobIds(trimmed);
  return found.length === 1 && found[0] !== undefined ? found[0] : trimmed;
}

/**
 * Every id in a text, each once, in the order they stand. Where some stand in a place that only a copy job id takes (a
 * `CopyJobId` member, `--copy-job-id`), only those count: plan and backup job ids look just the same.
 */
export function findCopyJobIds(text: string): string[] {
  const named = [...text.matchAll(NAMED_ID)]
    .map((match) => decoded(match[1] ?? ''))
    .filter((id) => checkCopyJobId(id).ok);
  const ids = named.length > 0 ? named : [...text.matchAll(UUID_LIKE)].map((match) => match[0]);
  const seen = new Set<string>();
  return ids.filter((id) => {
    const folded = id.toUpperCase();
    return seen.has(folded) ? false : seen.add(folded);
  });
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
  if (/[\s,;]/.test(id)) return refuse('spaces', 'A copy job ID has no spaces or commas.');
  return undefined;
}

function refuse(reason: Extract<CopyJobIdCheck, { ok: false }>['reason'], message: string): CopyJobIdCheck {
  return { ok: false, reason, message };
}

/** Takes off matching quotes, straight or curly, and a comma that came along with a JSON line. */
function unquote(text: string): string {
  const match = /^(?:"(.*)"|'(.*)'|`(.*)`|“(.*)”|‘(.*)’),?$/s.exec(text);
  return match ? unquote(match.slice(1).join('').trim()) : text;
}

/** Ids stand percent-encoded in addresses. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
