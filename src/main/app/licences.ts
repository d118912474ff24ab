import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { LicencesSchema, type Licences } from '../../preload/contract/licences';

/**
 * The packages inside the app with their licences, as the build has written them down.
 * @param buildFolder absolute path of the build; may lie inside `app.asar`
 * @throws what Node says if the file is not there (a development server makes none)
 */
export async function readLicences(buildFolder: string): Promise<Licences> {
  const text = await readFile(path.join(buildFolder, 'notices', 'licences.json'), 'utf8');
  return v.parse(LicencesSchema, JSON.parse(text));
}
