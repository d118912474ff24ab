import { startConnectProxy, type ConnectProxyOptions } from '../connect-proxy';
import { startTlsServer, type Certificate } from '../tls-server';
import { NO_SUCH_NAME } from './connection-rows';
import { sayAndClose, sayAndReset, startDeafServer, startRawServer, type RawScript } from './raw-server';
import type { FaultRow, Site } from './row';
import { AUTHORITY, UNTRUSTED } from './tls-rows';

/** The certificate called "other" is made out to this name, which exists nowhere but behind a proxy. */
const BEHIND = 'https://elsewhere.invalid';
const BUNDLE = `ca_bundle = ${AUTHORITY}`;
const ENVIRONMENT = 'in the environment that Copytrail is started from';
const CHECK = `Check the network or VPN, and HTTPS_PROXY and NO_PROXY ${ENVIRONMENT}.`;

type Expected = Omit<FaultRow, 'name' | 'strike'>;

interface ProxyCase extends ConnectProxyOptions {
  /** Of the host behind the proxy. */
  readonly behind?: Certificate;
  /** Before the proxy's address: scheme, name and password. */
  readonly before?: string;
  readonly lines?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** A real proxy, with a TLS server behind it. */
function proxied(name: string, given: ProxyCase, expected: Expected): FaultRow {
  const { behind = 'other', before = 'http://', lines = BUNDLE, environment = {}, ...options } = given;
  return {
    name,
    ...expected,
    async strike({ body, atEnd }) {
      const host = await startTlsServer(behind, body());
      const proxy = await startConnectProxy(host.port, options);
      atEnd(async () => {
        await proxy.close();
        await host.close();
      });
      const address = options.certificate === undefined ? proxy.address : `localhost:${proxy.port}`;
      return { url: BEHIND, lines, environment: { HTTPS_PROXY: `${before}${address}`, ...environment } };
    },
  };
}

/** Something below HTTP stands where the proxy should. */
function below(name: string, script: RawScript, expected: Expected): FaultRow {
  return {
    name,
    ...expected,
    async strike({ atEnd }) {
      const server = await startRawServer(script);
      atEnd(() => server.close());
      return through(server.url);
    },
  };
}

function through(proxy: string): Site {
  return { url: BEHIND, lines: BUNDLE, environment: { HTTPS_PROXY: proxy } };
}

const offline = (message: string, remedy = CHECK) => ({ code: 'Offline', message, remedy }) as const;

/** HTTPS_PROXY: what gets through, and how a proxy fails. */
export const PROXY_ROWS: readonly FaultRow[] = [
  proxied('HTTPS_PROXY together with a company root CA', {}, { code: 'answered' }),
  proxied('HTTPS_PROXY with name and password', { before: 'http://ada:s3cret%21@' }, { code: 'answered' }),
  proxied(
    'HTTPS_PROXY over https, of the company root CA',
    { before: 'https://', certificate: 'good' },
    { code: 'answered' },
  ),
  proxied(
    'HTTPS_PROXY together with NODE_EXTRA_CA_CERTS',
    { lines: '', environment: { NODE_EXTRA_CA_CERTS: AUTHORITY } },
    { code: 'answered' },
  ),
  proxied('A proxy that inspects traffic, its root CA unknown', { lines: '' }, UNTRUSTED),
  proxied(
    'A proxy over https, its root CA unknown',
    { before: 'https://', certificate: 'good', lines: '' },
    {
      ...UNTRUSTED,
      message: 'The certificate of the proxy {proxy} is not trusted here.',
    },
  ),
  proxied(
    'A certificate with another name, behind a proxy',
    { behind: 'good' },
    {
      code: 'TlsProblem',
      message: 'The certificate shown for {host} belongs to another host.',
      remedy: 'A proxy or captive portal may stand in between, or the endpoint of this profile has a wrong name.',
    },
  ),
  proxied(
    'A proxy that wants a sign-in',
    { status: 407, headers: { 'proxy-authenticate': 'Basic realm="x"' } },
    offline(
      'The proxy {proxy} wants a user name and password.',
      `Put them into HTTPS_PROXY, as http://user:password@{proxy}, ${ENVIRONMENT}.`,
    ),
  ),
  proxied(
    'A proxy that refuses the sign-in',
    { status: 407, before: 'http://ada:wrong@' },
    offline(
      'The proxy {proxy} did not accept the user name and password in HTTPS_PROXY.',
      `Correct them ${ENVIRONMENT}. Signs other than letters and digits have to be percent-encoded.`,
    ),
  ),
  proxied(
    'A proxy that wants another kind of sign-in',
    { status: 407, headers: { 'proxy-authenticate': 'Negotiate' } },
    offline(
      'The proxy {proxy} wants a sign-in that Copytrail cannot do.',
      'Ask whoever runs it for one with user name and password (Basic), or for an exception for AWS Backup.',
    ),
  ),
  proxied(
    'A proxy that forbids the host',
    { status: 403 },
    offline(
      'The proxy {proxy} did not let the connection to {host} through.',
      `Ask whoever runs the proxy to allow it, or check HTTPS_PROXY and NO_PROXY ${ENVIRONMENT}.`,
    ),
  ),
  proxied(
    'A proxy that does not reach the host',
    { status: 502 },
    offline(
      'The proxy {proxy} did not reach {host}.',
      'Try again. A mistyped Region, or a fault between the proxy and AWS, also ends here.',
    ),
  ),
  {
    name: 'A proxy that is not there',
    ...offline('The proxy {proxy} refused the connection.'),
    async strike() {
      const { url, close } = await startRawServer({});
      await close();
      return through(url);
    },
  },
  {
    name: 'A proxy whose name does not exist',
    ...offline('The proxy {proxy} was not found.'),
    strike: () => through(`http://${NO_SUCH_NAME}:3128`),
  },
  {
    name: 'A proxy that never takes the connection',
    code: 'TimedOut',
    message: 'The proxy {proxy} did not answer in time in 3 attempts.',
    remedy: CHECK,
    async strike({ atEnd }) {
      const deaf = await startDeafServer();
      atEnd(() => deaf.close());
      return through(deaf.url);
    },
  },
  below(
    'A proxy that says nothing',
    {},
    {
      code: 'TimedOut',
      message: 'The proxy {proxy} did not answer in time in 3 attempts.',
      remedy: CHECK,
    },
  ),
  below('A proxy that resets the connection', sayAndReset(), offline('The proxy {proxy} broke the connection off.')),
  below(
    'A proxy that does not speak HTTP',
    sayAndClose('220 mail.example ESMTP ready\r\n'),
    offline('{proxy} did not answer as a proxy does.'),
  ),
  {
    name: 'HTTPS_PROXY of a kind that cannot be used',
    ...offline(
      'HTTPS_PROXY does not name a proxy that Copytrail can use.',
      `Give it as http://name:port or https://name:port ${ENVIRONMENT}. Other kinds, such as SOCKS, cannot be used.`,
    ),
    strike: () => through('socks5://127.0.0.1:1080'),
  },
  {
    name: 'NO_PROXY: the proxy is passed by',
    code: 'Offline',
    message: '{host} was not found.',
    remedy: 'Check the network connection. A mistyped Region also ends here: the Region asked for is eu-central-1.',
    strike: () => ({
      url: `https://${NO_SUCH_NAME}`,
      environment: { HTTPS_PROXY: 'http://127.0.0.1:1', NO_PROXY: '.invalid' },
    }),
  },
];
