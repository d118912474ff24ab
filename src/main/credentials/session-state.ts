import type { Session } from '../../preload/contract/shapes';
import type { CachedSignIn, Section, SharedFilesPort } from './ports';
import type { ProfileChain } from './profile-chain';
import { signInCommand } from './sign-in-command';

/** Members under which tools that write temporary keys into the credentials file note when those expire. */
const EXPIRY_MEMBERS = ['x_security_token_expires', 'aws_expiration', 'expiration', 'aws_session_expiration'];

export interface SessionFacts {
  readonly chain: ProfileChain;
  /** The section that holds the source of the chain. */
  readonly sourceSection: Section;
  readonly port: SharedFilesPort;
  /** Epoch ms UTC. */
  readonly now: number;
}

/** Whether a profile can be used now, judged from what lies on disk and in the environment. Sends nothing. */
export async function sessionState(facts: SessionFacts): Promise<Session> {
  const { chain } = facts;
  if (chain.fault !== undefined) return { state: 'broken', detail: chain.fault };
  const session = await sourceState(facts);
  const usable = session.state === 'ready' || session.state === 'untested';
  if (usable && chain.roles.some((role) => role.mfaSerial !== undefined)) {
    return { ...session, state: 'mfa', detail: 'A multi-factor code will be asked for.' };
  }
  return session;
}

async function sourceState(facts: SessionFacts): Promise<Session> {
  const { source, sourceProfile } = facts.chain;
  const { port, now } = facts;
  switch (source.kind) {
    case 'static':
      return keyState(facts.sourceSection, source.temporary, now);
    case 'process':
      return { state: 'untested', detail: 'The credential process runs when credentials are needed.' };
    case 'web-identity':
      return (await port.isReadableFile(source.tokenFile))
        ? { state: 'ready', detail: 'The web identity token file is there.' }
        : { state: 'broken', detail: 'The web identity token file is not there or cannot be read.' };
    case 'credential-source':
      return containerOrEnvironment(source.name, port);
    case 'sso': {
      const signIn: CachedSignIn =
        source.cacheKey === undefined ? { state: 'absent' } : await port.ssoSignIn(source.cacheKey);
      // Only tokens of an sso-session are renewed; the older form has to sign in again each time.
      const renewable = signIn.state === 'read' && signIn.renewable && source.sessionName !== undefined;
      return signInState(signIn, renewable, signInCommand('sso', sourceProfile), now);
    }
    case 'login': {
      const signIn = await port.loginSignIn(source.loginSession);
      const renewable = signIn.state === 'read' && signIn.renewable;
      return signInState(signIn, renewable, signInCommand('login', sourceProfile), now);
    }
    case 'none':
      return { state: 'broken', detail: 'The section names no credentials.' };
  }
}

function signInState(signIn: CachedSignIn, renewable: boolean, command: string, now: number): Session {
  if (signIn.state === 'absent') return { state: 'signed-out', detail: 'Nobody is signed in.', command };
  if (signIn.state === 'unreadable') {
    return { state: 'signed-out', detail: 'The sign-in kept on disk cannot be read.', command };
  }
  const { expiresAt } = signIn;
  if (expiresAt > now) return { state: 'ready', detail: 'Signed in.', expiresAt };
  return renewable
    ? {
        state: 'untested',
        detail: 'The sign-in is renewed when it is used, if AWS still allows that.',
        command,
        expiresAt,
      }
    : { state: 'expired', detail: 'The sign-in has ended.', command, expiresAt };
}

function keyState(section: Section, temporary: boolean, now: number): Session {
  const expiresAt = EXPIRY_MEMBERS.map((member) => instant(section[member])).find((time) => time !== undefined);
  if (expiresAt !== undefined && expiresAt <= now) {
    return { state: 'expired', detail: 'The temporary access key has expired.', expiresAt };
  }
  const detail = temporary ? 'A temporary access key is there.' : 'An access key is there.';
  return { state: 'ready', detail, ...(expiresAt === undefined ? {} : { expiresAt }) };
}

function containerOrEnvironment(name: string, port: SharedFilesPort): Session {
  switch (name) {
    case 'Environment':
      return port.environment('AWS_ACCESS_KEY_ID') !== undefined &&
        port.environment('AWS_SECRET_ACCESS_KEY') !== undefined
        ? { state: 'ready', detail: 'The environment holds an access key.' }
        : { state: 'broken', detail: 'The environment holds no access key.' };
    case 'EcsContainer':
      return port.environment('AWS_CONTAINER_CREDENTIALS_RELATIVE_URI') !== undefined ||
        port.environment('AWS_CONTAINER_CREDENTIALS_FULL_URI') !== undefined
        ? { state: 'untested', detail: 'The container is asked when credentials are needed.' }
        : { state: 'broken', detail: 'The environment names no container credentials.' };
    case 'Ec2InstanceMetadata':
      return { state: 'broken', detail: 'Copytrail never asks the EC2 instance metadata service.' };
    default:
      return { state: 'broken', detail: `AWS knows no credential_source "${name}".` };
  }
}

/** Epoch ms of a time written by a tool: ISO 8601, with or without a zone (then UTC), or epoch seconds. */
export function instant(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const trimmed = text.trim();
  if (/^\d{9,11}$/.test(trimmed)) return Number(trimmed) * 1000;
  const zoned = /(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})$/i.test(trimmed) ? trimmed : `${trimmed.replace(' ', 'T')}Z`;
  const time = Date.parse(zoned.replace(/UTC$/i, 'Z'));
  return Number.isNaN(time) || time < 0 ? undefined : time;
}
