import { createHash } from 'node:crypto';
import { BackupClient } from '@aws-sdk/client-backup';
import { fromEnv } from '@aws-sdk/credential-providers';
import type { ProfileRef } from '../../preload/contract/shapes';
import { CREDENTIAL_FAILURES } from '../copy-jobs/credential-errors';
import type { SignIn } from '../copy-jobs/ports';
import { endpointSettings, type EndpointFacts, type EndpointSettings } from '../credentials/endpoint-settings';
import type { SharedFile, SharedFiles, SharedFilesPort } from '../credentials/ports';
import { chainOf, sectionOf } from '../credentials/profile-chain';
import { createHttpHandler, quietLogger } from './http';
import type { Identity } from './identity';
import { STANDARD_TIMEOUTS, type AwsOptions } from './options';
import { memoiseCredentials, type CredentialAttempt, type MemoisedCredentials } from './memoised-credentials';
import { named } from './named-error';
import { clientConfig, type ClientBasis } from './service-client';
import { createSharedProfileProvider } from './shared-profile';
import { trustPrint, type TrustSettings } from './trusted-certificates';

/** Everything kept for one profile while its settings stay as they are. */
export interface ProfileSession {
  readonly credentials: MemoisedCredentials;
  readonly signIn: SignIn | undefined;
  /** The client of a Region, made at first use. Throws an error named `EndpointSettings` for unusable settings. */
  client(region: string): BackupClient;
  /** Drops credentials and clients, so that the next call starts from what lies on disk. */
  forget(): void;
  close(): void;
}

export interface ProfileSessions {
  /** The session of a profile as it stands on disk now. Rejects with an error named after what is wrong. */
  open(profile: ProfileRef): Promise<ProfileSession>;
  closeAll(): void;
}

export interface ProfileSessionsOptions extends AwsOptions {
  readonly sharedFiles: SharedFilesPort;
}

/** What a session is made from. Two equal prints mean the same session. */
interface Recipe {
  readonly print: string;
  readonly endpoint: EndpointSettings;
  readonly trust: TrustSettings;
  readonly provider: (basis: ClientBasis) => {
    readonly provide: (attempt: CredentialAttempt) => Promise<Identity>;
    readonly signIn: SignIn | undefined;
  };
}

export function createProfileSessions(options: ProfileSessionsOptions): ProfileSessions {
  const sessions = new Map<string, { readonly print: string; readonly session: Promise<ProfileSession> }>();

  return {
    async open(profile) {
      const recipe = await recipeOf(profile, options);
      const key = JSON.stringify([profile.origin, profile.name]);
      const kept = sessions.get(key);
      if (kept?.print === recipe.print) return kept.session;
      // The old session is let go, not closed: a call in another Region may still be under way in it.
      const session = createSession(recipe, options);
      sessions.set(key, { print: recipe.print, session });
      session.catch(() => {
        if (sessions.get(key)?.session === session) sessions.delete(key);
      });
      return session;
    },
    closeAll() {
      for (const { session } of sessions.values()) {
        session.then(
          (opened) => {
            opened.close();
          },
          () => undefined,
        );
      }
      sessions.clear();
    },
  };
}

async function createSession(
  recipe: Recipe,
  { environment, appVersion, log, timeouts = STANDARD_TIMEOUTS }: AwsOptions,
): Promise<ProfileSession> {
  const handler = await createHttpHandler({ environment, trust: recipe.trust, log, timeouts });
  const basis: ClientBasis = { handler, appVersion, logger: quietLogger(log) };
  const { provide, signIn } = recipe.provider(basis);
  const credentials = memoiseCredentials(provide);
  const clients = new Map<string, BackupClient>();

  return {
    credentials,
    signIn,
    client(region) {
      const known = clients.get(region);
      if (known) return known;
      const made = new BackupClient({
        ...clientConfig(basis, recipe.endpoint),
        region,
        credentials: async () =>
          // In memory already, because the call fetched them first; fetched anew if another call has dropped them since.
          credentials.latest() ??
          credentials.get({ signal: new AbortController().signal, region, onPhase: () => undefined, mayAsk: true }),
      });
      clients.set(region, made);
      return made;
    },
    forget() {
      credentials.forget();
      // Each client keeps credentials of its own that do not expire by themselves.
      clients.clear();
    },
    close() {
      handler.destroy();
    },
  };
}

function recipeOf(profile: ProfileRef, options: ProfileSessionsOptions): Promise<Recipe> {
  switch (profile.origin) {
    case 'shared':
      return sharedRecipe(profile.name, options);
    case 'environment':
      return environmentRecipe(options);
    case 'demo':
      return demoRecipe(profile.name, options);
  }
}

/** What follows from the shared files for a profile, once for as long as they stay as they are: each call looks it up. */
interface SharedProfile {
  readonly facts: EndpointFacts;
  readonly endpoint: EndpointSettings;
  readonly trust: TrustSettings;
  readonly print: string;
}

const SHARED_PROFILES = new WeakMap<SharedFiles, Map<string, SharedProfile>>();

function sharedProfile(sharedFiles: SharedFilesPort, files: SharedFiles, profileName: string): SharedProfile {
  const known = SHARED_PROFILES.get(files) ?? new Map<string, SharedProfile>();
  SHARED_PROFILES.set(files, known);
  const found = known.get(profileName);
  if (found) return found;
  if (!sectionOf(files, profileName)) throw noSuchProfile(files, profileName);
  const facts = factsOf(sharedFiles, files, profileName);
  const { sections } = chainOf(files, profileName);
  const made = {
    facts,
    endpoint: endpointSettings('backup', facts),
    trust: trustOf(facts),
    print: printOf([...sections, profileName].map((name) => sectionsCalled(files, name))),
  };
  known.set(profileName, made);
  return made;
}

async function sharedRecipe(profileName: string, { sharedFiles, mfaCode }: ProfileSessionsOptions): Promise<Recipe> {
  const files = await sharedFiles.read();
  const { facts, endpoint, trust, print } = sharedProfile(sharedFiles, files, profileName);
  return {
    print: `${print} ${trustPrint(trust)}`,
    endpoint,
    trust,
    provider: (basis) => createSharedProfileProvider({ profileName, facts, basis, mfaCode }),
  };
}

async function environmentRecipe({ sharedFiles }: ProfileSessionsOptions): Promise<Recipe> {
  const files = await sharedFiles.read();
  const facts = factsOf(sharedFiles, files, sharedFiles.environment('AWS_PROFILE') ?? 'default');
  const trust = trustOf(facts);
  const endpoint = endpointSettings('backup', facts);
  return {
    print: `${printOf([endpoint])} ${trustPrint(trust)}`,
    endpoint,
    trust,
    provider: () => ({ provide: environmentKeys, signIn: undefined }),
  };
}

async function environmentKeys(): Promise<Identity> {
  try {
    return await fromEnv()();
  } catch (error) {
    throw named(CREDENTIAL_FAILURES.noEnvironmentKeys, error instanceof Error ? error.message : '');
  }
}

async function demoRecipe(profileName: string, { demo }: ProfileSessionsOptions): Promise<Recipe> {
  const access = await demo(profileName);
  if (!access) throw named(CREDENTIAL_FAILURES.noProfile, `The demo account has no profile "${profileName}".`);
  const { endpoint, ...keys } = access;
  return {
    print: printOf([access]),
    endpoint: { customEndpoint: { url: endpoint, setBy: 'the demo account' }, useFips: false, useDualStack: false },
    trust: { bundle: undefined, extra: undefined },
    provider: () => ({ provide: () => Promise.resolve(keys), signIn: undefined }),
  };
}

function factsOf(sharedFiles: SharedFilesPort, files: SharedFiles, profileName: string): EndpointFacts {
  return { files, profileName, environment: (name) => sharedFiles.environment(name) };
}

function trustOf({ files, profileName, environment }: EndpointFacts): TrustSettings {
  const config = profileName === undefined ? undefined : files.config.sections[profileName];
  return {
    bundle: environment('AWS_CA_BUNDLE') ?? config?.['ca_bundle'],
    extra: environment('NODE_EXTRA_CA_CERTS'),
  };
}

/** A digest, because sections hold keys and this is compared and kept, never used. */
function printOf(ingredients: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(ingredients)).digest('hex');
}

function sectionsCalled({ config, credentials }: SharedFiles, name: string): unknown {
  return [name, config.sections[name] ?? null, credentials.sections[name] ?? null];
}

function noSuchProfile({ config, credentials }: SharedFiles, profileName: string): Error {
  const unreadable = [config, credentials].find(({ file }) => file.state === 'unreadable');
  return unreadable
    ? named(CREDENTIAL_FAILURES.unreadableFile, describeUnreadable(unreadable))
    : named(CREDENTIAL_FAILURES.noProfile, `No section for "${profileName}".`);
}

function describeUnreadable({ file }: SharedFile): string {
  return `${file.path} cannot be read. ${file.detail ?? ''}`.trim();
}
