import { Slices } from '../data/slices';

/** Pieces as one text, put together without holding up the window. */
export async function textOf(pieces: Iterable<string>, signal: AbortSignal): Promise<string> {
  const slices = new Slices(signal);
  const all: string[] = [];
  for (const piece of pieces) {
    all.push(piece);
    await slices.pause();
  }
  return all.join('');
}
