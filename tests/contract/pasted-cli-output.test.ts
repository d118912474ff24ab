import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDemoAccount, type OpenDemoAccount } from '../../src/main/demo/index';
import { asOneLine, cleanCopyJobId, findCopyJobIds } from '../../src/renderer/src/domain/copy-job-id';
import { runCli } from '../support/aws-cli';
import { bePatient } from '../support/patience';

/** What people paste comes from AWS's own command line: whatever form it printed, the ids are found, and no others. */

bePatient();

/** Midday in Europe, on a day with jobs of every state. */
const NOW = Date.parse('2026-09-21T13:33:20Z');
const FORMS = ['json', 'yaml', 'table', 'text'];
const LIST = ['list-copy-jobs', '--max-items', '8'];

let demo: OpenDemoAccount;
let ids: string[];

function cli(words: readonly string[]): Promise<string> {
  const place = { endpoint: demo.endpoint.url, key: demo.keyFor('production')!, region: 'eu-central-1' };
  return runCli(place, words);
}

beforeAll(async () => {
  demo = await openDemoAccount({ now: () => NOW });
  const listed = JSON.parse(await cli([...LIST, '--output', 'json'])) as { CopyJobs: { CopyJobId: string }[] };
  ids = listed.CopyJobs.map(({ CopyJobId }) => CopyJobId);
  expect(ids).toHaveLength(8);
});
afterAll(() => demo.close());

test.for(FORMS)('list-copy-jobs --output %s', async (form) => {
  const printed = await cli([...LIST, '--output', form]);
  expect(findCopyJobIds(printed)).toEqual(ids);
  expect(findCopyJobIds(asOneLine(printed))).toEqual(ids);
});

test.for(FORMS)('list-copy-jobs with columns of its own, --output %s', async (form) => {
  const columns = 'CopyJobs[].{CopyJobId:CopyJobId,Point:SourceRecoveryPointArn,State:State}';
  const printed = await cli([...LIST, '--query', columns, '--output', form]);
  expect(findCopyJobIds(asOneLine(printed))).toEqual(ids);
});

test.for(FORMS)('describe-copy-job --output %s', async (form) => {
  const printed = await cli(['describe-copy-job', '--copy-job-id', ids[1]!, '--output', form]);
  expect(cleanCopyJobId(asOneLine(printed))).toBe(ids[1]);
});
