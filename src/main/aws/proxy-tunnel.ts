import { request as httpRequest } from 'node:http';
import { Agent, type AgentOptions, request as httpsRequest } from 'node:https';
import type { Duplex } from 'node:stream';
import { connect as tlsConnect, type ConnectionOptions } from 'node:tls';
import { named } from './named-error';

/** As long as a direct connection may take. */
const CONNECT_TIMEOUT_MS = 3000;
const HTTPS_PORT = 443;
const OK = 200;

/**
 * The proxy for https requests that the environment names, as the AWS CLI reads it: `HTTPS_PROXY` or `https_proxy`.
 * Undefined: none, or one that is not an http or https address.
 */
export function proxyOf(environment: NodeJS.ProcessEnv): URL | undefined {
  const text = environment['https_proxy'] ?? environment['HTTPS_PROXY'];
  if (text === undefined || text === '') return undefined;
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url && ['http:', 'https:'].includes(url.protocol) ? url : undefined;
}

/** Whether `NO_PROXY` excepts a host: an exact name, a domain with or without a leading dot, or `*` for all. */
export function isExcepted(environment: NodeJS.ProcessEnv, host: string, port: number): boolean {
  if (host === 'localhost' || host === '::1' || /^127(?:\.\d+){3}$/.test(host)) return true;
  const list = environment['no_proxy'] ?? environment['NO_PROXY'] ?? '';
  return list
    .split(/[\s,]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true;
      const [name = '', onlyPort] = entry.toLowerCase().split(':');
      if (onlyPort !== undefined && onlyPort !== String(port)) return false;
      const domain = name.replace(/^\*?\./, '');
      return host === domain || host.endsWith(`.${domain}`);
    });
}

type CreateConnection = Agent['createConnection'];
type Connected = (error: Error | null, socket: Duplex) => void;

/**
 * An https agent that reaches hosts through a proxy's `CONNECT`, TLS being spoken with the host itself, so that the
 * proxy sees neither requests nor answers.
 */
export class ProxyTunnelAgent extends Agent {
  readonly #proxy: URL;
  readonly #environment: NodeJS.ProcessEnv;

  constructor(proxy: URL, environment: NodeJS.ProcessEnv, options: AgentOptions) {
    super(options);
    this.#proxy = proxy;
    this.#environment = environment;
  }

  override createConnection(...[options, callback]: Parameters<CreateConnection>): Duplex | null | undefined {
    const host = options.host ?? '';
    const port = Number(options.port ?? HTTPS_PORT);
    if (isExcepted(this.#environment, host.toLowerCase(), port)) return super.createConnection(options, callback);
    // Node's types say that the callback may be missing; an agent always gives one.
    const done: Connected = callback ?? (() => undefined);
    openTunnel(this.#proxy, `${host}:${port}`).then(
      (socket) => {
        const servername = 'servername' in options ? (options.servername as string) : host;
        done(null, tlsConnect({ ...(options as ConnectionOptions), host, port, socket, servername }));
      },
      (error: unknown) => {
        // An agent looks at the socket only when there is no error.
        done(error as Error, undefined as unknown as Duplex);
      },
    );
    return undefined;
  }
}

function openTunnel(proxy: URL, target: string): Promise<Duplex> {
  const send = proxy.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const connecting = send({
      host: proxy.hostname,
      ...(proxy.port === '' ? {} : { port: proxy.port }),
      method: 'CONNECT',
      path: target,
      agent: false,
      timeout: CONNECT_TIMEOUT_MS,
      headers: { host: target, ...proxyAuthorization(proxy) },
    });
    connecting.once('connect', (response, tunnel: Duplex) => {
      if (response.statusCode === OK) {
        resolve(tunnel);
        return;
      }
      tunnel.destroy();
      const status = response.statusCode ?? 0;
      reject(named('ProxyError', `The proxy answered ${status} to CONNECT.`, { code: 'ERR_PROXY_TUNNEL' }));
    });
    connecting.once('timeout', () => {
      connecting.destroy(named('TimeoutError', 'The proxy did not answer in time.', { code: 'ETIMEDOUT' }));
    });
    connecting.once('error', reject);
    connecting.end();
  });
}

function proxyAuthorization({ username, password }: URL): { 'proxy-authorization'?: string } {
  if (username === '') return {};
  const secret = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(secret).toString('base64')}` };
}
