import * as v from 'valibot';

/** Longest address of a place with updates. */
const LONGEST_ADDRESS = 2048;
/** An Ed25519 public key as SPKI in base64 has 60 signs; its PEM file some more. */
const LONGEST_KEY = 400;

/** Whether and where to look for updates. Off until somebody switches it on, and then nothing else is asked. */
export const UpdateSettingsSchema = v.strictObject({
  on: v.boolean(),
  /** Folder that holds the list of updates: an https address, a file address or a path. Empty: none was given. */
  address: v.pipe(v.string(), v.maxLength(LONGEST_ADDRESS)),
  /** Public key of who signs that list, as PEM or base64. Used only where the package has no key of its own. */
  key: v.pipe(v.string(), v.maxLength(LONGEST_KEY)),
});
export type UpdateSettings = v.InferOutput<typeof UpdateSettingsSchema>;

/** A newer version, as the signed list tells it. */
export const UpdateOfferSchema = v.strictObject({
  version: v.string(),
  /** Day of its release, `2026-11-26`. */
  released: v.string(),
  /** What is new, as text. */
  notes: v.string(),
  /** The file for this system and the way in which this app was installed; absent if there is none. */
  file: v.optional(v.strictObject({ name: v.string(), bytes: v.number() })),
});
export type UpdateOffer = v.InferOutput<typeof UpdateOfferSchema>;

/** What a look at the list said. */
export const UpdateCheckSchema = v.strictObject({
  /** Epoch ms UTC, by this machine's clock. */
  checkedAt: v.number(),
  /** Null: this version is the newest that the list knows. */
  offer: v.nullable(UpdateOfferSchema),
});
export type UpdateCheck = v.InferOutput<typeof UpdateCheckSchema>;
