import type { StoredGap } from './gap-rows';
import type { StoredNotListed, StoredPlace, StoredReading } from './rows';
import type { CoverageShelf } from './shelf';

/** Coverage that lasts as long as the window, beside a history in memory. */
export class MemoryCoverage implements CoverageShelf {
  readonly #readings = new Map<string, StoredReading>();
  readonly #places = new Map<string, StoredPlace>();
  readonly #notListed = new Map<string, StoredNotListed>();
  readonly #gaps = new Map<string, StoredGap>();

  /** Every row by its key. */
  get tables(): { readonly [K in 'readings' | 'notListed' | 'gaps']: ReadonlyMap<string, unknown> } {
    return { readings: this.#readings, notListed: this.#notListed, gaps: this.#gaps };
  }

  reading(id: string): Promise<StoredReading | undefined> {
    return Promise.resolve(this.#readings.get(id));
  }

  openReadings(): Promise<StoredReading[]> {
    return Promise.resolve([...this.#readings.values()].filter(({ open }) => open === 1));
  }

  readingsOf(placeKey: string, limit: number): Promise<StoredReading[]> {
    const rows = [...this.#readings.values()].filter((row) => row.placeKey === placeKey);
    return Promise.resolve(rows.sort((a, b) => b.askedAt - a.askedAt).slice(0, limit));
  }

  putReadings(rows: readonly StoredReading[]): Promise<void> {
    for (const row of rows) this.#readings.set(row.id, row);
    return Promise.resolve();
  }

  place(placeKey: string): Promise<StoredPlace | undefined> {
    return Promise.resolve(this.#places.get(placeKey));
  }

  places(): Promise<StoredPlace[]> {
    return Promise.resolve([...this.#places.values()]);
  }

  putPlace(row: StoredPlace): Promise<void> {
    this.#places.set(row.placeKey, row);
    return Promise.resolve();
  }

  notListed(jobKey: string): Promise<StoredNotListed | undefined> {
    return Promise.resolve(this.#notListed.get(jobKey));
  }

  markNotListed(rows: readonly StoredNotListed[]): Promise<void> {
    for (const row of rows) if (!this.#notListed.has(row.jobKey)) this.#notListed.set(row.jobKey, row);
    return Promise.resolve();
  }

  unmarkListed(jobKeys: readonly string[]): Promise<void> {
    for (const jobKey of jobKeys) this.#notListed.delete(jobKey);
    return Promise.resolve();
  }

  openGaps(): Promise<StoredGap[]> {
    return Promise.resolve([...this.#gaps.values()].filter(({ open }) => open === 1));
  }

  gapsBegun(region: string, from: number, to: number): Promise<StoredGap[]> {
    const rows = [...this.#gaps.values()].filter((gap) => gap.region === region && gap.from >= from && gap.from <= to);
    return Promise.resolve(rows.sort((a, b) => a.from - b.from));
  }

  putGaps(rows: readonly StoredGap[]): Promise<void> {
    for (const row of rows) this.#gaps.set(row.id, row);
    return Promise.resolve();
  }
}
