import type { Observation } from '../../src/preload/contract/shapes';

/**
 * Answers with numbers, made alike wherever they are filed and wherever they are looked for: three about each job, each with a content of its
 * own, a second apart. Filed in the order of their numbers, most of them one by one, some as a page.
 */

export const SIGHTINGS_OF_A_JOB = 3;
const STATES = ['CREATED', 'RUNNING', 'COMPLETED'] as const;

/** Of every forty answers the first twenty-four come as one page, which is there whole or not at all. */
const ROUND = 40;
const PAGE = 24;

/** When the first answer came, epoch ms UTC. */
const FIRST_AT = Date.UTC(2026, 9, 1);
/** When all jobs that anybody files have ended long since, epoch ms UTC. */
export const LONG_AFTER = FIRST_AT + 1000 * 24 * 3_600_000;
const ACCOUNT = '111122223333';
const REGION = 'eu-central-1';
/** About as long as AWS's own: characters. */
const FILLER = 'arn:aws:ec2:eu-central-1:111122223333:volume/vol-0f00ba5e0f00ba5e0 '.repeat(18);

/** What the text of every numbered answer holds, and nothing else does. */
const MARK = /"AnswerNumber":(\d+),/;

export function jobIdOf(job: number): string {
  return `00000000-0000-0000-0000-${job.toString(16).toUpperCase().padStart(12, '0')}`;
}

export function jobKeyOf(job: number): string {
  return `${ACCOUNT}/${REGION}/${jobIdOf(job)}`;
}

export function bodyOfAnswer(number: number): string {
  const job = Math.floor(number / SIGHTINGS_OF_A_JOB);
  const state = STATES[number % SIGHTINGS_OF_A_JOB];
  const end = state === 'COMPLETED' ? `"CompletionDate":${FIRST_AT / 1000 + number},` : '';
  return `{"CopyJob":{"AccountId":"${ACCOUNT}","CopyJobId":"${jobIdOf(job)}","State":"${state}",${end}"AnswerNumber":${number},"StatusMessage":"${FILLER}"}}`;
}

/** Which answer a text is; undefined if it is none of these, or not as it was made. */
export function numberOfBody(body: string): number | undefined {
  const number = Number(MARK.exec(body)?.[1] ?? Number.NaN);
  return Number.isInteger(number) && bodyOfAnswer(number) === body ? number : undefined;
}

export function answerOf(number: number): Observation {
  return {
    source: 'describe',
    observedAt: FIRST_AT + number * 1000,
    profile: { origin: 'shared', name: 'torture' },
    region: REGION,
    copyJobId: jobIdOf(Math.floor(number / SIGHTINGS_OF_A_JOB)),
    endpoint: 'https://backup.eu-central-1.amazonaws.com',
    body: bodyOfAnswer(number),
    attempts: 1,
    tookMs: 10,
  };
}

/** How many answers are written together from this one on. */
export function sizeOfWrite(from: number): number {
  return from % ROUND === 0 ? PAGE : 1;
}

/** Whether so many answers, filed from the first on, are whole writes. */
export function isWhole(count: number): boolean {
  return count % ROUND === 0 || count % ROUND >= PAGE;
}
