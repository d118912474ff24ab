/** Where else a job can be shown, and how it is pointed at. What is absent is not offered. */
export interface Placing {
  /** Whether the job has the whole width of the window; it can be given it, or not, with `onfull`. */
  readonly full?: boolean;
  readonly onfull?: () => void;
  readonly onwindow?: () => void;
  /** Whether the job has a window of its own: there is no list to go back to. */
  readonly alone?: boolean;
  readonly oncopylink?: () => void;
}
