import type { NodeHttpHandler } from '@smithy/node-http-handler';
import type { EndpointSettings } from '../credentials/endpoint-settings';
import { systemCodeOf } from './file-print';

type Handle = NodeHttpHandler['handle'];
type HttpRequest = Parameters<Handle>[0];

/** The services behind sign-ins, and the names of their hosts in every partition. */
const SERVICES = [
  { service: 'sso', host: /^portal\.sso/ },
  { service: 'sso_oidc', host: /^oidc/ },
  { service: 'signin', host: /(?:^|\.)signin\./ },
] as const;
export type SignInService = (typeof SERVICES)[number]['service'];

/** What came of the last request to a sign-in service: the SDK's own errors drop all of it. */
export interface LastExchange {
  readonly service: string;
  readonly host: string;
  readonly status?: number;
  readonly requestId?: string;
  readonly systemCode?: string;
}

export interface SignInHandlerOptions {
  readonly handler: NodeHttpHandler;
  readonly endpoints: Readonly<Partial<Record<SignInService, EndpointSettings>>>;
  readonly signal: AbortSignal;
}

/**
 * Carries the requests of the SDK's sign-in providers. Those share one client configuration between services that may
 * each have an endpoint of their own, so where a request goes is decided here, by the host it was meant for. Neither
 * IAM Identity Center nor its OIDC service sign the host, so it may be changed on the way.
 */
export function createSignInHandler({ handler, endpoints, signal }: SignInHandlerOptions) {
  let last: LastExchange | undefined;

  const handle: Handle = async (request, options) => {
    const service = SERVICES.find(({ host }) => host.test(request.hostname))?.service ?? 'signin';
    redirect(request, endpoints[service]?.customEndpoint?.url);
    const exchange = { service, host: request.hostname };
    try {
      const result = await handler.handle(request, { ...options, abortSignal: signal });
      const requestId = result.response.headers['x-amzn-requestid'];
      last = {
        ...exchange,
        status: result.response.statusCode,
        ...(requestId === undefined ? {} : { requestId }),
      };
      return result;
    } catch (error) {
      const systemCode = systemCodeOf(error);
      last = { ...exchange, ...(systemCode === undefined ? {} : { systemCode }) };
      throw error;
    }
  };

  return {
    last: () => last,
    requestHandler: {
      metadata: { handlerProtocol: 'http/1.1' },
      handle,
      destroy: () => undefined,
      updateHttpClientConfig: () => undefined,
      httpHandlerConfigs: () => handler.httpHandlerConfigs(),
    },
  };
}

function redirect(request: HttpRequest, endpoint: string | undefined): void {
  if (endpoint === undefined) return;
  const url = new URL(endpoint);
  request.protocol = url.protocol;
  request.hostname = url.hostname;
  if (url.port === '') delete request.port;
  else request.port = Number(url.port);
  request.path = `${url.pathname.replace(/\/$/, '')}${request.path}`;
  request.headers['host'] = url.host;
}
