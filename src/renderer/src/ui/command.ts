/**
 * One thing a user can do, wherever it is offered: button, menu, shortcut or help sheet read the same row.
 */
export interface Command {
  readonly id: string;
  readonly title: string;
  /** Heading of the help sheet it stands under. */
  readonly group: string;
  /** Chords such as `Mod+L`, `F5`, `?`; `Mod` is Ctrl, or Command on macOS. The first is the one shown. */
  readonly keys: readonly string[];
  /** Also while a text field has the focus. Chords with `Mod` or a function key usually are; bare letters never. */
  readonly whileTyping?: boolean;
  readonly enabled: () => boolean;
  /** What must be so before it can be run, where that is known: “Open a job first”. */
  readonly needs?: string;
  readonly run: () => void;
}
