import { Agent, type AgentOptions } from 'node:https';
import { NodeHttpHandler, type NodeHttpHandlerOptions } from '@smithy/node-http-handler';
import type { Log } from '../copy-jobs/ports';
import type { Timeouts } from './options';
import { proxyOf } from './proxy-setting';
import { ProxyTunnelAgent } from './proxy-tunnel';
import { readTrusted, type TrustSettings } from './trusted-certificates';

/** As the SDK's own default: many lookups at once wait for a socket rather than open hundreds. */
const MAX_SOCKETS = 50;

/** Attempts in all, the first included, and the way between them: the SDK's standard, said explicitly. */
export const RETRIES = { maxAttempts: 3, retryMode: 'standard' } as const;

export interface HttpSettings {
  readonly environment: NodeJS.ProcessEnv;
  readonly trust: TrustSettings;
  readonly log: Log;
  readonly timeouts: Timeouts;
}

/** One pool of connections with time-outs, the user's certificates and proxy. Every client of a profile shares it. */
export async function createHttpHandler({ environment, trust, log, timeouts }: HttpSettings): Promise<NodeHttpHandler> {
  const ca = await readTrusted(trust, log);
  const agent: AgentOptions = { keepAlive: true, maxSockets: MAX_SOCKETS, ...(ca && { ca }) };
  const proxy = proxyOf(environment);
  const { connectMs } = timeouts;
  const options: NodeHttpHandlerOptions = {
    connectionTimeout: connectMs,
    requestTimeout: timeouts.requestMs,
    // Without this the SDK only writes a warning when the time is up.
    throwOnRequestTimeout: true,
    socketTimeout: timeouts.silenceMs,
    httpAgent: { keepAlive: true, maxSockets: MAX_SOCKETS },
    httpsAgent: proxy ? new ProxyTunnelAgent({ proxy, environment, connectMs, agent }) : new Agent(agent),
    logger: quietLogger(log),
  };
  return new NodeHttpHandler(options);
}

/** The SDK writes whole inputs and outputs at the lower levels; only what it warns of is of interest. */
export function quietLogger(log: Log) {
  const nothing = () => undefined;
  const pass = (...content: unknown[]) => {
    log.warn(`AWS SDK: ${content.map(String).join(' ')}`);
  };
  return { trace: nothing, debug: nothing, info: nothing, warn: pass, error: pass };
}
