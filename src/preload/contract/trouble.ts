import * as v from 'valibot';

/* What can be told and done about a history that cannot be written, or that the engine cannot open. */

const DiskLookSchema = v.strictObject({
  /** What a file that was written there on trial showed. `refused`: the system does not let this user write there. */
  state: v.picklist(['fine', 'full', 'read-only', 'refused']),
  /** Where the history is. */
  folder: v.string(),
  /** Bytes left on its disk for this user; absent if the system does not tell. */
  free: v.optional(v.pipe(v.number(), v.minValue(0))),
});
/** How it stands with the disk that the history is on. */
export type DiskLook = v.InferOutput<typeof DiskLookSchema>;

export const KeptNameSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(256));

const KeptSchema = v.strictObject({
  name: KeptNameSchema,
  /** When it was put aside, epoch ms UTC. */
  at: v.number(),
  bytes: v.pipe(v.number(), v.integer(), v.minValue(0)),
});
/** The files of a history that the engine began anew, put aside. */
export type KeptHistory = v.InferOutput<typeof KeptSchema>;

const Nothing = v.undefined();

/** Calls about a history in trouble; a part of `CALLS`. */
export const TROUBLE_CALLS = {
  /** Looks at the disk that the history is on, and writes a small file on trial. */
  lookAtDisk: { input: Nothing, output: DiskLookSchema },
  /** The histories that were put aside, newest first. */
  listKept: { input: Nothing, output: v.strictObject({ folder: v.string(), kept: v.array(KeptSchema) }) },
  /** Puts the files aside that the engine cannot open, so that it can begin anew. Deletes nothing. */
  putHistoryAside: { input: Nothing, output: Nothing },
};
