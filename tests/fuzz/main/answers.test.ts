import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { checkAnswer } from '../../../src/main/copy-jobs/answer';
import { readPage } from '../../../src/main/copy-jobs/page';
import { fuzz } from '../support/fuzz';
import { nearlyJson } from '../support/hostile';

const RUNS = { short: 2000, long: 200_000 };
const FIXTURES = path.resolve(import.meta.dirname, '../../fixtures/copy-jobs');
const textsOf = (names: RegExp): string[] =>
  readdirSync(FIXTURES)
    .filter((name) => names.test(name))
    .map((name) => readFileSync(path.join(FIXTURES, name), 'utf8'));
const ONE_JOB = textsOf(/^\d.*\.json$/);
const PAGES = textsOf(/^list-.*\.json$/);

fuzz('answers of DescribeCopyJob', nearlyJson(ONE_JOB), RUNS, (body) => {
  const asked = /"CopyJobId"\s*:\s*"([^"]+)"/.exec(body)?.[1] ?? 'none';
  const check = checkAnswer(body, asked);
  if (!check.ok) {
    expect(check.fault).toMatch(/\.$/);
    return 'refused';
  }
  // What is filed is about the job that was asked for, by the body's own word.
  const { CopyJob } = JSON.parse(body) as { CopyJob: { CopyJobId: string } };
  expect(CopyJob.CopyJobId).toBe(check.copyJobId);
  expect(check.copyJobId.toLowerCase()).toBe(asked.toLowerCase());
  return 'taken';
});

fuzz('pages of ListCopyJobs', nearlyJson(PAGES), RUNS, (body) => {
  const page = readPage(body);
  if (!page.ok) {
    expect(page.fault).toMatch(/\.$/);
    return 'refused';
  }
  const { CopyJobs } = JSON.parse(body) as { CopyJobs: readonly { CopyJobId: string }[] };
  expect(page.jobs.map(({ copyJobId }) => copyJobId)).toEqual(CopyJobs.map(({ CopyJobId }) => CopyJobId));
  for (const [at, job] of page.jobs.entries()) expect(JSON.parse(job.body)).toEqual(CopyJobs[at]);
  return 'taken';
});
