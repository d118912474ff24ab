import { readFile } from 'node:fs/promises';
import { Agent, type AgentOptions } from 'node:https';
import { NodeHttpHandler, type NodeHttpHandlerOptions } from '@smithy/node-http-handler';
import type { Log } from '../copy-jobs/ports';
import { named } from './named-error';
import type { Timeouts } from './options';
import { ProxyTunnelAgent, proxyOf } from './proxy-tunnel';

/** As the SDK's own default: many lookups at once wait for a socket rather than open hundreds. */
const MAX_SOCKETS = 50;

/** Attempts in all, the first included, and the way between them: the SDK's standard, said explicitly. */
export const RETRIES = { maxAttempts: 3, retryMode: 'standard' } as const;

export interface HttpSettings {
  readonly environment: NodeJS.ProcessEnv;
  /** Path of a file of PEM certificates to trust instead of the built-in ones, and the setting that names it. */
  readonly caBundle: string | undefined;
  readonly log: Log;
  readonly timeouts: Timeouts;
}

/** One pool of connections with time-outs, the user's CA bundle and proxy. Every client of a profile shares it. */
export async function createHttpHandler({
  environment,
  caBundle,
  log,
  timeouts,
}: HttpSettings): Promise<NodeHttpHandler> {
  const agentOptions: AgentOptions = {
    keepAlive: true,
    maxSockets: MAX_SOCKETS,
    ...(caBundle === undefined ? {} : { ca: await readCaBundle(caBundle) }),
  };
  const proxy = proxyOf(environment);
  const options: NodeHttpHandlerOptions = {
    connectionTimeout: timeouts.connectMs,
    requestTimeout: timeouts.requestMs,
    // Without this the SDK only writes a warning when the time is up.
    throwOnRequestTimeout: true,
    socketTimeout: timeouts.silenceMs,
    httpAgent: { keepAlive: true, maxSockets: MAX_SOCKETS },
    httpsAgent: proxy ? new ProxyTunnelAgent(proxy, environment, agentOptions) : new Agent(agentOptions),
    logger: quietLogger(log),
  };
  return new NodeHttpHandler(options);
}

async function readCaBundle(path: string): Promise<string> {
  const unusable = (why: string) =>
    named('CaBundleError', `The CA bundle ${path} ${why}.`, { code: 'CA_BUNDLE_UNREADABLE' });
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch {
    throw unusable('cannot be read');
  }
  // Node.js takes any text for certificates and then trusts nobody: say what is wrong instead.
  if (!text.includes('-----BEGIN CERTIFICATE-----')) throw unusable('holds no PEM certificate');
  return text;
}

/** The SDK writes whole inputs and outputs at the lower levels; only what it warns of is of interest. */
export function quietLogger(log: Log) {
  const nothing = () => undefined;
  const pass = (...content: unknown[]) => {
    log.warn(`AWS SDK: ${content.map(String).join(' ')}`);
  };
  return { trace: nothing, debug: nothing, info: nothing, warn: pass, error: pass };
}
