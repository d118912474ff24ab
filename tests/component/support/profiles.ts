import type {
  ConfigFile,
  DemoAccount,
  ProfileList,
  ProfileSummary,
  Session,
} from '../../../src/preload/contract/shapes';

/** A profile of the shared files that can be used. */
export function profile(name: string, more: Partial<ProfileSummary> = {}): ProfileSummary {
  return {
    ref: { origin: 'shared', name },
    kind: 'static',
    description: 'access key in the credentials file',
    region: 'eu-central-1',
    session: { state: 'ready', detail: 'The key is there.' },
    useFips: false,
    useDualStack: false,
    ...more,
  };
}

/** One profile in each state that a session can be in. */
export const SESSIONS: Readonly<Record<Session['state'], Session>> = {
  ready: { state: 'ready', detail: 'The key is there.' },
  mfa: { state: 'mfa', detail: 'A code will be asked for.' },
  untested: { state: 'untested', detail: 'Only running the process tells.' },
  expired: {
    state: 'expired',
    detail: 'The session ended.',
    command: 'aws sso login --profile night',
    expiresAt: 1_000,
  },
  'signed-out': { state: 'signed-out', detail: 'Nobody is signed in.', command: 'aws sso login --profile away' },
  broken: { state: 'broken', detail: 'The source profile “gone” does not exist.' },
};

export const CONFIG_FILE: ConfigFile = { purpose: 'config', path: '/home/ada/.aws/config', state: 'read' };
export const CREDENTIALS_FILE: ConfigFile = {
  purpose: 'credentials',
  path: '/home/ada/.aws/credentials',
  state: 'read',
};

/** A list of profiles as read from two files that are as they should be. */
export function profileList(profiles: readonly ProfileSummary[], files = [CONFIG_FILE, CREDENTIALS_FILE]): ProfileList {
  return { profiles: [...profiles], files };
}

export const DEMO_ACCOUNT: DemoAccount = {
  endpoint: 'http://127.0.0.1:40001',
  profiles: [
    {
      ...profile('demo-admin'),
      ref: { origin: 'demo', name: 'demo-admin' },
      kind: 'demo',
      description: 'role in the demo account',
    },
    {
      ...profile('demo-audit'),
      ref: { origin: 'demo', name: 'demo-audit' },
      kind: 'demo',
      description: 'another role in the demo account',
      region: 'eu-west-1',
    },
  ],
  examples: [
    {
      copyJobId: '47C8EF56-74D8-059D-1301-C5BE1D5C926E',
      region: 'eu-west-1',
      profileName: 'demo-audit',
      title: 'A copy that moves',
      story: 'Describe it again after a minute.',
    },
  ],
};
