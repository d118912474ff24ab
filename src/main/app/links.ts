import path from 'node:path';
import { looksLikeLink } from '../../preload/contract/job-link';
import { looksLikeBackup, readLink, type ArrivedLink } from '../../preload/contract/link';

export interface LinkParts {
  /** Told that a link waits to be taken. */
  readonly arrived: () => void;
  readonly warn: (message: string, details: Readonly<Record<string, unknown>>) => void;
}

/** Links and files that came from outside. Only the newest waits: it is the one that somebody clicked last. */
export interface Links {
  /** Reads the link or the file among the words of a command line, if there is any. Relative names count from the folder given. */
  readonly offerWords: (words: readonly string[], folder: string) => void;
  /** Takes a file that the system was asked to open. */
  readonly offerFile: (file: string) => void;
  /** Reads an address that the system was asked to open. */
  readonly offer: (address: string) => void;
  /** The link that waits, once. */
  readonly take: () => ArrivedLink | null;
  /** The file that came last, once. */
  readonly takeFile: () => string | undefined;
}

/** Takes links in. Whatever is no link as Copytrail writes them is noted with its fault and length, never with its text. */
export function createLinks({ arrived, warn }: LinkParts): Links {
  let waiting: ArrivedLink | null = null;
  let waitingFile: string | undefined;

  function put(link: ArrivedLink, length: number): void {
    if (link.kind === 'refused') warn('link refused', { fault: link.fault, length });
    waiting = link;
    arrived();
  }

  function offerFile(file: string): void {
    waitingFile = file;
    put({ kind: 'backup', name: path.basename(file) }, file.length);
  }

  return {
    offerWords(words, folder) {
      const [link, ...more] = words.filter(looksLikeLink);
      const file = words.find(looksLikeBackup);
      if (link === undefined && file !== undefined) offerFile(path.resolve(folder, file));
      if (link === undefined) return;
      put(more.length > 0 ? { kind: 'refused', fault: 'several' } : readLink(link), link.length);
    },
    offer(address) {
      put(readLink(address), address.length);
    },
    offerFile,
    takeFile() {
      const file = waitingFile;
      waitingFile = undefined;
      return file;
    },
    take() {
      const link = waiting;
      waiting = null;
      return link;
    },
  };
}
