import { startBackupEndpoint } from '../../../src/main/demo/endpoint';
import { FAULTS } from '../../../src/main/demo/faults';
import type { DemoKey } from '../../../src/main/demo/types';
import { KEY } from '../copy-job-endpoint';
import { EXPIRED, SIGNATURE, struck } from './aws-rows';
import { head, sayAndClose, startRawServer } from './raw-server';
import type { FaultRow, Site, Stage } from './row';

const REGION = 'eu-central-1';
const HOUR_MS = 3_600_000;

const CLOCK = {
  code: 'CredentialsExpired',
  message: "AWS did not accept the time of the request: this machine's clock is wrong.",
  remedy: 'Set the clock of this machine (or switch on automatic time), then try again.',
} as const;

/** The endpoint's clock differs from this machine's, which is the same as this machine's being wrong. */
function clockOff(name: string, offMs: number): FaultRow {
  return {
    name,
    code: 'answered',
    async strike(stage) {
      const endpoint = await startBackupEndpoint({ keys: [KEY], signingClock: () => Date.now() + offMs });
      stage.atEnd(() => endpoint.close());
      endpoint.putJob({ accountId: KEY.accountId, region: REGION, copyJobId: stage.copyJobId, body: stage.body() });
      return { url: endpoint.url };
    },
  };
}

const TOO_LATE =
  'Signature expired: 20260101T000000Z is now earlier than 20260101T014500Z (20260101T020000Z - 15 min.)';
const OVER: DemoKey = {
  ...KEY,
  accessKeyId: 'ASIATESTKEY000000101',
  sessionToken: 'session-that-is-over',
  expired: true,
};
const NEXT: DemoKey = { ...KEY, accessKeyId: 'ASIATESTKEY000000102', sessionToken: 'session-that-is-next' };

/** A profile whose program gives out these sessions, one after another, the last one again and again. */
async function sessions({ atEnd, body, copyJobId, write }: Stage, ...keys: readonly DemoKey[]): Promise<Site> {
  const endpoint = await startBackupEndpoint({ keys });
  atEnd(() => endpoint.close());
  endpoint.putJob({ accountId: KEY.accountId, region: REGION, copyJobId, body: body() });
  const outputs = keys.map(({ accessKeyId, secretAccessKey, sessionToken }) =>
    JSON.stringify({
      Version: 1,
      AccessKeyId: accessKeyId,
      SecretAccessKey: secretAccessKey,
      SessionToken: sessionToken,
      Expiration: new Date(Date.now() + HOUR_MS).toISOString(),
    }),
  );
  const program = await write(
    'sessions.cjs',
    `const { appendFileSync, readFileSync } = require('node:fs');
const outputs = ${JSON.stringify(outputs)};
const given = __filename + '.given';
appendFileSync(given, '.');
console.log(outputs[Math.min(readFileSync(given).length, outputs.length) - 1]);
`,
  );
  await write('sessions.cjs.given', '');
  return { url: endpoint.url, credentials: `credential_process = ${process.execPath} ${program}` };
}

/** Time and sessions: what AWS thinks of the clock, and of credentials that it knew a moment ago. */
export const SESSION_ROWS: readonly FaultRow[] = [
  clockOff('A clock that is 2 hours slow: the SDK corrects it', 2 * HOUR_MS),
  clockOff('A clock that is 2 hours fast: the SDK corrects it', -2 * HOUR_MS),
  {
    name: 'A clock that is 2 hours off, and an answer without a date to correct it by',
    ...CLOCK,
    async strike({ atEnd }) {
      const body = JSON.stringify({ message: TOO_LATE });
      const type = { 'x-amzn-errortype': 'InvalidSignatureException', 'content-length': body.length };
      const server = await startRawServer(sayAndClose(head(type, '403 Forbidden'), body));
      atEnd(() => server.close());
      return { url: server.url };
    },
  },
  struck(
    'RequestExpired',
    { kind: 'error', status: 400, type: 'RequestExpired', message: 'Request has expired.' },
    CLOCK,
  ),
  {
    name: 'A secret key that is wrong',
    ...SIGNATURE,
    strike: () => ({ credentials: `aws_access_key_id = ${KEY.accessKeyId}\naws_secret_access_key = wrong` }),
  },
  {
    name: 'Keys that expire between two attempts of one call',
    ...EXPIRED,
    requests: 2,
    strike({ endpoint }) {
      endpoint.addFault({ fault: FAULTS.expiredToken });
      endpoint.addFault({ fault: FAULTS.serviceUnavailable, times: 1 });
      return {};
    },
  },
  {
    name: 'A session that ends under way, where the profile gives out the next one',
    code: 'answered',
    strike: (stage) => sessions(stage, OVER, NEXT),
  },
  {
    name: 'A session that ends under way, where the profile has no other one',
    ...EXPIRED,
    strike: (stage) => sessions(stage, OVER),
  },
];
