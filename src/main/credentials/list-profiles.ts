import { failed, ok, type Result } from '../../preload/contract/result';
import { MAX_NAME_LENGTH, type ProfileList, type ProfileSummary, type Session } from '../../preload/contract/shapes';
import { redact } from '../redaction';
import { endpointSettings } from './endpoint-settings';
import type { Section, SharedFiles, SharedFilesPort } from './ports';
import { chainOf, sectionOf, type ProfileChain } from './profile-chain';
import { instant, sessionState } from './session-state';

/** Sections of the config file that the SDK keeps beside profiles. */
const NOT_PROFILES = ['sso-session.', 'services.'];
/** The profile everybody means who names none. */
const DEFAULT_PROFILE = 'default';
const ENVIRONMENT = 'environment';

export interface ListProfilesPorts {
  readonly sharedFiles: SharedFilesPort;
  readonly now: () => number;
}

/**
 * Lists the profiles of the shared AWS files and the credentials of the environment, with how each gets its
 * credentials and whether it can be used now. Reads files, asks nobody. Holds no key or token.
 */
export function createListProfiles({ sharedFiles, now }: ListProfilesPorts): () => Promise<Result<ProfileList>> {
  return async () => {
    try {
      const files = await sharedFiles.read();
      const context = { files, port: sharedFiles, now: now() };
      const names = namesIn(files);
      const listed = await Promise.all(names.map((name) => summarise(name, context)));
      return ok({
        profiles: [...listed, ...passedOver(files, names), ...environmentEntry(context)],
        files: [files.config.file, files.credentials.file],
      });
    } catch (fault) {
      return failed({
        code: 'Unexpected',
        message: 'The profiles could not be read.',
        remedy: 'Try again. The log file holds the details.',
        mayRetry: true,
        detail: redact(fault instanceof Error ? `${fault.name}: ${fault.message}` : String(fault)),
      });
    }
  };
}

interface Context {
  readonly files: SharedFiles;
  readonly port: SharedFilesPort;
  readonly now: number;
}

function namesIn({ config, credentials }: SharedFiles): string[] {
  const names = new Set([...Object.keys(config.sections), ...Object.keys(credentials.sections)]);
  return [...names]
    .filter((name) => name !== '' && name.length <= MAX_NAME_LENGTH)
    .filter((name) => !NOT_PROFILES.some((prefix) => name.startsWith(prefix)))
    .sort((a, b) => Number(b === DEFAULT_PROFILE) - Number(a === DEFAULT_PROFILE) || a.localeCompare(b, 'en'));
}

async function summarise(name: string, { files, port, now }: Context): Promise<ProfileSummary> {
  const chain = chainOf(files, name);
  const section = sectionOf(files, name) ?? {};
  const endpoint = endpointSettings('backup', {
    files,
    profileName: name,
    environment: (variable) => port.environment(variable),
  });
  const session: Session =
    endpoint.fault === undefined
      ? await sessionState({ chain, sourceSection: sectionOf(files, chain.sourceProfile) ?? {}, port, now })
      : { state: 'broken', detail: endpoint.fault };
  return {
    ref: { origin: 'shared', name },
    kind: kindOf(chain),
    description: describeChain(chain, files),
    ...present('region', section['region']),
    ...present('accountId', accountOf(chain, section)),
    session,
    ...(endpoint.customEndpoint === undefined ? {} : { customEndpoint: endpoint.customEndpoint }),
    useFips: endpoint.useFips,
    useDualStack: endpoint.useDualStack,
  };
}

function kindOf({ roles, source }: ProfileChain): ProfileSummary['kind'] {
  if (roles.length > 0) return 'role';
  return source.kind === 'credential-source' ? 'none' : source.kind;
}

function describeChain(chain: ProfileChain, files: SharedFiles): string {
  const [role] = chain.roles;
  if (role) {
    const { source, sourceProfile } = chain;
    const via =
      source.kind === 'credential-source' ? (CREDENTIAL_SOURCES.get(source.name) ?? source.name) : `"${sourceProfile}"`;
    return `role ${roleName(role.roleArn)} via ${via}`;
  }
  const { source } = chain;
  switch (source.kind) {
    case 'static': {
      const inCredentials = files.credentials.sections[chain.sourceProfile]?.['aws_access_key_id'] !== undefined;
      return `${source.temporary ? 'temporary access key' : 'access key'} in the ${inCredentials ? 'credentials' : 'config'} file`;
    }
    case 'sso':
      return `role ${source.roleName ?? '?'} by IAM Identity Center sign-in${source.sessionName === undefined ? '' : ` "${source.sessionName}"`}`;
    case 'web-identity':
      return `role ${roleName(source.roleArn)} with a web identity token`;
    case 'process':
      return 'credential process';
    case 'login':
      return 'console sign-in (aws login)';
    case 'credential-source':
    case 'none':
      return 'no credentials';
  }
}

const CREDENTIAL_SOURCES: ReadonlyMap<string, string> = new Map([
  ['Environment', 'the environment'],
  ['EcsContainer', 'the container'],
  ['Ec2InstanceMetadata', 'EC2 instance metadata'],
]);

function accountOf({ roles, source }: ProfileChain, section: Section): string | undefined {
  if (roles[0]) return accountInArn(roles[0].roleArn);
  if (source.kind === 'web-identity') return accountInArn(source.roleArn);
  if (source.kind === 'sso') return source.accountId;
  return section['aws_account_id'];
}

/** `arn:PARTITION:iam::ACCOUNT:role/PATH/NAME` */
function accountInArn(arn: string): string | undefined {
  const account = arn.split(':')[4];
  return account !== undefined && /^\d{12}$/.test(account) ? account : undefined;
}

function roleName(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

function present<K extends string>(key: K, value: string | undefined): { [P in K]?: string } {
  return (value === undefined || value === '' ? {} : { [key]: value }) as { [P in K]?: string };
}

/** Sections that stand in a file but that no call could use. */
function passedOver({ config, credentials }: SharedFiles, listed: readonly string[]): ProfileSummary[] {
  const names = new Set([...config.passedOver, ...credentials.passedOver]);
  return [...names]
    .filter((name) => !listed.includes(name) && name.length <= MAX_NAME_LENGTH)
    .map((name) => ({
      ref: { origin: 'shared', name },
      kind: 'none',
      description: 'section that cannot be read',
      session: {
        state: 'broken',
        detail: 'The AWS SDK for JavaScript cannot read profile names with spaces. Rename the profile to use it here.',
      },
      useFips: false,
      useDualStack: false,
    }));
}

/** Credentials in the app's own environment. Its other settings are those of `AWS_PROFILE` or the default profile. */
function environmentEntry({ files, port, now }: Context): ProfileSummary[] {
  const variable = (name: string) => port.environment(name);
  const keyId = variable('AWS_ACCESS_KEY_ID');
  if (keyId === undefined) return [];
  const profileName = variable('AWS_PROFILE') ?? DEFAULT_PROFILE;
  const endpoint = endpointSettings('backup', { files, profileName, environment: variable });
  return [
    {
      ref: { origin: 'environment', name: ENVIRONMENT },
      kind: 'environment',
      description: `${variable('AWS_SESSION_TOKEN') === undefined ? 'access key' : 'temporary access key'} in the environment`,
      ...present(
        'region',
        variable('AWS_REGION') ?? variable('AWS_DEFAULT_REGION') ?? sectionOf(files, profileName)?.['region'],
      ),
      session:
        endpoint.fault === undefined ? environmentState(variable, now) : { state: 'broken', detail: endpoint.fault },
      ...(endpoint.customEndpoint === undefined ? {} : { customEndpoint: endpoint.customEndpoint }),
      useFips: endpoint.useFips,
      useDualStack: endpoint.useDualStack,
    },
  ];
}

function environmentState(variable: (name: string) => string | undefined, now: number): Session {
  if (variable('AWS_SECRET_ACCESS_KEY') === undefined) {
    return { state: 'broken', detail: 'AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY is not.' };
  }
  const expiresAt = instant(variable('AWS_CREDENTIAL_EXPIRATION'));
  if (expiresAt !== undefined && expiresAt <= now) {
    return { state: 'expired', detail: 'The credentials of the environment have expired.', expiresAt };
  }
  return { state: 'ready', detail: 'An access key is there.', ...(expiresAt === undefined ? {} : { expiresAt }) };
}
