import type { KeyObject } from 'node:crypto';
import type { AppError } from '../../preload/contract/error';
import { failed, ok, type Result } from '../../preload/contract/result';
import type { UpdateCheck, UpdateSettings } from '../../preload/contract/updates';
import { alreadyThere, download, OtherContent } from './download';
import * as failures from './failures';
import { fileFor, type Installation } from './installation';
import { readPlace, type Place } from './place';
import { NotThere, type UpdateSource } from './ports';
import {
  LIST_NAME,
  MAX_LIST_BYTES,
  MAX_SIGNATURE_BYTES,
  readPublicKey,
  readReleaseList,
  SIGNATURE_NAME,
  type ReleaseFile,
  type ReleaseList,
} from './release-list';
import { isNewer } from './version';

/** How long the list and its signature may take together, ms. */
const LIST_LIMIT_MS = 20_000;
/** Longest silence while an installer comes, ms. */
const SILENCE_LIMIT_MS = 30_000;

export interface UpdaterParts {
  readonly settings: () => UpdateSettings;
  /** The version that runs. */
  readonly version: string;
  /** The key that came with the package; then no other is trusted. */
  readonly packageKey: string | undefined;
  readonly installation: Installation;
  readonly source: UpdateSource;
  /** The user's folder for downloads. */
  readonly downloads: () => string;
  /** Epoch ms UTC. */
  readonly now: () => number;
  readonly warn: (message: string, details: Readonly<Record<string, unknown>>) => void;
}

/** Looks for a newer version and fetches it, when asked. It installs nothing, and asks nobody while that is switched off. */
export interface Updater {
  check(signal: AbortSignal): Promise<Result<UpdateCheck>>;
  /**
   * Fetches the file that the last check offered into the folder for downloads.
   * @param onProgress told how many bytes of how many have come
   * @returns its absolute path
   */
  download(signal: AbortSignal, onProgress: (received: number, total: number) => void): Promise<Result<string>>;
}

interface Offered {
  readonly place: Place;
  readonly file: ReleaseFile;
}

export function createUpdater(parts: UpdaterParts): Updater {
  const { settings, source, installation, warn } = parts;
  /** What a download may fetch: set by a check whose signature fitted, never by the window. */
  let offered: Offered | undefined;

  /** What may be asked, or why nothing may. */
  function prepare(): { readonly place: Place; readonly key: KeyObject } | AppError {
    const { on, address, key: typed } = settings();
    if (!on) return failures.switchedOff();
    const place = readPlace(address);
    if (place === undefined) return failures.noPlace();
    const key = readPublicKey(parts.packageKey ?? typed);
    return key === undefined ? failures.noKey() : { place, key };
  }

  async function readList(place: Place, key: KeyObject, signal: AbortSignal): Promise<ReleaseList | AppError> {
    const list = await readWhole(await source.open(place, LIST_NAME, signal), MAX_LIST_BYTES);
    const signature = await readWhole(await source.open(place, SIGNATURE_NAME, signal), MAX_SIGNATURE_BYTES);
    const read = readReleaseList(list, signature, key);
    if (read === 'unsigned') return failures.notSigned();
    return read === 'unreadable' ? failures.unreadable() : read;
  }

  return {
    async check(signal) {
      offered = undefined;
      const ready = prepare();
      if ('code' in ready) return failed(ready);
      const limit = AbortSignal.timeout(LIST_LIMIT_MS);
      try {
        const list = await readList(ready.place, ready.key, AbortSignal.any([signal, limit]));
        if ('code' in list) {
          warn('a list of updates was refused', { code: list.code, message: list.message });
          return failed(list);
        }
        const checkedAt = parts.now();
        if (!isNewer(list.version, parts.version)) return ok({ checkedAt, offer: null });
        const file = fileFor(list.files, installation);
        if (file !== undefined) offered = { place: ready.place, file };
        const { version, released, notes } = list;
        const offer = { version, released, notes, ...(file && { file: { name: file.name, bytes: file.bytes } }) };
        return ok({ checkedAt, offer });
      } catch (error) {
        signal.throwIfAborted();
        if (limit.aborted) return failed(failures.timedOut());
        return failed(error instanceof NotThere ? failures.notFound(error.message) : failures.notReached(error));
      }
    },

    async download(signal, onProgress) {
      const ready = prepare();
      if ('code' in ready) return failed(ready);
      if (offered === undefined) return failed(failures.nothingOffered());
      const { place, file } = offered;
      const silence = startSilenceLimit();
      const ended = AbortSignal.any([signal, silence.signal]);
      let isWriting = false;
      try {
        const present = await alreadyThere(file, parts.downloads());
        if (present !== undefined) return ok(present);
        const content = await source.open(place, file.name, ended);
        isWriting = true;
        const target = await download(
          passOn(content, ended, () => (isWriting = false)),
          file,
          parts.downloads(),
          (received) => {
            silence.heard();
            onProgress(received, file.bytes);
          },
        );
        return ok(target);
      } catch (error) {
        signal.throwIfAborted();
        if (silence.signal.aborted) return failed(failures.timedOut());
        if (error instanceof OtherContent) {
          warn('a download was thrown away', { name: file.name, reason: error.message });
          return failed(failures.otherContent(file.name));
        }
        if (error instanceof NotThere) return failed(failures.notFound(file.name));
        return failed(isWriting ? failures.notKept(error) : failures.notReached(error));
      } finally {
        silence.end();
      }
    },
  };
}

/** Passes pieces on until the signal ends it, and tells when it was the source that failed rather than whoever takes them. */
async function* passOn(
  content: AsyncIterable<Uint8Array>,
  signal: AbortSignal,
  onFailure: () => void,
): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of content) {
      signal.throwIfAborted();
      yield piece;
    }
  } catch (error) {
    onFailure();
    throw error;
  }
}

/** @throws if there is more than `most` bytes */
async function readWhole(content: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of content) {
    bytes += piece.byteLength;
    if (bytes > most) throw new Error(`There are more than ${most} bytes.`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** Aborts when nothing was heard for long. */
function startSilenceLimit(): { readonly signal: AbortSignal; readonly heard: () => void; readonly end: () => void } {
  const controller = new AbortController();
  const start = (): NodeJS.Timeout =>
    setTimeout(() => {
      controller.abort();
    }, SILENCE_LIMIT_MS);
  let timer = start();
  return {
    signal: controller.signal,
    heard() {
      clearTimeout(timer);
      timer = start();
    },
    end() {
      clearTimeout(timer);
    },
  };
}
