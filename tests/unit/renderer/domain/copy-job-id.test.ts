import { describe, expect, test } from 'vitest';
import {
  apart,
  asOneLine,
  checkCopyJobId,
  cleanCopyJobId,
  findCopyJobIds,
  severalCopyJobIds,
} from '../../../../src/renderer/src/domain/copy-job-id';
import { fixture } from './reading';

const ID = '47C8EF56-74D8-059D-1301-C5BE1D5C926E';
const OTHER = 'B78946DA-11BB-6D93-05B5-C58D7D21AB2C';

describe('pasted text', () => {
  test.each([
    ID,
    ` ${ID}\n`,
    `"${ID}"`,
    `'${ID}',`,
    `“${ID}”`,
    `  "CopyJobId": "${ID}",`,
    `aws backup describe-copy-job --copy-job-id ${ID} --region eu-central-1`,
    `aws backup describe-copy-job --copy-job-id=${ID}`,
    `{"CopyJobId": "${ID}", "CreatedBy": {"BackupPlanId": "87dbe1b1-7818-bfd0-e3d6-75fb4074fe4b"}}`,
    `https://eu-central-1.console.aws.amazon.com/backup/home?region=eu-central-1#jobs/copy/${ID}`,
    `https://backup.eu-central-1.amazonaws.com/copy-jobs/${ID}`,
    `Copy job ${ID} failed, see ${ID}.`,
    `arn:aws:rds:eu-west-1:1:snapshot:awsbackup:copyjob-${ID}`,
    `copyJobId: ${ID}`,
  ])('%s', (text) => {
    expect(cleanCopyJobId(text)).toBe(ID);
  });

  test('a whole answer names one job, whatever other ids are in it', () => {
    expect(cleanCopyJobId(fixture('01'))).toBe(OTHER);
  });

  test('lower and upper case are one id; the spelling that came first stays', () => {
    expect(findCopyJobIds(`${ID.toLowerCase()} ${ID}`)).toEqual([ID.toLowerCase()]);
  });

  test('several ids stay several', () => {
    const text = `${ID}\n${OTHER}\r\n${ID}`;
    expect(findCopyJobIds(text)).toEqual([ID, OTHER]);
    expect(cleanCopyJobId(text)).toBe(text);
    expect(checkCopyJobId(text)).toMatchObject({ ok: false, reason: 'several' });
    expect(checkCopyJobId(`${ID},${OTHER}`)).toMatchObject({ reason: 'several' });
  });

  test('quotes are taken off as often as a text can have been quoted; a page of quotes does no harm', () => {
    expect(cleanCopyJobId(`"'"odd-id"'"`)).toBe('odd-id');
    const page = '"'.repeat(100_000);
    expect(cleanCopyJobId(page).length).toBeGreaterThan(90_000);
  });

  test('a text without any id stays as it is, trimmed', () => {
    expect(cleanCopyJobId('  no id here ')).toBe('no id here');
    expect(findCopyJobIds('no id here')).toEqual([]);
    expect(findCopyJobIds(`${ID}0`)).toEqual([]);
  });
});

describe('several ids in one text', () => {
  const THIRD = '507BFD34-74D8-059D-1301-C5BE1D5C926E';
  const PLAN = '87dbe1b1-7818-bfd0-e3d6-75fb4074fe4b';
  const POINT = `arn:aws:backup:eu-west-1:111122223333:recovery-point:${PLAN}`;

  test.each([
    ['lines', `${ID}\n${OTHER}\n${THIRD}\n`],
    ['lines of Windows', `${ID}\r\n${OTHER}\r\n${THIRD}`],
    ['commas', `${ID},${OTHER}, ${THIRD}`],
    ['semicolons', `${ID};${OTHER};${THIRD}`],
    ['bars', `${ID}|${OTHER}|${THIRD}`],
    ['quotes', `"${ID}" '${OTHER}' \`${THIRD}\``],
    ['a JSON array', JSON.stringify([ID, OTHER, THIRD], null, 2)],
    [
      'a message',
      `Hi! *${ID}* failed again :( and <https://x.example/#jobs/copy/${OTHER}|this one>, _${THIRD}_ too. ${POINT}`,
    ],
    [
      'an answer in JSON',
      JSON.stringify({
        CopyJobs: [ID, OTHER, THIRD].map((CopyJobId) => ({
          CopyJobId,
          ParentJobId: PLAN,
          SourceRecoveryPointArn: POINT,
        })),
      }),
    ],
    ['YAML', [ID, OTHER, THIRD].map((id) => `- CopyJobId: ${id}\n  ParentJobId: ${PLAN}\n`).join('')],
    ['Python', `[{'CopyJobId': '${ID}', 'x': '${PLAN}'}, {'CopyJobId': '${OTHER}'}, {'CopyJobId': '${THIRD}'}]`],
    ['commands', [ID, OTHER, THIRD].map((id) => `aws backup describe-copy-job --copy-job-id ${id}\n`).join('')],
    ['separated values', `State,CopyJobId,Plan\nFAILED,${ID},${PLAN}\nFAILED,"${OTHER}",${PLAN}\n,${THIRD},`],
    ["the console's table", `Copy job ID\tBackup\n${ID}\t${PLAN}\n${OTHER}\t${PLAN}\n${THIRD}\t${PLAN}`],
  ])('%s', (_, text) => {
    expect(severalCopyJobIds(text)).toEqual({ ids: [ID, OTHER, THIRD], repeated: false });
    // What a field of one line makes of it means the same.
    const line = asOneLine(text);
    expect(line).not.toMatch(/[\r\n]/);
    expect(findCopyJobIds(line)).toEqual([ID, OTHER, THIRD]);
    expect(asOneLine(line)).toBe(line);
  });

  test('ids that are no UUIDs are told apart by their name, on lines of their own too', () => {
    const text = '{"CopyJobId": "nightly-1"},\n{"CopyJobId": "nightly,2"},\nCopyJobId: ünï%252F\n';
    expect(severalCopyJobIds(text)?.ids).toEqual(['nightly-1', 'nightly', 'ünï%2F']);
    const line = asOneLine(text);
    expect(findCopyJobIds(line)).toEqual(['nightly-1', 'nightly', 'ünï%2F']);
    expect(asOneLine(line)).toBe(line);
  });

  test('one that stands there twice is one, and that is told', () => {
    const text = `${ID} ${OTHER}\n${ID.toLowerCase()}`;
    expect(severalCopyJobIds(text)).toEqual({ ids: [ID, OTHER], repeated: true });
    expect(severalCopyJobIds(asOneLine(text))).toEqual({ ids: [ID, OTHER], repeated: true });
  });

  test.each([ID, `${ID}\n${ID}`, `${ID}-${OTHER}`, 'nightly-1 nightly-2', '', fixture('01'), `${POINT} and ${POINT}`])(
    'not in %j',
    (text) => {
      expect(severalCopyJobIds(text)).toBeUndefined();
    },
  );

  test('ARNs alone name no copy jobs, unless a copy job made what they stand for', () => {
    const other = POINT.replace(PLAN, THIRD);
    expect(severalCopyJobIds(`${POINT}\n${other}`)).toBeUndefined();
    const made = (id: string): string => `arn:aws:rds:eu-west-1:1:snapshot:awsbackup:copyjob-${id.toLowerCase()}`;
    expect(severalCopyJobIds(`${made(ID)}\n${made(OTHER)}\n${POINT}`)?.ids).toEqual([
      ID.toLowerCase(),
      OTHER.toLowerCase(),
    ]);
  });

  test('names without an id among them are refused, and the message says what is missing', () => {
    expect(checkCopyJobId(cleanCopyJobId('nightly-1 nightly-2'))).toMatchObject({
      reason: 'spaces',
      message: 'There is no copy job ID in this text: one has no spaces or commas.',
    });
  });

  test('a text for a field of one line keeps what a field would keep by itself', () => {
    for (const text of [ID, ` ${ID} `, 'no id', `see ${ID}`, '']) expect(asOneLine(text)).toBe(text);
    expect(asOneLine(`job\n\n  ${ID}\r\nfailed\u2028`)).toBe(`job ${ID} failed`);
    expect(asOneLine('no\nid')).toBe('no id');
    // Flattened, the row of a table no longer tells which of its cells is the id.
    expect(asOneLine(`State | CopyJobId | Plan\nFAILED | ${ID} | ${PLAN}\n`)).toBe(ID);
  });

  test('an id never grows together with what stands beside it', () => {
    expect(apart(OTHER, ID, '')).toBe(` ${OTHER}`);
    expect(apart(OTHER, '', ID)).toBe(`${OTHER} `);
    expect(apart(OTHER, '"', '"')).toBe(OTHER);
    expect(apart('D5C926E', '47C8EF56-74D8-059D-1301-C5BE1', '')).toBe('D5C926E');
  });

  test('text of any size is read at once', { timeout: 10_000 }, () => {
    const many = Array.from({ length: 5000 }, (_, at) => `C0FFEE00-0000-4000-8000-${String(at).padStart(12, '0')}`);
    expect(severalCopyJobIds(asOneLine(many.join('\n')))?.ids).toEqual(many);
    for (const text of ['COPYJOBS\t', 'copyJobId ', ' ', '"', 'arn:aws', '0-', 'CopyJobId |'].map((piece) =>
      piece.repeat(1e5),
    )) {
      expect(asOneLine(`${text}\n`).length).toBeLessThanOrEqual(text.length);
    }
  });
});

describe('ids that can be sent', () => {
  test.each([ID, ID.toLowerCase(), 'copy-job_1.2', 'ünï', 'a:b', '...', 'x', '%2F', `${ID}-${OTHER}`])('%s', (id) => {
    expect(cleanCopyJobId(id)).toBe(id);
    expect(checkCopyJobId(id)).toEqual({ ok: true });
  });

  test.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['\n', 'empty'],
    ['.', 'not-a-name'],
    ['..', 'not-a-name'],
    ['a/b', 'separators'],
    ['../copy-jobs', 'separators'],
    ['a\\b', 'separators'],
    ['a b', 'spaces'],
    ['a,b', 'spaces'],
    ['a\u00a0b', 'spaces'],
    ['a\u0000b', 'control-characters'],
    ['a\tb', 'control-characters'],
    ['x'.repeat(513), 'too-long'],
  ])('not %j', (id, reason) => {
    const check = checkCopyJobId(id);
    expect(check).toMatchObject({ ok: false, reason });
    expect(!check.ok && check.message).toMatch(/^[A-Z].*\.$/);
  });

  test('a broken percent sign is no reason to fail', () => {
    expect(findCopyJobIds('https://x/copy-jobs/%E0%A4%A')).toEqual(['%E0%A4%A']);
    expect(findCopyJobIds('https://x/copy-jobs/a%2Fb')).toEqual([]);
  });
});
