import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { App } from 'electron';
import type { AppInfo } from '../../preload/contract/shapes';

/** What packing wrote into the app's own package.json. */
export interface PackageFacts {
  /** What this app was made for. Whatever is packed and does not say `test` is held to the rules of a release. */
  readonly kind: AppInfo['kind'];
  /** The public key that lists of updates must be signed with (Ed25519, SPKI in base64), where the package has one. */
  readonly updateKey: string | undefined;
}

/** Reads them from inside the package. Never fails: a package that does not tell is a release. */
export function readPackageFacts(app: Pick<App, 'isPackaged' | 'getAppPath'>): PackageFacts {
  if (!app.isPackaged) return { kind: 'development', updateKey: undefined };
  const { packageKind, updateKey } = readManifest(path.join(app.getAppPath(), 'package.json'));
  return {
    kind: packageKind === 'test' ? 'test' : 'release',
    updateKey: typeof updateKey === 'string' ? updateKey : undefined,
  };
}

function readManifest(file: string): Readonly<Record<string, unknown>> {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof content === 'object' && content !== null ? (content as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
