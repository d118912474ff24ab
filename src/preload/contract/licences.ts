import * as v from 'valibot';

/** Packages whose code is inside the app, and what their licences say. Many share a text, so that each stands here once. */
export const LicencesSchema = v.strictObject({
  packages: v.array(
    v.strictObject({
      name: v.string(),
      version: v.string(),
      /** By its SPDX name, as the package says it: `MIT`. */
      licence: v.string(),
      /** Which of the texts is its licence's; absent if the package brings none. */
      text: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
    }),
  ),
  texts: v.array(v.string()),
});
export type Licences = v.InferOutput<typeof LicencesSchema>;
