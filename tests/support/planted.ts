/** Secrets that a test plants, and the search for them in whatever the app wrote or sent. */

/** Long enough that nothing else looks like it by chance. */
const PIECE = 14;

/** A secret by the name under which it is reported. */
export type Planted = Readonly<Record<string, string>>;

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
