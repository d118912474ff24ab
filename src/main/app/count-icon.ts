/** Digits and a plus, three dots wide and five high, one number a row, its highest bit on the left. */
const DOTS: Readonly<Record<string, readonly number[]>> = {
  '0': [7, 5, 5, 5, 7],
  '1': [2, 6, 2, 2, 7],
  '2': [7, 1, 7, 4, 7],
  '3': [7, 1, 7, 1, 7],
  '4': [5, 5, 7, 1, 1],
  '5': [7, 4, 7, 1, 7],
  '6': [7, 4, 7, 5, 7],
  '7': [7, 1, 1, 2, 2],
  '8': [7, 5, 7, 5, 7],
  '9': [7, 5, 7, 1, 7],
  '+': [0, 2, 7, 2, 0],
};
const WIDE = 3;
const HIGH = 5;

/** Width and height of the picture in pixels: twice what Windows shows at its usual scale. */
export const COUNT_ICON_PX = 32;
/** More than this is told as this and more: three digits could not be read. */
const MOST = 99;

/** The blue of the app's icon; white on it has a contrast of more than 7 to 1. */
const BLUE = 0xa0;
const GREEN = 0x58;
const RED = 0x14;

/**
 * A number as a picture for over the app's icon, where the system takes no number: white on a disc. Pixels from the top left, four
 * bytes each: blue, green, red, opacity, colours multiplied by it.
 */
export function countPixels(count: number): Buffer {
  const text = count > MOST ? `${MOST}+` : String(count);
  const pixels = Buffer.alloc(COUNT_ICON_PX * COUNT_ICON_PX * 4);
  const dot = text.length > 2 ? 2 : 3;
  const left = Math.round((COUNT_ICON_PX - dot * (text.length * (WIDE + 1) - 1)) / 2);
  const top = Math.round((COUNT_ICON_PX - dot * HIGH) / 2);
  for (let y = 0; y < COUNT_ICON_PX; y++) {
    for (let x = 0; x < COUNT_ICON_PX; x++) {
      const isText = isInk(text, Math.floor((x - left) / dot), Math.floor((y - top) / dot));
      const [blue, green, red] = isText ? [255, 255, 255] : [BLUE, GREEN, RED];
      const cover = discCover(x, y);
      pixels.set(
        [blue * cover, green * cover, red * cover, 255 * cover].map((part) => Math.round(part)),
        (y * COUNT_ICON_PX + x) * 4,
      );
    }
  }
  return pixels;
}

/** Whether the text has a dot in this column and row of dots. */
function isInk(text: string, column: number, row: number): boolean {
  const sign = text[Math.floor(column / (WIDE + 1))];
  const within = column % (WIDE + 1);
  if (column < 0 || sign === undefined || within === WIDE) return false;
  return (((DOTS[sign]?.[row] ?? 0) >> (WIDE - 1 - within)) & 1) === 1;
}

/** How much of a pixel the disc covers, from 0 to 1: its edge is smooth. */
function discCover(x: number, y: number): number {
  const middle = COUNT_ICON_PX / 2;
  const distance = Math.hypot(x + 0.5 - middle, y + 0.5 - middle);
  return Math.min(1, Math.max(0, middle - distance + 0.5));
}
