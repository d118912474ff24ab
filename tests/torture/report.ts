/** What became of one kind of torture. */
export interface Row {
  readonly what: string;
  readonly tries: number;
  /** Answers that had been acknowledged as saved, and how many of them were there afterwards. */
  readonly acknowledged: number;
  readonly found: number;
  /** So many of them lay in the very place that was damaged, and nowhere else: no more may be lost. */
  readonly bound: number;
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
  #bound = 0;
  readonly #faults: string[] = [];
  readonly #seen = new Map<string, number>();

  /** @param ontried told after each try */
  constructor(
    private readonly what: string,
    private readonly ontried: () => void,
  ) {}

  /** One more try is over, and what is left after it is counted. */
  tried(): void {
    this.#tries += 1;
    this.ontried();
  }

  /** So many answers had been acknowledged by then, and so many of these are there. */
  counted(acknowledged: number, found: number): void {
    this.#acknowledged += acknowledged;
    this.#found += found;
  }

  /** So many more answers lay in the very place that was damaged, and nowhere else. */
  mayLose(answers: number): void {
    this.#bound += answers;
  }

  fault(text: string): void {
    this.#faults.push(text);
  }

  /** Something that happened, counted by its words. */
  saw(words: string): void {
    this.#seen.set(words, (this.#seen.get(words) ?? 0) + 1);
  }

  get row(): Row {
    const seen = [...this.#seen].map(([words, times]) => (times === 1 ? words : `${words} (${times})`)).join('; ');
    return {
      what: this.what,
      tries: this.#tries,
      acknowledged: this.#acknowledged,
      found: this.#found,
      bound: this.#bound,
      faults: this.#faults,
      seen,
    };
  }
}

/** How far one part is. */
export interface Progress {
  readonly part: string;
  readonly tries: number;
  readonly of: number;
  /** In this part, by now. */
  readonly acknowledged: number;
  readonly lost: number;
}

/** What became of everything that was tried by now: it can be read at any time, also when something has put an end to it. */
export class Report {
  readonly #tallies: Tally[] = [];
  #part = '';
  #of = 0;
  /** Of the part that is under way. */
  #own: Tally[] = [];

  /** @param onprogress told after each try */
  constructor(private readonly onprogress: (progress: Progress) => void = () => undefined) {}

  /** The next part begins, and will try so many times. */
  begin(part: string, of: number): void {
    this.#part = part;
    this.#of = of;
    this.#own = [];
  }

  /** A row of the part that is under way. */
  tally(what: string): Tally {
    const tally = new Tally(what, () => {
      this.onprogress(this.#progress());
    });
    this.#tallies.push(tally);
    this.#own.push(tally);
    return tally;
  }

  get rows(): readonly Row[] {
    return this.#tallies.map(({ row }) => row);
  }

  #progress(): Progress {
    const rows = this.#own.map(({ row }) => row);
    const sum = (of: (row: Row) => number): number => rows.reduce((all, row) => all + of(row), 0);
    return {
      part: this.#part,
      tries: sum(({ tries }) => tries),
      of: this.#of,
      acknowledged: sum(({ acknowledged }) => acknowledged),
      lost: sum(({ acknowledged, found }) => acknowledged - found),
    };
  }
}

/** Whether nothing was lost and everything held. */
export function survived({ acknowledged, found, faults, tries, bound }: Row): boolean {
  return tries > 0 && acknowledged - found <= bound && faults.length === 0;
}

/** The rows as a table of Markdown. */
export function tableOf(rows: readonly Row[]): string {
  const lines = rows.map(({ what, tries, acknowledged, found, seen }) =>
    [what, figure(tries), figure(acknowledged), figure(found), figure(acknowledged - found), seen].join(' | '),
  );
  return [
    '| what was done | times | acknowledged | found | lost | what was seen |',
    '| --- | ---: | ---: | ---: | ---: | --- |',
    ...lines.map((line) => `| ${line} |`),
  ].join('\n');
}

export const figure = (count: number): string => count.toLocaleString('en-GB');
