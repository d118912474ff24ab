/** Signs that move or hide other text, or end a line: controls, invisible formatting, line and paragraph separators, halves of pairs. */
const NOT_PLAIN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu;

/**
 * Text for places that this app does not draw itself. Names of resources may hold anything: controls and invisible signs become
 * spaces, angle brackets become look-alikes (some Linux desktops read markup in notifications), and what is too long is cut.
 */
export function plainText(text: string, longest: number): string {
  const plain = text
    .replaceAll(NOT_PLAIN, ' ')
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  const signs = Array.from(plain);
  return signs.length <= longest ? plain : `${signs.slice(0, longest - 1).join('')}…`;
}
