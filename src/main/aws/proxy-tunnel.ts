import { request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent, type AgentOptions, request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as tlsConnect, type ConnectionOptions } from 'node:tls';
import { named } from './named-error';
import { isExcepted, type ProxySetting } from './proxy-setting';

const HTTPS_PORT = 443;
const OK = 200;
const AUTHENTICATION_REQUIRED = 407;
const SERVER_FAULT = 500;
/** Of the time that a connection may take: the proxy must be named as the one that was slow before that time is up. */
const SHARE_OF_PROXY = 0.9;

export interface ProxyTunnelOptions {
  readonly proxy: ProxySetting;
  readonly environment: NodeJS.ProcessEnv;
  /** Until the connection stands, by way of the proxy (ms). */
  readonly connectMs: number;
  readonly agent: AgentOptions;
}

type CreateConnection = Agent['createConnection'];
type Connected = (error: Error | null, socket: Duplex) => void;

/**
 * An https agent that reaches hosts through a proxy's `CONNECT`, TLS being spoken with the host itself, so that the
 * proxy sees neither requests nor answers. What goes wrong on the way to the proxy, or there, carries the proxy's address as `proxy`.
 */
export class ProxyTunnelAgent extends Agent {
  readonly #options: ProxyTunnelOptions;

  constructor(options: ProxyTunnelOptions) {
    super(options.agent);
    this.#options = options;
  }

  override createConnection(...[options, callback]: Parameters<CreateConnection>): Duplex | null | undefined {
    const host = options.host ?? '';
    const port = Number(options.port ?? HTTPS_PORT);
    const { environment } = this.#options;
    if (isExcepted(environment, host.toLowerCase(), port)) return super.createConnection(options, callback);
    // Node's types say that the callback may be missing; an agent always gives one.
    const done: Connected = callback ?? (() => undefined);
    openTunnel(this.#options, `${host}:${port}`).then(
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

function openTunnel({ proxy, connectMs, agent }: ProxyTunnelOptions, target: string): Promise<Duplex> {
  if (proxy === 'unusable') {
    const text = 'HTTPS_PROXY is no address of an http or https proxy.';
    return Promise.reject(named('ProxyError', text, { code: 'ERR_PROXY_SETTING', proxy: '' }));
  }
  const host = proxy.hostname.replace(/^\[|\]$/g, '');
  const send = proxy.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const connecting = send({
      host,
      // Node.js would take the name from the host header, which names where the tunnel leads.
      ...(isIP(host) === 0 ? { servername: host } : {}),
      ...(proxy.port === '' ? {} : { port: proxy.port }),
      ...(agent.ca === undefined ? {} : { ca: agent.ca }),
      method: 'CONNECT',
      path: target,
      agent: false,
      headers: { host: target, ...proxyAuthorization(proxy) },
    });
    const fail = (error: Error) => {
      clearTimeout(patience);
      connecting.destroy();
      reject(Object.assign(error, { proxy: proxy.host }));
    };
    const patience = setTimeout(() => {
      fail(named('TimeoutError', 'The proxy did not answer in time.', { code: 'ETIMEDOUT' }));
    }, connectMs * SHARE_OF_PROXY);
    connecting.once('connect', (response, tunnel: Duplex) => {
      if (response.statusCode === OK) {
        clearTimeout(patience);
        resolve(tunnel);
        return;
      }
      tunnel.destroy();
      fail(refusal(response, proxy));
    });
    // An answer to anything but CONNECT: whatever listens there takes the request for another one.
    connecting.once('response', (response) => {
      fail(refusal(response, proxy));
    });
    // Stays to the end: what is destroyed after it has failed may still speak up.
    connecting.on('error', fail);
    connecting.end();
  });
}

function refusal({ statusCode: status = 0, headers }: IncomingMessage, proxy: URL): Error {
  const text = `The proxy answered ${status} to CONNECT.`;
  return named('ProxyError', text, { code: refusalCode(status, headers['proxy-authenticate'], proxy) });
}

function refusalCode(status: number, wants: string | string[] | undefined, proxy: URL): string {
  if (status >= SERVER_FAULT) return 'ERR_PROXY_ONWARD';
  if (status !== AUTHENTICATION_REQUIRED) return 'ERR_PROXY_TUNNEL';
  const ways = String(wants ?? 'Basic');
  if (!/\bbasic\b/i.test(ways)) return 'ERR_PROXY_SIGN_IN_KIND';
  return proxy.username === '' ? 'ERR_PROXY_SIGN_IN_WANTED' : 'ERR_PROXY_SIGN_IN_REFUSED';
}

function proxyAuthorization({ username, password }: URL): { 'proxy-authorization'?: string } {
  if (username === '') return {};
  const secret = `${decoded(username)}:${decoded(password)}`;
  return { 'proxy-authorization': `Basic ${Buffer.from(secret).toString('base64')}` };
}

/** A percent sign that nobody encoded stands for itself. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
