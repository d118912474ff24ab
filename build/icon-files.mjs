/** The containers in which Windows and macOS keep an icon's sizes. */

const ICO_HEADER_BYTES = 6;
const ICO_ENTRY_BYTES = 16;
const ICON = 1;
const BITMAP_HEADER_BYTES = 40;
const BITS_PER_PIXEL = 32;
const BYTES_PER_PIXEL = 4;
/** Rows of the mask are whole groups of 32 bits. */
const MASK_GROUP = 32;
/** Written as 0 in the one byte that the width has. */
const LARGEST_ICO = 256;

/** Which size stands under which name in an .icns, beside the pictures of twice the size for fine screens. */
const ICNS_TYPES = [
  { type: 'ic11', size: 32 },
  { type: 'ic12', size: 64 },
  { type: 'ic07', size: 128 },
  { type: 'ic13', size: 256 },
  { type: 'ic08', size: 256 },
  { type: 'ic14', size: 512 },
  { type: 'ic09', size: 512 },
  { type: 'ic10', size: 1024 },
];

/**
 * @typedef {object} Picture
 * @property {number} size width and height, in pixels
 * @property {Buffer} png
 * @property {Buffer} pixels red, green, blue and opacity of each, from the top left
 */

/**
 * @param {Picture} picture
 * @returns {Buffer} as a bitmap without a file header: colours in the order blue, green, red, rows from the bottom, then a mask,
 *   which says nothing, for opacity says it all
 */
function bitmap({ size, pixels }) {
  const header = Buffer.alloc(BITMAP_HEADER_BYTES);
  header.writeUInt32LE(BITMAP_HEADER_BYTES, 0);
  header.writeInt32LE(size, 4);
  // Colours and mask together.
  header.writeInt32LE(2 * size, 8);
  header.writeUInt16LE(1, 12);
  header.writeUInt16LE(BITS_PER_PIXEL, 14);
  const colours = Buffer.alloc(size * size * BYTES_PER_PIXEL);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const from = (y * size + x) * BYTES_PER_PIXEL;
      const to = ((size - 1 - y) * size + x) * BYTES_PER_PIXEL;
      const [red = 0, green = 0, blue = 0, opacity = 0] = pixels.subarray(from, from + BYTES_PER_PIXEL);
      colours.set([blue, green, red, opacity], to);
    }
  }
  const maskRow = (Math.ceil(size / MASK_GROUP) * MASK_GROUP) / 8;
  return Buffer.concat([header, colours, Buffer.alloc(maskRow * size)]);
}

/**
 * An .ico. The largest is a PNG, all others are bitmaps, which every part of Windows and of its installers reads.
 *
 * @param {Picture[]} pictures up to 256 pixels
 * @returns {Buffer}
 */
export function icoFile(pictures) {
  const contents = pictures.map((picture) => (picture.size === LARGEST_ICO ? picture.png : bitmap(picture)));
  const header = Buffer.alloc(ICO_HEADER_BYTES);
  header.writeUInt16LE(ICON, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = ICO_HEADER_BYTES + pictures.length * ICO_ENTRY_BYTES;
  const entries = pictures.map(({ size }, at) => {
    const entry = Buffer.alloc(ICO_ENTRY_BYTES);
    const length = contents[at]?.length ?? 0;
    entry.writeUInt8(size % LARGEST_ICO, 0);
    entry.writeUInt8(size % LARGEST_ICO, 1);
    entry.writeUInt16LE(1, 4);
    entry.writeUInt16LE(BITS_PER_PIXEL, 6);
    entry.writeUInt32LE(length, 8);
    entry.writeUInt32LE(offset, 12);
    offset += length;
    return entry;
  });
  return Buffer.concat([header, ...entries, ...contents]);
}

/**
 * An .icns.
 *
 * @param {Picture[]} pictures 32 to 1024 pixels
 * @returns {Buffer}
 * @throws {Error} if a size is missing
 */
export function icnsFile(pictures) {
  const chunk = (/** @type {string} */ type, /** @type {Buffer} */ content) => {
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32BE(head.length + content.length, 4);
    return Buffer.concat([head, content]);
  };
  const chunks = ICNS_TYPES.map(({ type, size }) => {
    const picture = pictures.find((each) => each.size === size);
    if (picture === undefined) throw new Error(`There is no picture of ${size} pixels.`);
    return chunk(type, picture.png);
  });
  return chunk('icns', Buffer.concat(chunks));
}
