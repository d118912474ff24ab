/** What a copy job id looks like in every answer seen so far: a UUID, usually in capitals. AWS documents no pattern. */
const UUID = '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}';

/** A UUID that is no part of a longer run of digits, or a whole ARN with whatever is in it. */
const ARN_OR_UUID = new RegExp(`arn:aws[^\\s"',|<>]*|(?<![0-9a-fA-F])${UUID}(?![0-9a-fA-F])`, 'g');
const UUIDS = new RegExp(`(?<![0-9a-fA-F])${UUID}(?![0-9a-fA-F])`, 'g');
const ONE_UUID = new RegExp(`^${UUID}$`);

/** A `CopyJobId` member as JSON, YAML or Python prints it, the CLI's option, or the API's address: beyond doubt a copy job. */
const NAMED = /(?:["']?copyJobId["']?\s*[:=]\s*|--copy-job-id[\s=]+|\/copy-jobs\/)["']?([^\s"',;}\]/?&#]+)/gi;

/** A row of the CLI's `--output table` that holds one member. The same sign ends a column's head, hence only UUIDs. */
const TABLE_ROW = new RegExp(`\\bCopyJobId\\s*\\|\\s*(${UUID})(?=\\s)`, 'g');

/**
 * A line of the CLI's `--output text`: values without names, sorted by the names they do not show. The id is the first
 * UUID that stands alone, the parent's id comes after it; plans and rules are on lines of their own.
 */
const TEXT_LINE = new RegExp(`^COPYJOBS?\\t[^\\n]*?\\t(${UUID})(?=\\s|$)`, 'gm');

/** Snapshots that other services keep for AWS Backup are called after the copy job that made them. */
const COPIED_BY = new RegExp(`\\bcopyjob-(${UUID})(?![0-9a-fA-F])`, 'g');

/** The head of a column of ids, in AWS's spelling or the console's. */
const COLUMN_HEAD = /^copy ?job ?id$/i;
const MAY_HEAD_A_COLUMN = /copy ?job ?id/i;
const COLUMN_SIGNS = ['|', '\t', ',', ';'];

/** An id, and where in the text it stands. */
export interface Mention {
  readonly id: string;
  readonly at: number;
}

/** Whether this is a UUID and nothing else. */
export function isUuid(text: string): boolean {
  return ONE_UUID.test(text);
}

/** Ids in places that only a copy job id takes; plan, rule and parent ids look just the same. In order, repeats included. */
export function namedIds(text: string): Mention[] {
  const found = [...matches(text, NAMED), ...matches(text, TABLE_ROW), ...matches(text, TEXT_LINE), ...inColumns(text)];
  return found.map(({ id, at }) => ({ id: decoded(id), at })).sort((one, other) => one.at - other.at);
}

/**
 * Everything that looks like an id, in order, repeats included. In an ARN it is most often a recovery point or a plan: what
 * stands there counts only if there is nothing else, and if it says that a copy job made it or there is but one.
 */
export function likelyIds(text: string): Mention[] {
  const apart = [...text.matchAll(ARN_OR_UUID)].filter(([match]) => isUuid(match));
  if (apart.length > 0) return apart.map((match) => ({ id: match[0], at: match.index }));
  const copied = matches(text, COPIED_BY);
  if (copied.length > 0) return copied;
  const inArns = [...text.matchAll(UUIDS)];
  return inArns.length > 1 ? [] : inArns.map((match) => ({ id: match[0], at: match.index }));
}

/** In all of these patterns the id is the one group, and the last thing in the match. */
function matches(text: string, pattern: RegExp): Mention[] {
  return [...text.matchAll(pattern)].map((match) => {
    const id = match[1] ?? '';
    return { id, at: match.index + match[0].length - id.length };
  });
}

/** Ids below the head of a column: a table of the CLI or the console, or a file of separated values. */
function inColumns(text: string): Mention[] {
  if (!MAY_HEAD_A_COLUMN.test(text)) return [];
  const found: Mention[] = [];
  let column: { readonly sign: string; readonly index: number } | undefined;
  let at = 0;
  for (const line of text.split('\n')) {
    const head = headOf(line);
    if (head !== undefined) column = head;
    else if (column !== undefined) {
      const cell = line.split(column.sign)[column.index] ?? '';
      const id = bare(cell);
      if (isUuid(id)) found.push({ id, at: at + line.indexOf(id) });
    }
    at += line.length + 1;
  }
  return found;
}

function headOf(line: string): { sign: string; index: number } | undefined {
  if (!MAY_HEAD_A_COLUMN.test(line)) return undefined;
  for (const sign of COLUMN_SIGNS) {
    const cells = line.split(sign);
    const index = cells.findIndex((cell) => COLUMN_HEAD.test(bare(cell)));
    if (index >= 0 && cells.length > 1) return { sign, index };
  }
  return undefined;
}

function bare(cell: string): string {
  return cell.trim().replace(/^(["'])(.*)\1$/, '$2');
}

/** Ids stand percent-encoded in addresses. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
