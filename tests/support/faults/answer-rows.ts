import { gzipSync } from 'node:zlib';
import { FAULTS } from '../../../src/main/demo/faults';
import type { Fault } from '../../../src/main/demo/types';
import { struck } from './aws-rows';
import { head, sayAndClose, sayAtLength, startRawServer } from './raw-server';
import type { FaultRow, Stage } from './row';

const IN_PLACE = 'Check for a captive portal or proxy that needs a sign-in, and the endpoint that this profile uses.';
const BETWEEN = 'Check for a proxy between here and AWS, and the endpoint that this profile uses. Then try again.';

/** Something answered that is not AWS Backup, or not about the job that was asked for. */
export function refused(fault: string, remedy = IN_PLACE) {
  return {
    code: 'NotAwsAnswer',
    message: `{host} did not answer as AWS Backup does. ${fault} Nothing was filed.`,
    remedy,
  } as const;
}

const DEEP = 100_000;
const NO_JSON = 'The body is not JSON.';
const WORDLESS = (status: number) =>
  refused(`The endpoint answered HTTP ${status} without saying what is wrong.`, BETWEEN);
const REDIRECT = (status: number) =>
  refused(`The endpoint answered with a redirect (HTTP ${status}), which AWS Backup never does.`, BETWEEN);

const json = (body: string): Fault => ({ kind: 'body', status: 200, body });
const redirect = (status: number): Fault => ({
  kind: 'body',
  status,
  headers: { location: 'http://127.0.0.1:9/sign-in' },
  body: '',
});
const page = (status: number): Fault => ({ ...FAULTS.captivePortal, status });

/** Whole answers that somebody else gives in AWS's place. */
const STRANGERS: readonly FaultRow[] = [
  struck('A captive portal: 200 with a page', FAULTS.captivePortal, { ...refused(NO_JSON), requests: 1 }),
  struck('A captive portal: 302', redirect(302), { ...REDIRECT(302), requests: 1 }),
  struck('301', redirect(301), REDIRECT(301)),
  struck('403 with a page', page(403), refused(NO_JSON, BETWEEN)),
  struck('404 with a page', page(404), refused(NO_JSON, BETWEEN)),
  struck('502 with a page', page(502), refused(NO_JSON, BETWEEN)),
  struck('503 with a page', FAULTS.proxy503, { ...refused(NO_JSON, BETWEEN), requests: 3 }),
  struck('407 of something in between', { kind: 'body', status: 407, body: '' }, WORDLESS(407)),
  struck('418 with an empty object', FAULTS.teapot, WORDLESS(418)),
  struck('400 without a word', { kind: 'body', status: 400, body: '' }, WORDLESS(400)),
  struck(
    `400 with JSON ${DEEP} levels deep`,
    { kind: 'body', status: 400, body: `${'['.repeat(DEEP)}${']'.repeat(DEEP)}` },
    refused('The body is JSON, but not of the documented types.', BETWEEN),
  ),
  struck('204 without a body', { kind: 'body', status: 204, body: '' }, refused('The body is empty.')),
];

const withJob = (
  more: (stage: Stage) => string,
  name: string,
  expected: Omit<FaultRow, 'name' | 'strike'>,
): FaultRow => ({
  name,
  ...expected,
  strike(stage) {
    stage.endpoint.addFault({ fault: json(more(stage)) });
    return {};
  },
});

/** Answers with status 200 that are not the one asked for, or not as AWS documents it. */
const BODIES: readonly FaultRow[] = [
  struck('Another job than the one asked for', FAULTS.anotherJob, {
    ...refused('The body is about another job: 0DDBA115-0000-4000-8000-00000000D0D0.'),
    requests: 1,
  }),
  struck('A list instead of a job', FAULTS.listBody, refused('The body has no CopyJob.')),
  struck('An empty object', FAULTS.emptyObject, refused('The body has no CopyJob.')),
  struck('An empty body', FAULTS.emptyBody, refused('The body is empty.')),
  struck('JSON that is no object', FAULTS.jsonArray, refused('The body is not a JSON object.')),
  struck('CopyJob is null', FAULTS.nullJob, refused('The body has no CopyJob.')),
  struck('CopyJob is text', FAULTS.jobIsText, refused('CopyJob is not an object.')),
  withJob(({ body }) => body({ CopyJobId: undefined }), 'A job without an id', refused('CopyJob has no CopyJobId.')),
  struck('JSON that is cut off', FAULTS.truncatedJson, refused('The body is not complete JSON.')),
  withJob(
    ({ body }) => body({ CreationDate: '2026-09-21T13:33:20Z' }),
    'A date as text',
    refused('CreationDate is text where AWS documents a number.'),
  ),
  withJob(
    ({ body }) => body({ CreatedBy: { BackupPlanId: true } }),
    'A nested member of the wrong type',
    refused('CreatedBy.BackupPlanId is true or false where AWS documents text.'),
  ),
  withJob(
    ({ body }) => body({ Novelty: 0 }).replace('"Novelty":0', `"Novelty":${'['.repeat(DEEP)}${']'.repeat(DEEP)}`),
    `JSON ${DEEP} levels deep`,
    refused('The body is nested more than 100 levels deep.'),
  ),
  withJob(
    ({ body }) => body().replace('"State":"RUNNING"', '"State":"CREATED","State":"RUNNING"'),
    'A member that stands twice: the last counts, the text keeps both',
    { code: 'answered' },
  ),
  withJob(
    ({ body }) => `${body().slice(0, -1)},${body({ CopyJobId: 'ANOTHER' }).slice(1)}`,
    'CopyJob stands twice, the second time as another job',
    refused('The body is about another job: ANOTHER.'),
  ),
];

/** Sends one answer, below HTTP's libraries. */
function raw(
  name: string,
  parts: (stage: Stage) => readonly (string | Uint8Array)[],
  expected: Omit<FaultRow, 'name' | 'strike'>,
): FaultRow {
  return {
    name,
    ...expected,
    async strike(stage) {
      const server = await startRawServer(sayAndClose(...parts(stage)));
      stage.atEnd(() => server.close());
      return { url: server.url };
    },
  };
}

const MEBIBYTE = 1024 * 1024;
const DAMAGED = 'The body is compressed, and damaged or in a way that nobody asked for.';
const LARGE = 'The body is far larger than this answer can be.';
const gzipped = (bytes: Uint8Array) => [head({ 'content-encoding': 'gzip', 'content-length': bytes.length }), bytes];

/** How a body is written down: encodings, compression, size. */
const FORMS: readonly FaultRow[] = [
  raw(
    'Bytes that are not UTF-8',
    ({ body }) => [head(), Buffer.from(body({ ResourceName: 'Größe' }), 'latin1')],
    refused('The body is not UTF-8 text.'),
  ),
  raw('UTF-16', ({ body }) => [head(), Buffer.from(`\ufeff${body()}`, 'utf16le')], refused(NO_JSON)),
  raw(
    'A byte order mark before the JSON',
    ({ body }) => [head(), `\ufeff${body()}`],
    refused('The body begins with a byte order mark, which JSON must not.'),
  ),
  raw('gzip that nobody asked for', ({ body }) => gzipped(gzipSync(body())), { code: 'answered' }),
  raw('gzip, damaged', ({ body }) => gzipped(gzipSync(body()).fill(0, 20, 40)), refused(DAMAGED)),
  raw('gzip, cut off', ({ body }) => gzipped(gzipSync(body()).subarray(0, 40)), refused(DAMAGED)),
  raw('gzip by name only', ({ body }) => gzipped(Buffer.from(body())), refused(DAMAGED)),
  raw(
    'A compression that nobody knows',
    ({ body }) => [head({ 'content-encoding': 'zstd' }), body()],
    refused(DAMAGED),
  ),
  raw(
    'A gzip bomb: 50 kB that become 50 MB',
    () => gzipped(gzipSync(Buffer.alloc(50 * MEBIBYTE, ' '))),
    refused(LARGE),
  ),
  {
    name: 'A body of 50 MB',
    ...refused(LARGE),
    async strike({ body, atEnd }) {
      const [start = ''] = body({ StatusMessage: '|' }).split('|');
      const first = `${head({ 'content-length': 50 * MEBIBYTE })}${start}`;
      const server = await startRawServer(sayAtLength(first, 'x'.repeat(MEBIBYTE), 50));
      atEnd(() => server.close());
      return { url: server.url };
    },
  },
];

export const ANSWER_ROWS: readonly FaultRow[] = [...STRANGERS, ...BODIES, ...FORMS];
