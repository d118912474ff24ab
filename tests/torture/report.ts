/** What became of one kind of torture. */
export interface Row {
  readonly what: string;
  readonly tries: number;
  /** Answers that had been acknowledged as saved, and how many of them were there afterwards. */
  readonly acknowledged: number;
  readonly found: number;
  /** So many of them lay in the very place that was damaged, and nowhere else: no more may be lost. */
  readonly bound?: number;
  /** What else had to hold, and did not; a line each. */
  readonly faults: readonly string[];
  /** What was seen, in a few words. */
  readonly seen: string;
}

/** Gathers a row while it is being tried. */
export class Tally {
  #tries = 0;
  #acknowledged = 0;
  #found = 0;
  readonly #faults: string[] = [];
  readonly #seen = new Map<string, number>();

  tried(): void {
    this.#tries += 1;
  }

  /** So many answers had been acknowledged by then, and so many of these are there. */
  counted(acknowledged: number, found: number): void {
    this.#acknowledged += acknowledged;
    this.#found += found;
  }

  fault(text: string): void {
    this.#faults.push(text);
  }

  /** Something that happened, counted by its words. */
  saw(words: string): void {
    this.#seen.set(words, (this.#seen.get(words) ?? 0) + 1);
  }

  row(what: string): Row {
    const seen = [...this.#seen].map(([words, times]) => (times === 1 ? words : `${words} (${times})`)).join('; ');
    return {
      what,
      tries: this.#tries,
      acknowledged: this.#acknowledged,
      found: this.#found,
      faults: this.#faults,
      seen,
    };
  }
}

/** Whether nothing was lost and everything held. */
export function survived({ acknowledged, found, faults, tries, bound = 0 }: Row): boolean {
  return tries > 0 && acknowledged - found <= bound && faults.length === 0;
}

/** The rows as a table of Markdown. */
export function tableOf(rows: readonly Row[]): string {
  const figure = (count: number): string => count.toLocaleString('en-GB');
  const lines = rows.map(({ what, tries, acknowledged, found, seen }) =>
    [what, figure(tries), figure(acknowledged), figure(found), figure(acknowledged - found), seen].join(' | '),
  );
  return [
    '| what was done | times | acknowledged | found | lost | what was seen |',
    '| --- | ---: | ---: | ---: | ---: | --- |',
    ...lines.map((line) => `| ${line} |`),
  ].join('\n');
}
