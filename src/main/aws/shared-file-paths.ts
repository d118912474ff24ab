import { createHash } from 'node:crypto';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** Where the AWS tools keep what they share, by the same rules as the SDK: environment first, then the home folder. */
export interface SharedFilePaths {
  readonly config: string;
  readonly credentials: string;
  readonly ssoCache: string;
  readonly loginCache: string;
}

export function sharedFilePaths(environment: NodeJS.ProcessEnv, homeDirectory: string): SharedFilePaths {
  const home = environment['HOME'] ?? environment['USERPROFILE'] ?? homeDirectory;
  const given = (variable: string, ...otherwise: string[]) => {
    const path = environment[variable];
    if (path === undefined || path === '') return join(home, '.aws', ...otherwise);
    return path.startsWith('~/') ? join(home, path.slice(2)) : path;
  };
  return {
    config: given('AWS_CONFIG_FILE', 'config'),
    credentials: given('AWS_SHARED_CREDENTIALS_FILE', 'credentials'),
    ssoCache: join(home, '.aws', 'sso', 'cache'),
    // The SDK asks the operating system for the home folder here, and takes the variable as it stands.
    loginCache: environment['AWS_LOGIN_CACHE_DIRECTORY'] ?? join(homedir(), '.aws', 'login', 'cache'),
  };
}

/** File of a token that `aws sso login` left. */
export function ssoTokenPath(paths: SharedFilePaths, sessionOrStartUrl: string): string {
  return join(paths.ssoCache, `${createHash('sha1').update(sessionOrStartUrl).digest('hex')}.json`);
}

/** File of a session that `aws login` left. */
export function loginTokenPath(paths: SharedFilePaths, loginSession: string): string {
  return join(paths.loginCache, `${createHash('sha256').update(loginSession).digest('hex')}.json`);
}

/** Folders whose entries tell that something changed. */
export function watchedFolders(paths: SharedFilePaths): string[] {
  return [...new Set([dirname(paths.config), dirname(paths.credentials), paths.ssoCache, paths.loginCache])];
}
