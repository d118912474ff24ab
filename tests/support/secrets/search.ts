import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Planted } from './plants';

/** The search for planted secrets in whatever the app wrote or sent. */

/** Long enough that nothing else looks like it by chance. */
const PIECE = 14;

/** The texts by which a secret shows: as it is, as it stands in addresses and JSON, in base64 and hexadecimal. */
function spellingsOf(secret: string): readonly string[] {
  const spellings = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
  if (secret.length < PIECE) return spellings;
  const hex = Buffer.from(secret).toString('hex');
  // Base64 looks otherwise for each of three places at which the secret may begin; its ends depend on what stands beside it.
  const base64 = [0, 1, 2].map((before) => {
    const text = Buffer.from('\0'.repeat(before) + secret)
      .toString('base64')
      .replace(/=+$/, '');
    return text.slice(before === 0 ? 0 : before + 1, -1);
  });
  // A store that packs what it holds may tear a secret; where it stands for the first time its pieces are whole.
  const pieces = [0, secret.length - PIECE].map((from) => secret.slice(from, from + PIECE));
  return [...spellings, ...pieces, hex, hex.toUpperCase(), ...base64, ...base64.map(forAddresses)];
}

const forAddresses = (base64: string): string => base64.replaceAll('+', '-').replaceAll('/', '_');

/** Names of the secrets that a text or bytes hold in any spelling, in UTF-8 or UTF-16. */
export function secretsIn(content: string | Uint8Array, planted: Planted): readonly string[] {
  const bytes =
    typeof content === 'string'
      ? Buffer.from(content)
      : Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  // One sign for each byte, so that numbers can be told from parts of longer ones.
  const narrow = bytes.toString('latin1');
  const wide = narrow.replaceAll('\0', '');
  return Object.entries(planted).flatMap(([name, secret]) => {
    if (/^\d+$/.test(secret)) {
      const alone = new RegExp(`(?<!\\d)${secret}(?!\\d)`);
      return alone.test(narrow) || alone.test(wide) ? [name] : [];
    }
    const found = spellingsOf(secret).some(
      (text) => bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le')),
    );
    return found ? [name] : [];
  });
}

/** Files below a folder that hold one, by name, and how many files were searched. */
export async function filesWithSecrets(
  folder: string,
  planted: Planted,
): Promise<{ readonly searched: number; readonly found: Readonly<Record<string, readonly string[]>> }> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const found: Record<string, readonly string[]> = {};
  for (const file of files) {
    const name = path.join(file.parentPath, file.name);
    const secrets = secretsIn(await readFile(name), planted);
    if (secrets.length > 0) found[path.relative(folder, name)] = secrets;
  }
  return { searched: files.length, found };
}
