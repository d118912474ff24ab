import fc from 'fast-check';
import { expect } from 'vitest';
import { readJobWindowSearch, writeJobWindowSearch } from '../../../src/preload/contract/job-window';
import { LINK_FAULTS, looksLikeLink } from '../../../src/preload/contract/job-link';
import { readLink } from '../../../src/preload/contract/link';
import { parseArn, shortNameOfArn, vaultNameOf } from '../../../src/renderer/src/domain/arn';
import { columnSet, type ListedJob } from '../../../src/renderer/src/domain/columns';
import {
  apart,
  asOneLine,
  checkCopyJobId,
  cleanCopyJobId,
  findCopyJobIds,
  severalCopyJobIds,
} from '../../../src/renderer/src/domain/copy-job-id';
import { cronText } from '../../../src/renderer/src/domain/cron';
import { compileFilter, parseFilter, printFilter } from '../../../src/renderer/src/domain/filter';
import { completeFilter } from '../../../src/renderer/src/domain/filter/complete';
import { IdCollector } from '../../../src/renderer/src/domain/id-collector';
import { hintsForMessage } from '../../../src/renderer/src/domain/message';
import { fromWallTime } from '../../../src/renderer/src/domain/wall-time';
import { jobRows } from '../../support/job-rows';
import { FIXTURE_BODIES } from '../../unit/renderer/domain/reading';
import { fuzz } from '../support/fuzz';
import { nearlyText, place } from '../support/hostile';

const RUNS = { short: 3000, long: 300_000 };
const NOW = Date.UTC(2026, 10, 26, 12);
const ID = '47C8EF56-74D8-059D-1301-C5BE1D5C926E';
const OTHER = 'B78946DA-11BB-6D93-05B5-C58D7D21AB2C';
const JOB = `111122223333/eu-central-1/${ID}`;

const LINKS = [
  `copytrail://job/${JOB}`,
  `copytrail://compare/jobs/${JOB}/444455556666/us-east-1/${OTHER}`,
  `copytrail://compare/answers/${JOB}/1790000000000-0123456789abcdef/1790000001000-fedcba9876543210`,
];

fuzz('links', nearlyText(LINKS), RUNS, (text) => {
  looksLikeLink(text);
  const window = readJobWindowSearch(`?workspace=aws&job=${text}`);
  if (window !== undefined) expect(writeJobWindowSearch(window)).toBe(`?workspace=aws&job=${text}`);
  const read = readLink(text);
  if (read.kind === 'refused') {
    expect(LINK_FAULTS).toContain(read.fault);
    return { refused: read.fault };
  }
  expect(text).toMatch(/^copytrail:[A-Za-z0-9:/._-]+$/);
  return 'taken';
});

const COLUMNS = columnSet(['Future["a.b"]', 'NewMember']);
const ROWS = [...jobRows(8)] as unknown as readonly ListedJob[];
const FILTERS = [
  'state:failed size>=1GiB plan="Daily prod" created>=-7d vault:!dr -message:"access denied" free words',
  'created:2026-11-01..2026-11-26 duration>2 h 14 m state!=failed,partial has:size no:plan',
  'created:last night name^web "Future[\\"a.b\\"]":x age<30d crossAccount=yes',
];
const filterAndCaret = fc.tuple(nearlyText(FILTERS), place);

fuzz('filter text', filterAndCaret, RUNS, ([text, caret]) => {
  const { filter, problems } = parseFilter(text, COLUMNS);
  const compiled = compileFilter(filter, { columns: COLUMNS, now: NOW, times: 'utc' });
  for (const row of ROWS) compiled.fits(row);
  const written = printFilter(filter, COLUMNS);
  expect(parseFilter(written, COLUMNS).filter).toEqual(filter);
  const { from, to } = completeFilter(text, Math.floor(caret * text.length), COLUMNS, {});
  expect(from).toBeLessThanOrEqual(to);
  const all = [...problems, ...compiled.problems];
  for (const { code } of all) expect(code).toBeTruthy();
  const [first] = all;
  return first === undefined ? 'taken' : { refused: first.code };
});

const PASTED = [
  ID,
  `${ID}\n${OTHER}\r\n`,
  `aws backup describe-copy-job --copy-job-id ${ID} --region eu-central-1`,
  `https://eu-central-1.console.aws.amazon.com/backup/home?region=eu-central-1#jobs/copy/${ID}`,
  `Copy job ID,State\n"${ID}","FAILED"\n${OTHER},COMPLETED\n`,
  `|  CopyJobId  |  ${ID}  |\n`,
  ...FIXTURE_BODIES.slice(0, 4).map(([, body]) => body),
];
const pastedAndCut = fc.tuple(nearlyText(PASTED), place);

fuzz('pasted text and dropped files', pastedAndCut, { short: 1500, long: 100_000 }, ([text, cut]) => {
  const line = asOneLine(text);
  expect(line).not.toMatch(/[\r\n]/);
  cleanCopyJobId(text);
  severalCopyJobIds(text);
  apart(text, 'a', 'b');
  const check = checkCopyJobId(text);
  if (!check.ok) expect(`${check.reason}: ${check.message}`).toMatch(/^[a-z-]+: .+\.$/);
  const found = findCopyJobIds(text);
  for (const id of found) expect(checkCopyJobId(id).ok).toBe(true);
  const collector = new IdCollector();
  const at = Math.floor(cut * text.length);
  collector.add(text.slice(0, at));
  collector.add(text.slice(at));
  for (const id of collector.finish().ids) expect(checkCopyJobId(id).ok).toBe(true);
  if (found.length > 0) return 'taken';
  return { refused: check.ok ? 'no-id' : check.reason };
});

const MEMBERS = [
  'arn:aws:backup:eu-central-1:111122223333:backup-vault:production',
  'arn:aws:rds:eu-west-1:111122223333:snapshot:awsbackup:copyjob-47c8ef56',
  'cron(0 5 ? * * *)',
  'cron(0/15 1-5 ? JAN-MAR MON#2 2026)',
  '2026-11-26T09:15',
  'Access Denied trying to call AWS Backup service. The user is not authorized to perform: backup:CopyIntoBackupVault',
];

fuzz('texts of members: ARNs, schedules, messages, times', nearlyText(MEMBERS), RUNS, (text) => {
  shortNameOfArn(text);
  vaultNameOf(text);
  const read = [parseArn(text), cronText(text), fromWallTime(text, 'utc')];
  for (const hint of hintsForMessage(text)) expect(hint).toBeTruthy();
  return read.some((one) => one !== undefined) ? 'taken' : { refused: 'shown-as-is' };
});
