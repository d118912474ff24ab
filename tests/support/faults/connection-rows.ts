import type { Fault } from '../../../src/main/demo/types';
import { struck } from './aws-rows';
import { refused } from './answer-rows';
import {
  head,
  sayAndClose,
  sayAndReset,
  sayAndStop,
  startDeafServer,
  startRawServer,
  type RawScript,
} from './raw-server';
import type { FaultRow, Stage } from './row';

type Expected = Omit<FaultRow, 'name' | 'strike'>;

/** A name that the system's resolver refuses without asking anybody: a label of it is longer than DNS allows. */
export const NO_SUCH_NAME = `${'x'.repeat(64)}.invalid`;

const RETRY = 'Try again. If it keeps happening, check the network, VPN or';
const BROKEN_OFF = {
  code: 'Offline',
  message: 'The connection to {host} was broken off.',
  remedy: `${RETRY} proxy between here and AWS.`,
} as const;
const SILENT = {
  code: 'TimedOut',
  message: 'AWS Backup in eu-central-1 did not answer within {time}.',
  remedy: `${RETRY} firewall between here and AWS.`,
} as const;

/** A server below HTTP with this script stands where the endpoint should. */
function below(
  name: string,
  script: RawScript | ((stage: Stage) => RawScript),
  expected: Expected,
  scheme = 'http',
): FaultRow {
  return {
    name,
    ...expected,
    async strike(stage) {
      const server = await startRawServer(typeof script === 'function' ? script(stage) : script);
      stage.atEnd(() => server.close());
      return { url: server.url.replace(/^http/, scheme) };
    },
  };
}

const half = ({ body }: Stage) => body().slice(0, 60);
const promised = (stage: Stage) => head({ 'content-length': stage.body().length });
const drip: Fault = { kind: 'drip', bytesPerSecond: 1 };

/** The way there, as far as it is open. */
const NOWHERE: readonly FaultRow[] = [
  {
    name: 'DNS: no such host',
    code: 'Offline',
    message: '{host} was not found.',
    remedy: 'Check the network connection. A mistyped Region also ends here: the Region asked for is eu-central-1.',
    strike: () => ({ url: `https://${NO_SUCH_NAME}` }),
  },
  {
    name: 'Connection refused',
    code: 'Offline',
    message: '{host} refused the connection.',
    remedy: 'Check the network, VPN or proxy, and the endpoint that this profile uses.',
    async strike() {
      const { url, close } = await startRawServer({});
      await close();
      return { url };
    },
  },
];

const RESETS: readonly FaultRow[] = [
  below('Reset as soon as the connection stands', { onConnection: (socket) => socket.resetAndDestroy() }, BROKEN_OFF),
  below('Reset before the headers', sayAndReset(), BROKEN_OFF),
  below('Reset in the headers', sayAndReset('HTTP/1.1 200 OK\r\ncontent-ty'), BROKEN_OFF),
  below('Reset in the body', (stage) => sayAndReset(promised(stage), half(stage)), BROKEN_OFF),
  below('Closed before the headers', sayAndClose(), BROKEN_OFF),
  below('Closed in the headers', sayAndClose('HTTP/1.1 200 OK\r\ncontent-ty'), BROKEN_OFF),
  below('Closed in the body', (stage) => sayAndClose(promised(stage), half(stage)), BROKEN_OFF),
  below('Reset in the TLS handshake', sayAndReset(), BROKEN_OFF, 'https'),
];

const HANGS: readonly FaultRow[] = [
  {
    name: 'Silence: the connection is never taken',
    code: 'TimedOut',
    message: '{host} did not answer in time in 3 attempts.',
    remedy: SILENT.remedy,
    async strike({ atEnd }) {
      const deaf = await startDeafServer();
      atEnd(() => deaf.close());
      return { url: deaf.url };
    },
  },
  below('Silence in the TLS handshake', {}, SILENT, 'https'),
  struck('Silence before the headers', { kind: 'hang' }, SILENT),
  below('Silence in the headers', sayAndStop('HTTP/1.1 200 OK\r\ncontent-ty'), SILENT),
  struck('Silence in the body', { kind: 'headers-then-hang' }, SILENT),
  struck('A slow drip: one byte a second', drip, SILENT),
  struck(
    'Silence, and the user gives up',
    { kind: 'hang' },
    {
      code: 'Cancelled',
      message: 'The request was cancelled.',
      remedy: 'Ask again whenever you like.',
      isCancelled: true,
    },
  ),
];

const NO_HTTP = refused('What came is no proper HTTP.');
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;
const CHUNKED = head({ 'transfer-encoding': 'chunked' });

/** HTTP that is not as it should be. */
const ODDITIES: readonly FaultRow[] = [
  below('No HTTP at all', sayAndClose('220 mail.example ESMTP ready\r\n'), NO_HTTP),
  below(
    'Headers without end',
    sayAndClose('HTTP/1.1 200 OK\r\n', `x-filler: ${'x'.repeat(1000)}\r\n`.repeat(200)),
    NO_HTTP,
  ),
  below(
    'Chunks, in order',
    ({ body }) => sayAndClose(CHUNKED, chunk(body().slice(0, 20)), chunk(body().slice(20)), '0\r\n\r\n'),
    { code: 'answered' },
  ),
  below('Chunks, the last one missing', ({ body }) => sayAndClose(CHUNKED, chunk(body())), BROKEN_OFF),
  below('Chunks of no size', ({ body }) => sayAndClose(CHUNKED, `xyz\r\n${body()}\r\n0\r\n\r\n`), BROKEN_OFF),
  below(
    'Chunks and a length at once',
    ({ body }) =>
      sayAndClose(head({ 'transfer-encoding': 'chunked', 'content-length': 5 }), chunk(body()), '0\r\n\r\n'),
    NO_HTTP,
  ),
  below(
    'A length that is too short',
    ({ body }) => sayAndClose(head({ 'content-length': 40 }), body()),
    refused('The body is not complete JSON.'),
  ),
  below('A length that is too long', ({ body }) => sayAndClose(head({ 'content-length': 4000 }), body()), BROKEN_OFF),
  below('No length: the end is the end', ({ body }) => sayAndClose(head(), body()), { code: 'answered' }),
  below(
    'A change of protocol',
    sayAndClose(head({ connection: 'upgrade', upgrade: 'other' }, '101 Switching Protocols')),
    SILENT,
  ),
];

export const CONNECTION_ROWS: readonly FaultRow[] = [...NOWHERE, ...RESETS, ...HANGS, ...ODDITIES];
