import type { NodeHttpHandler } from '@smithy/node-http-handler';
import type { EndpointSettings } from '../credentials/endpoint-settings';
import { named } from './named-error';
import { RETRIES, type quietLogger } from './http';

/** What every client of the SDK is told, so that it asks no file, no environment and no metadata service by itself. */
export interface ClientBasis {
  readonly handler: NodeHttpHandler;
  readonly appVersion: string;
  readonly logger: ReturnType<typeof quietLogger>;
}

/** Throws an error named `EndpointSettings` when the settings cannot be used. */
export function clientConfig(basis: ClientBasis, endpoint: EndpointSettings) {
  if (endpoint.fault !== undefined) throw named('EndpointSettings', endpoint.fault);
  return {
    ...RETRIES,
    // "auto" would ask the metadata service for the Region this machine is in.
    defaultsMode: 'standard' as const,
    requestHandler: basis.handler,
    logger: basis.logger,
    userAgentAppId: 'copytrail',
    customUserAgent: [['copytrail', basis.appVersion]] as [string, string][],
    useFipsEndpoint: endpoint.useFips,
    useDualstackEndpoint: endpoint.useDualStack,
    // Left to itself, the SDK would look for an endpoint in the profile of AWS_PROFILE, whichever was chosen here.
    ignoreConfiguredEndpointUrls: true,
    ...(endpoint.customEndpoint === undefined ? {} : { endpoint: endpoint.customEndpoint.url }),
  };
}
