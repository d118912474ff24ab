import { fromIni } from '@aws-sdk/credential-providers';
import { CREDENTIAL_FAILURES, MFA_REFUSED } from '../copy-jobs/credential-errors';
import type { BackupFailure, SignIn } from '../copy-jobs/ports';
import {
  endpointSettings,
  type EndpointFacts,
  type EndpointSettings,
  type ServiceName,
} from '../credentials/endpoint-settings';
import { MFA_DECLINED, type MfaRequest } from '../credentials/mfa-desk';
import { chainOf, sectionOf, type ProfileChain } from '../credentials/profile-chain';
import { named } from './named-error';
import { toFailure } from './failure';
import type { CredentialAttempt } from './memoised-credentials';
import { createRoleAssumers, CredentialServiceError } from './role-assumer';
import { clientConfig, type ClientBasis } from './service-client';
import { createSignInHandler } from './sign-in-services';
import type { Identity } from './identity';

export interface SharedProfileOptions {
  readonly profileName: string;
  readonly facts: EndpointFacts;
  readonly basis: ClientBasis;
  readonly mfaCode: (profileName: string, serial: string, request: MfaRequest) => Promise<string>;
}

/** Credentials failed; `failure` is what is known about it. */
export class CredentialsFailed extends Error {
  override readonly name = 'CredentialsFailed';

  constructor(readonly failure: BackupFailure) {
    super(failure.message);
  }
}

/**
 * Gets the credentials of a profile of the shared files, of every kind that the SDK's `fromIni` knows. Multi-factor
 * codes are asked for and passed on. Rejects with `CredentialsFailed`.
 */
export function createSharedProfileProvider(options: SharedProfileOptions) {
  const { profileName, facts, basis, mfaCode } = options;
  const chain = chainOf(facts.files, profileName);
  const signIn = signInOf(chain);
  const endpointOf = (service: ServiceName) => endpointSettings(service, facts);
  let refusedCode: string | undefined;

  async function provide({ signal, region, asking, mayAsk }: CredentialAttempt): Promise<Identity> {
    const services = createSignInHandler({
      handler: basis.handler,
      endpoints: { sso: endpointOf('sso'), sso_oidc: endpointOf('sso_oidc') },
      signal,
    });
    try {
      checkSource(chain);
      const identity = await fromIni({
        profile: profileName,
        async mfaCodeProvider(serial) {
          if (!mayAsk()) throw named(MFA_DECLINED, 'A code is needed, and nobody waits who could be asked.');
          asking(true);
          try {
            return await mfaCode(profileName, serial, {
              signal,
              ...(refusedCode === undefined ? {} : { refused: refusedCode }),
            });
          } finally {
            asking(false);
          }
        },
        ...createRoleAssumers({ basis, endpoint: endpointOf('sts'), region: stsRegion(facts, region), signal }),
        clientConfig: {
          // No Region: each provider knows that of its sign-in.
          ...clientConfig(
            basis,
            chain.source.kind === 'login' ? endpointOf('signin') : withoutEndpoint(endpointOf('sso')),
          ),
          requestHandler: services.requestHandler,
        },
      })();
      refusedCode = undefined;
      return identity;
    } catch (error) {
      const last = services.last();
      const ofSts = error instanceof CredentialServiceError ? error : undefined;
      const failure = toFailure(ofSts ? ofSts.cause : error, {
        during: 'credentials',
        host: ofSts?.host ?? last?.host,
        service: ofSts?.service ?? last?.service,
        status: ofSts ? undefined : last?.status,
        requestId: ofSts ? undefined : last?.requestId,
        systemCode: ofSts ? undefined : last?.systemCode,
        signIn,
      });
      if (ofSts && MFA_REFUSED.test(failure.message)) refusedCode = failure.message;
      throw new CredentialsFailed(
        chain.fault === undefined ? failure : { ...failure, name: CREDENTIAL_FAILURES.broken, message: chain.fault },
      );
    }
  }

  return { provide, signIn };
}

/** The instance metadata service belongs to a machine, not to the person at this one; it is never asked. */
function checkSource({ source }: ProfileChain): void {
  if (source.kind === 'credential-source' && source.name === 'Ec2InstanceMetadata') {
    throw named(CREDENTIAL_FAILURES.metadataService, 'credential_source is Ec2InstanceMetadata.');
  }
}

function signInOf({ source, sourceProfile }: ProfileChain): SignIn | undefined {
  return source.kind === 'sso' || source.kind === 'login'
    ? { way: source.kind, profileName: sourceProfile }
    : undefined;
}

/** Where the sign-in handler decides the endpoint, the client must not. */
function withoutEndpoint({ useFips, useDualStack }: EndpointSettings): EndpointSettings {
  return { useFips, useDualStack };
}

/** STS of the profile's own Region, as the AWS CLI does; a profile without one follows the environment, then the call. */
function stsRegion({ files, profileName, environment }: EndpointFacts, region: string): string {
  const own = profileName === undefined ? undefined : sectionOf(files, profileName)?.['region'];
  return own ?? environment('AWS_REGION') ?? environment('AWS_DEFAULT_REGION') ?? region;
}
