import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { expect } from 'vitest';
import { createDescribeCopyJob } from '../../../src/main/copy-jobs/describe-copy-job';
import { createListCopyJobs } from '../../../src/main/copy-jobs/list-copy-jobs';
import { checkCopyJobId } from '../../../src/main/copy-jobs/request-check';
import { CALLS } from '../../../src/preload/contract/calls';
import { AppErrorSchema, type AppError } from '../../../src/preload/contract/error';
import { fuzz, type Fate } from '../support/fuzz';
import { nearlyJson } from '../support/hostile';

const RUNS = { short: 2000, long: 200_000 };
const FIXTURES = path.resolve(import.meta.dirname, '../../fixtures/copy-jobs');
const textsOf = (names: RegExp): string[] =>
  readdirSync(FIXTURES)
    .filter((name) => names.test(name))
    .map((name) => readFileSync(path.join(FIXTURES, name), 'utf8'));
const ONE_JOB = textsOf(/^\d.*\.json$/);
const PAGES = textsOf(/^list-.*\.json$/);

/** Both use cases, over an endpoint that answers with this body. */
function over(body: string) {
  const silent = (): void => undefined;
  const options = {
    backup: {
      send: () =>
        Promise.resolve({
          ok: true,
          value: { body, endpoint: 'https://backup.eu-central-1.amazonaws.com', attempts: 1 },
        } as const),
    },
    clock: { now: () => 0, monotonic: () => 0, after: () => silent },
    log: { info: silent, warn: silent, error: silent },
  };
  return { describe: createDescribeCopyJob(options), list: createListCopyJobs(options) };
}

const ASKED = { callId: 'call-1', profile: { origin: 'shared', name: 'production' }, region: 'eu-central-1' } as const;
const { signal } = new AbortController();

/** A fault of our own would have another code. */
function refusal(error: AppError): Fate {
  expect(v.is(AppErrorSchema, error)).toBe(true);
  expect(error.code).toBe('NotAwsAnswer');
  return { refused: error.code };
}

fuzz('answers of DescribeCopyJob', nearlyJson(ONE_JOB), RUNS, async (body) => {
  const named = /"CopyJobId"\s*:\s*"([^"]+)"/.exec(body)?.[1] ?? '';
  const canBeAsked = v.is(CALLS.describeCopyJob.input, { ...ASKED, copyJobId: named }) && checkCopyJobId(named).ok;
  const copyJobId = canBeAsked ? named : 'none';
  const answer = await over(body).describe({ ...ASKED, copyJobId }, signal);
  if (!answer.ok) return refusal(answer.error);
  const observation = v.parse(CALLS.describeCopyJob.output, answer.value);
  expect(observation.body).toBe(body);
  // What is filed is about the job that was asked for, by the body's own word.
  const { CopyJob } = JSON.parse(body) as { CopyJob: { CopyJobId: string } };
  expect(CopyJob.CopyJobId).toBe(observation.copyJobId);
  expect(observation.copyJobId.toLowerCase()).toBe(copyJobId.trim().toLowerCase());
  return 'taken';
});

fuzz('pages of ListCopyJobs', nearlyJson(PAGES), RUNS, async (body) => {
  const answer = await over(body).list({ ...ASKED, filters: {}, maxResults: 1000 }, signal);
  if (!answer.ok) return refusal(answer.error);
  const { jobs } = v.parse(CALLS.listCopyJobs.output, answer.value);
  const { CopyJobs } = JSON.parse(body) as { CopyJobs: readonly { CopyJobId: string }[] };
  expect(jobs.map(({ copyJobId }) => copyJobId)).toEqual(CopyJobs.map(({ CopyJobId }) => CopyJobId));
  for (const [at, job] of jobs.entries()) expect(JSON.parse(job.body)).toEqual(CopyJobs[at]);
  return 'taken';
});
