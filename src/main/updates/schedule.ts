import type { UpdateCheck } from '../../preload/contract/updates';
import type { Updater } from './updater';

/** After the window has shown (ms): a look at a file server is no part of a start. */
export const FIRST_LOOK_MS = 60_000;
/** Between looks, ms. */
export const BETWEEN_LOOKS_MS = 24 * 3_600_000;

export interface ScheduleParts {
  readonly updater: Pick<Updater, 'check'>;
  readonly isOn: () => boolean;
  /** Told of a newer version. Failures are told to nobody: whoever wants to know looks in the settings. */
  readonly onNewer: (check: UpdateCheck) => void;
}

/**
 * Looks for updates a while after the start and then once a day, as long as that is switched on at the time.
 * @returns ends it
 */
export function scheduleLooks({ updater, isOn, onNewer }: ScheduleParts): () => void {
  const ended = new AbortController();
  let timer = setTimeout(look, FIRST_LOOK_MS);

  function look(): void {
    timer = setTimeout(look, BETWEEN_LOOKS_MS);
    if (!isOn()) return;
    updater.check(ended.signal).then(
      (answer) => {
        if (answer.ok && answer.value.offer !== null) onNewer(answer.value);
      },
      // Only the end of the app ends a look.
      () => undefined,
    );
  }

  return () => {
    clearTimeout(timer);
    ended.abort();
  };
}
