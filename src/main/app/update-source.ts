import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import { session, type Session } from 'electron';
import { openNetworkTo } from '../security/network';
import { NotThere, type UpdateSource } from '../updates/ports';

/** In memory only: no cookie, no cache, nothing of it on disk. */
const PARTITION = 'updates';
const NOT_FOUND = 404;

/**
 * Reaches places of updates: folders by the file system, web servers by Chromium's network, which knows the system's proxy and its
 * certificates, a company's own included. The session for that is made at the first use and lets nothing through but what lies below the address.
 */
export function createUpdateSource(): UpdateSource {
  let made: Session | undefined;

  async function openFile(folder: string, name: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
    const file = path.join(folder, name);
    try {
      await access(folder);
    } catch (error) {
      throw new Error(`The folder ${folder} cannot be reached.`, { cause: error });
    }
    try {
      await access(file);
    } catch {
      throw new NotThere(name);
    }
    return createReadStream(file, { signal });
  }

  return {
    async open(place, name, signal) {
      if (place.kind === 'folder') return openFile(place.folder, name, signal);
      made ??= session.fromPartition(PARTITION, { cache: false });
      openNetworkTo(made, place.base);
      const response = await made.fetch(new URL(name, place.base).href, {
        redirect: 'error',
        credentials: 'omit',
        signal,
      });
      if (response.status === NOT_FOUND) throw new NotThere(name);
      if (!response.ok || response.body === null) throw new Error(`${place.base.host} answered ${response.status}.`);
      return response.body;
    },
  };
}
