/** One thing that a menu offers. */
export interface MenuAction {
  readonly text: string;
  /** A quieter second part. */
  readonly hint?: string;
  readonly disabled?: boolean;
  /** Set for things of which some are in force: those have a tick. */
  readonly checked?: boolean;
  readonly danger?: boolean;
  readonly run: () => void;
}
