/** The longest text that a link holds, in characters: a filter of a dozen conditions. */
export const MAX_LINK_TEXT = 600;

/** Signs that stand for themselves. The underscore does not: it stands round all others. */
const PLAIN = /^[A-Za-z0-9.:-]$/;
/** What no text in a link may hold: control characters, and those that make a text look like another one. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
/** What programs that pass a link on would take for a folder. */
const FOLDER = /^\.\.?$/;
/** Stands for no text at all, so that no part of a link is empty. */
const NOTHING = '_';
const SPELLED = /^(?:[A-Za-z0-9.:-]|_[0-9a-f]{2,6}_)+$/;
const LAST_CODE_POINT = 0x10ffff;

/**
 * Text as a part of a link, of signs that all systems leave as they are: letters, digits, `.`, `:` and `-` stand for themselves, any other sign
 * is its code point between underscores (`_3d_` is `=`). Each text has one spelling. Undefined: it is too long, or holds what cannot be seen.
 */
export function spellText(text: string): string | undefined {
  if (text.length > MAX_LINK_TEXT || UNSEEN.test(text) || FOLDER.test(text)) return undefined;
  if (text === '') return NOTHING;
  return Array.from(text, (sign) => (PLAIN.test(sign) ? sign : `_${hexOf(sign)}_`)).join('');
}

/** The text that a part of a link spells; undefined if it is no spelling that {@link spellText} gives. Never throws. */
export function readSpelled(part: string): string | undefined {
  if (part === NOTHING) return '';
  if (!SPELLED.test(part)) return undefined;
  const codes = Array.from(part.matchAll(/_([0-9a-f]+)_/g), ([, hex = '']) => parseInt(hex, 16));
  if (codes.some((code) => code > LAST_CODE_POINT)) return undefined;
  const text = part.replace(/_([0-9a-f]+)_/g, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16)));
  return spellText(text) === part ? text : undefined;
}

function hexOf(sign: string): string {
  return (sign.codePointAt(0) ?? 0).toString(16).padStart(2, '0');
}
