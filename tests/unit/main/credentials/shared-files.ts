import type {
  CachedSignIn,
  Section,
  SharedFile,
  SharedFiles,
  SharedFilesPort,
} from '../../../../src/main/credentials/ports';

type Sections = Readonly<Record<string, Section>>;

function file(purpose: 'config' | 'credentials', sections: Sections, passedOver: readonly string[] = []): SharedFile {
  return { file: { purpose, path: `~/.aws/${purpose}`, state: 'read' }, sections, passedOver };
}

/** Shared files as they would have been read from disk. */
export function sharedFiles(
  config: Sections,
  credentials: Sections = {},
  passedOver: readonly string[] = [],
): SharedFiles {
  return { config: file('config', config, passedOver), credentials: file('credentials', credentials) };
}

export interface World {
  readonly files?: SharedFiles;
  readonly environment?: Readonly<Record<string, string>>;
  readonly sso?: Readonly<Record<string, CachedSignIn>>;
  readonly login?: Readonly<Record<string, CachedSignIn>>;
  readonly readable?: readonly string[];
}

/** A port that tells of such a world. */
export function portOf({
  files = sharedFiles({}),
  environment = {},
  sso = {},
  login = {},
  readable = [],
}: World): SharedFilesPort {
  const absent: CachedSignIn = { state: 'absent' };
  return {
    read: () => Promise.resolve(files),
    ssoSignIn: (key) => Promise.resolve(sso[key] ?? absent),
    loginSignIn: (session) => Promise.resolve(login[session] ?? absent),
    isReadableFile: (path) => Promise.resolve(readable.includes(path)),
    environment: (name) => environment[name],
  };
}
