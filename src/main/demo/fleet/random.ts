/** All of the demo account grows from this word; change it and every id changes. */
const SEED = 'copytrail demo account';

// Hashing constants: FNV-1a's offset and prime, the golden ratio to tell the four lanes apart, and two multipliers
// known to spread 32 bits well. Nothing here needs to be secret, only even and quick: an opening of the demo account
// draws some ten thousand numbers.
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const GOLDEN = 0x9e3779b9;
const SPREAD_1 = 0x7feb352d;
const SPREAD_2 = 0x846ca68b;

function spread(bits: number): number {
  let mixed = Math.imul(bits ^ (bits >>> 16), SPREAD_1);
  mixed = Math.imul(mixed ^ (mixed >>> 15), SPREAD_2);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

function hash(text: string, lane: number): number {
  let bits = spread(FNV_OFFSET + Math.imul(lane, GOLDEN));
  for (let i = 0; i < text.length; i += 1) bits = Math.imul(bits ^ text.charCodeAt(i), FNV_PRIME);
  return spread(bits);
}

/**
 * Random numbers that are the same at every start. Each thing has a generator of its own, named after it, so that
 * adding one job never changes another.
 */
export class SeededRandom {
  #state: readonly [number, number, number, number];

  constructor(...name: readonly (string | number)[]) {
    const text = [SEED, ...name].join('\n');
    this.#state = [hash(text, 1), hash(text, 2), hash(text, 3), hash(text, 4)];
  }

  /** 32 bits, by Marsaglia's xorshift over 128 bits of state. */
  #next(): number {
    const [x, y, z, w] = this.#state;
    const t = x ^ (x << 11);
    const next = (w ^ (w >>> 19) ^ t ^ (t >>> 8)) >>> 0;
    this.#state = [y, z, w, next];
    return spread(next);
  }

  /** Lower-case hexadecimal digits. */
  hex(digits: number): string {
    let text = '';
    while (text.length < digits) text += this.#next().toString(16).padStart(8, '0');
    return text.slice(0, digits);
  }

  /** At least `min`, below `max`. */
  between(min: number, max: number): number {
    return min + (this.#next() / 2 ** 32) * (max - min);
  }

  /** In the grouping of a UUID, lower case. AWS Backup's own ids do not set the version digits either. */
  uuid(): string {
    return this.hex(32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  }
}

const uuids = new Map<string, string>();

/** The one UUID of something that many jobs name: a plan, a rule, a key. */
export function uuidOf(...name: readonly (string | number)[]): string {
  const key = name.join('\n');
  const known = uuids.get(key) ?? new SeededRandom(...name).uuid();
  uuids.set(key, known);
  return known;
}
