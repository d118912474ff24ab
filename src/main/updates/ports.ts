import type { Place } from './place';

/** Reaches the place of updates. Asked for nothing but names that the signed list or this app gives. */
export interface UpdateSource {
  /**
   * The content of a file there, piece by piece.
   * @throws {NotThere} if the place answers that there is no such file; else what the network or the disk said
   */
  open(place: Place, name: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
}

/** The place was reached and has no such file. */
export class NotThere extends Error {
  override readonly name = 'NotThere';
}
