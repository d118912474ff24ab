/** One column of a `ColumnsTable`. */
export interface TableColumn {
  readonly key: string;
  readonly title: string;
  /** A second line in the head. */
  readonly sub?: string | undefined;
}
export interface TableRow {
  readonly key: string;
  readonly label: string;
  /** A second line, in small letters. */
  readonly sub?: string | undefined;
}
export interface TableCell {
  readonly text: string;
  /** The value exactly, for the tooltip. */
  readonly title?: string | undefined;
  /** In words, for what is drawn as a mark: `changed`. */
  readonly mark?: string | undefined;
  /** There is no value: the text says so. */
  readonly none?: boolean | undefined;
}
