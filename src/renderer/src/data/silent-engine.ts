import type { Api } from './backend';
import { ownEngine, type Engine } from './database/open';

/** A history that is open by then is never looked after (ms): one of a million rows opened in 200 where it was measured. */
const LOOK_AFTER_MS = 2000;
/** Longest wait for the names of the databases (ms), which the engine told within 100 where it was measured. */
const NAMES_WITHIN_MS = 4000;

export interface Patience {
  readonly lookAfterMs: number;
  readonly namesWithinMs: number;
}

/**
 * Has the page loaded again if the database engine says nothing to it at all. Chromium closes what it had open for a page about two seconds after that page's
 * process has ended, and a page that asks in just that moment is never answered, however long it waits; the page after it is, at once (seen with
 * Chromium 130, six times in 139 tries at that very moment). An engine that is only slow tells the names of its databases, and is waited for.
 * @param opened settles when the history is open, or will not be
 */
export async function loadAgainIfSilent(
  opened: Promise<unknown>,
  api: Pick<Api, 'loadAgain'>,
  engine: Pick<Engine, 'indexedDB'> | null = ownEngine(),
  { lookAfterMs, namesWithinMs }: Patience = { lookAfterMs: LOOK_AFTER_MS, namesWithinMs: NAMES_WITHIN_MS },
): Promise<void> {
  const settled = opened.then(said, said);
  if ((await Promise.race([settled, silentFor(lookAfterMs)])) !== SILENT || engine === null) return;
  const names = engine.indexedDB.databases().then(said, said);
  if ((await Promise.race([settled, names, silentFor(namesWithinMs)])) === SILENT) await loadAgain(api, false);
}

/** @returns whether the page is loaded again */
export async function loadAgain(api: Pick<Api, 'loadAgain'>, asked: boolean): Promise<boolean> {
  try {
    const answer = await api.loadAgain({ asked });
    return answer.ok && answer.value;
  } catch {
    return false;
  }
}

const SILENT = Symbol('silent');
const said = (): void => undefined;
const silentFor = (ms: number): Promise<typeof SILENT> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms, SILENT);
  });
