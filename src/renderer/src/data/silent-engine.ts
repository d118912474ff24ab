import type { Api } from './backend';
import { engineOf, type Engine } from './database/open';
import type { History } from './history';
import { openHistory } from './open-history';

/** A history that is open by then is never looked after (ms): one of a million rows opened in 200 where it was measured. */
const LOOK_AFTER_MS = 2000;
/** Longest wait for the names of the databases (ms), which the engine told within 100 where it was measured. */
const NAMES_WITHIN_MS = 4000;
/** Answers written at a time. */
const AT_ONCE = 200;

export interface Silence {
  readonly lookAfterMs?: number;
  readonly namesWithinMs?: number;
  readonly engine?: Pick<Engine, 'indexedDB'> | null;
  /** Done before the page is loaded again, which would forget it; false: it is not loaded again now. */
  readonly before?: () => Promise<boolean>;
}

/**
 * Has the page loaded again if the database engine says nothing to it at all. Chromium closes what it had open for a page about two seconds after that page's
 * process has ended, and a page that asks in just that moment is never answered, however long it waits; the page after it is, at once (seen with
 * Chromium 130, six times in 139 tries at that very moment). It was seen as well where a page asked anew after its disk had been full. An engine that is only
 * slow tells the names of its databases, and is waited for.
 * @param opened settles when the history is open, or will not be
 */
export async function loadAgainIfSilent(
  opened: Promise<unknown>,
  api: Pick<Api, 'loadAgain'>,
  { lookAfterMs = LOOK_AFTER_MS, namesWithinMs = NAMES_WITHIN_MS, engine = engineOf(), before }: Silence = {},
): Promise<void> {
  const settled = opened.then(said, said);
  if ((await Promise.race([settled, silentFor(lookAfterMs)])) !== SILENT || engine === null) return;
  const names = engine.indexedDB.databases().then(said, said);
  if ((await Promise.race([settled, names, silentFor(namesWithinMs)])) !== SILENT) return;
  if (before === undefined || (await before())) await loadAgain(api, false);
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

/**
 * Writes what waits in memory, past the engine that does not answer this page: a frame of the same page has one of its own, which does.
 * @returns whether nothing waits any more; what could not be written waits on
 */
export async function saveInFrame({ workspace, unsaved }: Pick<History, 'workspace' | 'unsaved'>): Promise<boolean> {
  if (unsaved.answers.length === 0) return true;
  const frame = document.createElement('iframe');
  frame.hidden = true;
  document.body.append(frame);
  try {
    const other = await openHistory(workspace, { engine: engineOf(frame.contentWindow ?? {}) });
    try {
      while (unsaved.answers.length > 0) await write(other, unsaved);
    } finally {
      other.close();
    }
    return true;
  } catch {
    return false;
  } finally {
    frame.remove();
  }
}

async function write(history: History, unsaved: History['unsaved']): Promise<void> {
  const answers = unsaved.take();
  for (let from = 0; from < answers.length; from += AT_ONCE) {
    try {
      await history.recordAll(answers.slice(from, from + AT_ONCE));
    } catch (problem) {
      unsaved.keep(answers.slice(from));
      throw problem;
    }
  }
}

const SILENT = Symbol('silent');
const said = (): void => undefined;
const silentFor = (ms: number): Promise<typeof SILENT> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms, SILENT);
  });
