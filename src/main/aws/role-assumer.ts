import {
  AssumeRoleCommand,
  AssumeRoleWithWebIdentityCommand,
  STSClient,
  type AssumeRoleCommandInput,
  type AssumeRoleCommandOutput,
  type AssumeRoleWithWebIdentityCommandInput,
} from '@aws-sdk/client-sts';
import { CREDENTIAL_FAILURES } from '../copy-jobs/credential-errors';
import type { EndpointSettings } from '../credentials/endpoint-settings';
import { named } from './named-error';
import { clientConfig, type ClientBasis } from './service-client';
import type { Identity } from './identity';

export interface RoleAssumerOptions {
  readonly basis: ClientBasis;
  readonly endpoint: EndpointSettings;
  readonly region: string;
  readonly signal: AbortSignal;
}

/** An error of a service that was asked for credentials, with what the error itself does not tell. */
export class CredentialServiceError extends Error {
  override readonly name = 'CredentialServiceError';

  constructor(
    readonly service: string,
    readonly host: string | undefined,
    override readonly cause: unknown,
  ) {
    super(`${service} gave no credentials`);
  }
}

/**
 * Takes on roles with AWS STS. The SDK has role assumers of its own; these exist so that STS follows the chosen
 * profile's endpoint settings, has time-outs, and can be cancelled.
 */
export function createRoleAssumers(options: RoleAssumerOptions) {
  const { basis, endpoint, region, signal } = options;

  async function ask(
    credentials: Identity | undefined,
    send: (client: STSClient) => Promise<AssumeRoleCommandOutput>,
  ): Promise<Identity> {
    const config = { ...clientConfig(basis, endpoint), region };
    const client = new STSClient(credentials ? { ...config, credentials } : config);
    let host: string | undefined;
    client.middlewareStack.add(
      (next) => (args) => {
        host = (args.request as { hostname: string }).hostname;
        return next(args);
      },
      { step: 'deserialize', name: 'noteHost', priority: 'low' },
    );
    try {
      return identityIn(await send(client));
    } catch (error) {
      throw new CredentialServiceError('sts', host, error);
    }
  }

  return {
    roleAssumer: (source: Identity, params: AssumeRoleCommandInput) =>
      ask(source, (client) => client.send(new AssumeRoleCommand(params), { abortSignal: signal })),
    roleAssumerWithWebIdentity: (params: AssumeRoleWithWebIdentityCommandInput) =>
      ask(undefined, (client) => client.send(new AssumeRoleWithWebIdentityCommand(params), { abortSignal: signal })),
  };
}

function identityIn({ Credentials: credentials, $metadata }: AssumeRoleCommandOutput): Identity {
  const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken } = credentials ?? {};
  if (accessKeyId === undefined || secretAccessKey === undefined || sessionToken === undefined) {
    throw named(CREDENTIAL_FAILURES.notCredentials, 'The answer held no credentials.', { $metadata });
  }
  const expiration = credentials?.Expiration;
  return { accessKeyId, secretAccessKey, sessionToken, ...(expiration === undefined ? {} : { expiration }) };
}
