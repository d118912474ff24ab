/** Names a column: a member's dotted path (`CreatedBy.BackupPlanName`), or the name of a derived value (`duration`). */
export type ColumnId = string;
