import type { Command } from '../ui/command';
import { isLent } from './keyboard-place';

const isMac = navigator.userAgent.includes('Macintosh');

interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** Whether a key press is this chord. Shift is ignored for signs that need it (`?`). */
export function matchesChord(event: KeyPress, chord: string, mac = isMac): boolean {
  const parts = chord.split('+');
  const key = parts.at(-1) ?? '';
  const mod = mac ? event.metaKey : event.ctrlKey;
  const otherMod = mac ? event.ctrlKey : event.metaKey;
  if (parts.includes('Mod') !== mod || otherMod) return false;
  if (parts.includes('Alt') !== event.altKey) return false;
  const sign = key.length === 1 && !/[a-z0-9]/iu.test(key);
  if (!sign && parts.includes('Shift') !== event.shiftKey) return false;
  return event.key.toLowerCase() === key.toLowerCase();
}

const NAMES: Record<string, string> = {
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Delete: 'Del',
  ' ': 'Space',
};

/** A chord as keys to print, in the words of this system's keyboards. */
export function chordKeys(chord: string, mac = isMac): string[] {
  return chord.split('+').map((part) => {
    if (part === 'Mod') return mac ? '⌘' : 'Ctrl';
    if (part === 'Alt') return mac ? '⌥' : 'Alt';
    return NAMES[part] ?? (part.length === 1 ? part.toUpperCase() : part);
  });
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable ||
      (target instanceof HTMLInputElement && !['radio', 'checkbox', 'button'].includes(target.type)) ||
      target instanceof HTMLTextAreaElement)
  );
}

/** A chord that is nothing but a sign writes that sign while somebody types. */
function isBareSign(chord: string): boolean {
  return chord.length === 1;
}

/** Runs the first enabled command whose chord was pressed. An open dialog keeps its keys to itself. */
export function handleShortcut(event: KeyboardEvent, commands: readonly Command[]): void {
  if (event.defaultPrevented || event.isComposing) return;
  if (document.querySelector('[role="dialog"], dialog[open]') !== null) return;
  const typing = isTyping(event.target);
  const lent = isLent(event.target);
  for (const command of commands) {
    const mayRun = (chord: string): boolean =>
      !typing || (!isBareSign(chord) && (command.whileTyping === true || (lent && chord.startsWith('Mod+'))));
    const pressed = command.keys.some((chord) => matchesChord(event, chord) && mayRun(chord));
    if (!pressed || !command.enabled()) continue;
    event.preventDefault();
    command.run();
    return;
  }
}
