import { looksLikeLink } from '../../preload/contract/job-link';
import { readLink, type ArrivedLink } from '../../preload/contract/link';

export interface LinkParts {
  /** Told that a link waits to be taken. */
  readonly arrived: () => void;
  readonly warn: (message: string, details: Readonly<Record<string, unknown>>) => void;
}

/** Links that came from outside. Only the newest waits: it is the one that somebody clicked last. */
export interface Links {
  /** Reads the link among the words of a command line, if there is any. */
  readonly offerWords: (words: readonly string[]) => void;
  /** Reads an address that the system was asked to open. */
  readonly offer: (address: string) => void;
  /** The link that waits, once. */
  readonly take: () => ArrivedLink | null;
}

/** Takes links in. Whatever is no link as Copytrail writes them is noted with its fault and length, never with its text. */
export function createLinks({ arrived, warn }: LinkParts): Links {
  let waiting: ArrivedLink | null = null;

  function put(link: ArrivedLink, length: number): void {
    if (link.kind === 'refused') warn('link refused', { fault: link.fault, length });
    waiting = link;
    arrived();
  }

  return {
    offerWords(words) {
      const [link, ...more] = words.filter(looksLikeLink);
      if (link === undefined) return;
      put(more.length > 0 ? { kind: 'refused', fault: 'several' } : readLink(link), link.length);
    },
    offer(address) {
      put(readLink(address), address.length);
    },
    take() {
      const link = waiting;
      waiting = null;
      return link;
    },
  };
}
