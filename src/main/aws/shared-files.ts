import { constants } from 'node:fs';
import { access, readFile, stat } from 'node:fs/promises';
import type { ConfigFile } from '../../preload/contract/shapes';
import type { CachedSignIn, Section, SharedFile, SharedFiles, SharedFilesPort } from '../credentials/ports';
import { filePrint, systemCodeOf } from './file-print';
import { namesWithSpaces } from './names-with-spaces';
import { loginTokenPath, ssoTokenPath, type SharedFilePaths } from './shared-file-paths';

/**
 * The shared AWS files and sign-in caches on disk. The SDK keeps the files it has read for the life of the process, so
 * every use looks first whether they changed and, if so, makes the SDK read them again.
 */
export function createSharedFiles(paths: SharedFilePaths, environment: NodeJS.ProcessEnv): SharedFilesPort {
  let known: { readonly print: string; readonly files: Promise<SharedFiles> } | undefined;

  return {
    read() {
      // Taken before reading: what changes meanwhile shows at the next use.
      const print = JSON.stringify([filePrint(paths.config), filePrint(paths.credentials)]);
      if (known?.print !== print) known = { print, files: readBoth(paths) };
      return known.files;
    },
    ssoSignIn: (sessionOrStartUrl) => cachedSignIn(ssoTokenPath(paths, sessionOrStartUrl), ssoToken),
    loginSignIn: (loginSession) => cachedSignIn(loginTokenPath(paths, loginSession), loginToken),
    async isReadableFile(path) {
      try {
        await access(path, constants.R_OK);
        return (await stat(path)).isFile();
      } catch {
        return false;
      }
    },
    environment(name) {
      const value = environment[name];
      return value === '' ? undefined : value;
    },
  };
}

async function readBoth(paths: SharedFilePaths): Promise<SharedFiles> {
  const { loadSharedConfigFiles } = await import('@smithy/core/config');
  const [config, credentials, parsed] = await Promise.all([
    readText('config', paths.config),
    readText('credentials', paths.credentials),
    // Also refreshes what the SDK's own providers read.
    loadSharedConfigFiles({ filepath: paths.credentials, configFilepath: paths.config, ignoreCache: true }),
  ]);
  return {
    config: sharedFile(config, parsed.configFile),
    credentials: sharedFile(credentials, parsed.credentialsFile),
  };
}

interface ReadText {
  readonly file: ConfigFile;
  readonly text: string;
}

function sharedFile({ file, text }: ReadText, parsed: Record<string, Section>): SharedFile {
  if (file.state !== 'read') return { file, sections: {}, passedOver: [] };
  // Without a prototype, so that a profile called "constructor" is found only if it is there.
  const sections = Object.assign(Object.create(null) as Record<string, Section>, parsed);
  for (const [name, section] of Object.entries(sections)) {
    sections[name] = Object.assign(Object.create(null) as Record<string, string>, section);
  }
  return { file, sections, passedOver: namesWithSpaces(file.purpose, text).filter((name) => !(name in sections)) };
}

/** The SDK's parser gives up on the whole file at this name. Spaces of one line alone: over all of thousands of empty ones it would take minutes. */
const FORBIDDEN_SECTION = /^[^\S\r\n\u2028\u2029]*\[\s*(?:profile\s+)?__proto__\s*\]/m;

async function readText(purpose: ConfigFile['purpose'], path: string): Promise<ReadText> {
  const unreadable = (detail: string): ReadText => ({
    file: { purpose, path, state: 'unreadable', detail },
    text: '',
  });
  try {
    const bytes = await readFile(path);
    if (bytes.subarray(0, UTF16_MARK.length).equals(UTF16_MARK)) {
      return unreadable('The file is UTF-16 text. Save it as UTF-8.');
    }
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return FORBIDDEN_SECTION.test(text)
      ? unreadable('The file has a section called __proto__, which the AWS SDK for JavaScript refuses.')
      : { file: { purpose, path, state: 'read' }, text };
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return { file: { purpose, path, state: 'absent' }, text: '' };
    return unreadable(READ_FAULTS[code ?? ''] ?? `The file could not be read (${code ?? 'unknown fault'}).`);
  }
}

const UTF16_MARK = Buffer.from([0xff, 0xfe]);

const READ_FAULTS: Readonly<Record<string, string>> = {
  EACCES: 'Your user may not read the file.',
  EPERM: 'Your user may not read the file.',
  EISDIR: 'There is a folder in place of the file.',
  ELOOP: 'The file is a symbolic link that leads to itself.',
  ERR_ENCODING_INVALID_ENCODED_DATA: 'The file is not UTF-8 text.',
};

type Token = Readonly<Record<string, unknown>>;

async function cachedSignIn(path: string, judge: (token: Token) => CachedSignIn): Promise<CachedSignIn> {
  try {
    const token: unknown = JSON.parse(await readFile(path, 'utf8'));
    return isToken(token) ? judge(token) : { state: 'unreadable' };
  } catch (error) {
    return { state: systemCodeOf(error) === 'ENOENT' ? 'absent' : 'unreadable' };
  }
}

function ssoToken(token: Token): CachedSignIn {
  const expiresAt = time(token['expiresAt']);
  if (expiresAt === undefined || typeof token['accessToken'] !== 'string') return { state: 'unreadable' };
  const registeredUntil = time(token['registrationExpiresAt']) ?? Infinity;
  const renewable =
    ['refreshToken', 'clientId', 'clientSecret'].every((member) => typeof token[member] === 'string') &&
    registeredUntil > Date.now();
  return { state: 'read', expiresAt, renewable };
}

function loginToken(token: Token): CachedSignIn {
  const access = token['accessToken'];
  const expiresAt = isToken(access) ? time(access['expiresAt']) : undefined;
  if (expiresAt === undefined) return { state: 'unreadable' };
  const renewable = ['refreshToken', 'clientId', 'dpopKey'].every((member) => typeof token[member] === 'string');
  return { state: 'read', expiresAt, renewable };
}

function isToken(value: unknown): value is Token {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Epoch ms. Older CLIs wrote `2024-05-01T10:00:00UTC`. */
function time(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined;
  const parsed = Date.parse(value.replace(/UTC$/, 'Z'));
  return Number.isNaN(parsed) || parsed < 0 ? undefined : parsed;
}
