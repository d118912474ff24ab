import { checkCopyJobId } from './copy-job-id';
import { likelyIds, namedIds } from './copy-job-mentions';

/** Most ids taken out of one text: as many calls take an hour or more, and AWS lists a thousand jobs with one. */
export const MOST_IDS = 20_000;

/** Longest line kept whole, in characters; a longer one (JSON without line breaks) is cut at a sign that no id has. */
const LONGEST_LINE = 64 * 1024;
/** Enough before a cut for an id with its name: what stands there is looked at again with what follows. */
const OVERLAP = 1024;

const HEAD = /copy ?job ?id/i;

/** Ids of a long text, each once and in order. */
export interface CollectedIds {
  readonly ids: readonly string[];
  readonly repeated: boolean;
  /** There were more than `MOST_IDS`; these are the first. */
  readonly tooMany: boolean;
}

/**
 * Finds the copy job ids of a text that comes in portions, by the same rules as for a text that is pasted: where some stand
 * in a place that only a copy job id takes, only those count. Holds ids, never the text.
 */
export class IdCollector {
  #named = new Found();
  #likely = new Found();
  #rest = '';
  /** The head of a table's columns, without which the cells below it mean nothing. */
  #head = '';

  /** Looks through the next portion. */
  add(portion: string): void {
    const text = this.#rest + portion;
    const end = text.lastIndexOf('\n') + 1;
    if (end === 0 && text.length < LONGEST_LINE) {
      this.#rest = text;
      return;
    }
    // A line without an end is looked at as far as it came; what is found twice counts once.
    const cut = end > 0 ? end : Math.max(text.lastIndexOf(',', text.length - OVERLAP), text.length - 2 * OVERLAP);
    this.#look(text.slice(0, cut));
    this.#rest = text.slice(cut);
  }

  /** What was found in all of it. Nothing may be added after this. */
  finish(): CollectedIds {
    this.#look(this.#rest);
    this.#rest = '';
    const { ids, repeated } = this.#named.ids.size > 0 ? this.#named : this.#likely;
    return { ids: [...ids.values()].slice(0, MOST_IDS), repeated, tooMany: ids.size > MOST_IDS };
  }

  #look(text: string): void {
    const withHead = this.#head + text;
    this.#named.add(
      namedIds(withHead)
        .map(({ id }) => id)
        .filter((id) => checkCopyJobId(id).ok),
    );
    // Once there are named ones the others no longer count.
    if (this.#named.ids.size === 0) this.#likely.add(likelyIds(text).map(({ id }) => id));
    const head = withHead.split('\n').findLast((line) => line.length < LONGEST_LINE && HEAD.test(line));
    this.#head = head === undefined ? '' : `${head}\n`;
  }
}

class Found {
  /** Upper and lower case are one id; the spelling that came first stays. */
  readonly ids = new Map<string, string>();
  repeated = false;

  add(ids: readonly string[]): void {
    for (const id of ids) {
      const folded = id.toUpperCase();
      if (this.ids.has(folded)) this.repeated = true;
      // One more than are taken tells that there are too many.
      else if (this.ids.size <= MOST_IDS) this.ids.set(folded, id);
    }
  }
}
