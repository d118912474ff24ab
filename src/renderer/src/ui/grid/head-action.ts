/** One thing that the menu of a column offers. */
export interface HeadAction {
  readonly text: string;
  readonly disabled?: boolean;
  readonly run: () => void;
}
