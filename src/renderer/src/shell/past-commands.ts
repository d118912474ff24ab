import type { Command } from '../ui/command';
import { NOT_THEN, type Past } from './look-back.svelte';

/** The key that leads back to now from anywhere. */
export const BACK_TO_NOW = 'Mod+Shift+N';

/** Commands that ask AWS, change the history, or show what is of now only. */
const ONLY_NOW: ReadonlySet<string> = new Set([
  'look-up',
  'refresh',
  'collect',
  'many',
  'sync',
  'refresh-selected',
  'watch',
  'watch-unfinished',
  'thinning',
  'hold',
  'hold-selected',
  'remove',
  'undo-removal',
  'own-window',
  'restore',
]);

/** What can be put back to an earlier time. */
interface LooksBack {
  /** Undefined: it shows what is known now. */
  readonly past: Pick<Past, 'at'> | undefined;
  backToNow(): void;
}

/** Looking back, and the way to now. */
export function pastCommands(bench: LooksBack, showPast: () => void): readonly Command[] {
  return [
    {
      id: 'as-known',
      title: 'Show everything as it was known earlier',
      group: 'History',
      keys: ['Mod+Shift+H'],
      whileTyping: true,
      enabled: () => true,
      run: showPast,
    },
    {
      id: 'now',
      title: 'Back to what is known now',
      group: 'History',
      keys: [BACK_TO_NOW],
      whileTyping: true,
      enabled: () => bench.past !== undefined,
      needs: 'It is what is known now',
      run: () => {
        bench.backToNow();
      },
    },
  ];
}

/** The same commands; those that mean the present wait until it is on screen again. */
export function onlyNow(bench: Pick<LooksBack, 'past'>, commands: readonly Command[]): readonly Command[] {
  return commands.map((command) => {
    if (!ONLY_NOW.has(command.id)) return command;
    return {
      ...command,
      enabled: () => bench.past === undefined && command.enabled(),
      get needs() {
        return bench.past === undefined ? (command.needs ?? 'Not now') : NOT_THEN;
      },
    };
  });
}
