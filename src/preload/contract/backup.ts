import * as v from 'valibot';
import { WorkspaceSchema } from './shapes';
import { KeptNameSchema } from './trouble';

/* Backups of a history as they cross the border: the window reads and writes lines, the main process owns the file. */

/** Ending of a backup's file name. */
export const BACKUP_ENDING = '.copytrail';

/**
 * Largest piece that crosses at a time, in UTF-16 code units. Honest ones are a million at most as a rule; the largest answer that is kept, with every sign
 * escaped, fits as well.
 */
export const MAX_LINES_LENGTH = 32 * 1024 * 1024;
export const MAX_PASSPHRASE_LENGTH = 1024;

const BackupId = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const Passphrase = v.pipe(v.string(), v.minLength(1), v.maxLength(MAX_PASSPHRASE_LENGTH));
const Count = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Lines of each kind. */
const Counts = v.record(v.string(), Count);
/** How far a file has been read, in bytes. */
const Progress = { done: Count, of: Count };

const BackupPartSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('lines'), lines: v.string(), ...Progress }),
  /** Blocks that are not what was written: from one number to another, or to nobody knows where. */
  v.strictObject({ kind: v.literal('damaged'), from: Count, to: v.optional(Count), ...Progress }),
  /** `whole`: everything that was written has been read. `counts` is what the file itself says was written; absent if its end is lost. */
  v.strictObject({ kind: v.literal('end'), whole: v.boolean(), counts: v.optional(Counts), ...Progress }),
]);
export type BackupPart = v.InferOutput<typeof BackupPartSchema>;

const OpenedBackupSchema = v.strictObject({
  backupId: BackupId,
  /** Without its folder. */
  name: v.string(),
  bytes: Count,
  /** Whether it must be unlocked before it can be read. */
  locked: v.boolean(),
  /** What its lines are: those of a backup, or rows out of the files of a damaged history. */
  holds: v.picklist(['backup', 'rows']),
  /** When a damaged history was put aside, epoch ms UTC; absent for a backup. */
  at: v.optional(v.number()),
});
export type OpenedBackup = v.InferOutput<typeof OpenedBackupSchema>;

const BackupSourceSchema = v.union([
  v.picklist(['file', 'desktop']),
  v.strictObject({ copy: KeptNameSchema, workspace: WorkspaceSchema }),
  v.strictObject({ kept: KeptNameSchema }),
]);
export type BackupSource = v.InferOutput<typeof BackupSourceSchema>;

const CopySchema = v.strictObject({
  name: v.string(),
  /** When it was made, epoch ms UTC. */
  at: v.number(),
  bytes: Count,
});
/** A copy that was made by itself. */
export type BackupCopy = v.InferOutput<typeof CopySchema>;

const CopiesSchema = v.strictObject({
  folder: v.string(),
  /** Newest first. */
  copies: v.array(CopySchema),
});
export type BackupCopies = v.InferOutput<typeof CopiesSchema>;

const Nothing = v.undefined();
const OfBackup = v.strictObject({ backupId: BackupId });

/** Calls about backups; a part of `CALLS`. A window writes one and reads one at a time: beginning another gives the one before up. */
export const BACKUP_CALLS = {
  /**
   * Begins a backup in a file that the user chooses (null: none was chosen), or among the copies that are made by themselves. Nothing has the
   * file's name until it is whole.
   */
  startBackup: {
    input: v.strictObject({
      to: v.picklist(['file', 'copies']),
      workspace: WorkspaceSchema,
      passphrase: v.optional(Passphrase),
    }),
    output: v.nullable(v.strictObject({ backupId: BackupId, file: v.string() })),
  },
  /** Adds lines, whole ones, as one block. */
  writeBackup: {
    input: v.strictObject({ backupId: BackupId, lines: v.pipe(v.string(), v.maxLength(MAX_LINES_LENGTH)) }),
    output: Nothing,
  },
  /** Ends it. When this answers, it is safely on disk under its name. */
  finishBackup: {
    input: v.strictObject({ backupId: BackupId, counts: Counts }),
    output: v.strictObject({ file: v.string(), bytes: Count }),
  },
  /**
   * Opens one to be read: one that the user chooses, the newest that the desktop handed to the app, a copy that was made by itself, or what is left
   * of a damaged history. Null: none was chosen, or none waits.
   */
  openBackup: {
    input: v.strictObject({ from: BackupSourceSchema }),
    output: v.nullable(OpenedBackupSchema),
  },
  unlockBackup: { input: v.strictObject({ backupId: BackupId, passphrase: Passphrase }), output: Nothing },
  /** The next part, from the beginning if `again`. */
  readBackup: {
    input: v.strictObject({ backupId: BackupId, again: v.optional(v.literal(true)) }),
    output: BackupPartSchema,
  },
  /** Gives one up that is being written and leaves nothing of it, or ends reading one. */
  closeBackup: { input: OfBackup, output: Nothing },
  /** The copies of a history that were made by themselves. */
  listCopies: { input: v.strictObject({ workspace: WorkspaceSchema }), output: CopiesSchema },
  /** Asks the user for another folder for them. Null: none was chosen. */
  chooseCopiesFolder: { input: Nothing, output: v.nullable(v.string()) },
};
