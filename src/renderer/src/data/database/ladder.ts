import type Dexie from 'dexie';
import type { Rung } from './rung';
import { v1 } from './versions/v1';
import { v2 } from './versions/v2';
import { v3 } from './versions/v3';
import { v4 } from './versions/v4';
import { v5 } from './versions/v5';
import { v6 } from './versions/v6';
import { v7 } from './versions/v7';

/** Every version there ever was, oldest first. A released rung is never edited: the next change is a new file and a new line. */
export const LADDER: readonly Rung[] = [v1, v2, v3, v4, v5, v6, v7];

/** The version this build writes. */
export const NEWEST_VERSION = LADDER.at(-1)?.version ?? 0;

/** Declares the rungs up to a version on a database that is not open yet. */
export function climb(db: Dexie, upTo = NEWEST_VERSION, ladder: readonly Rung[] = LADDER): void {
  for (const { version, stores, upgrade } of ladder) {
    if (version > upTo) break;
    const declared = db.version(version).stores({ ...stores });
    if (upgrade) declared.upgrade(upgrade);
  }
}

/** Whether going from one version to this build's rewrites rows, so that a copy must be put aside. */
export function rewritesRows(from: number, ladder: readonly Rung[] = LADDER): boolean {
  return ladder.some((rung) => rung.version > from && rung.upgrade !== undefined);
}
