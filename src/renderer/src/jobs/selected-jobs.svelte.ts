import type { History, JobRow } from '../data/history';
import type { Column, ColumnSet } from '../domain/columns';
import type { JobKey } from '../domain/job-key';
import { NOTHING_SELECTED, selectedCount, type Selection } from '../ui/grid/selection';
import type { ListSource } from './list-source.svelte';
import { idsOf, takeOut, type Form, type TakenOut } from './take-out';

/** What the selection is taken from. */
export interface Selectable {
  readonly source: ListSource;
  readonly bodies: Pick<History, 'body'>;
  /** Those on screen: what tables are written with. */
  readonly columns: () => readonly Column[];
  readonly catalogue: () => ColumnSet;
}

/** The jobs that are selected in a list, and what can be taken out of it with them. */
export class SelectedJobs {
  selection = $state.raw<Selection>(NOTHING_SELECTED);

  constructor(private readonly from: Selectable) {}

  get count(): number {
    return selectedCount(this.selection, this.from.source.total);
  }

  none(): void {
    this.selection = NOTHING_SELECTED;
  }

  /** In the order of the list. */
  async keys(): Promise<readonly JobKey[]> {
    const { source } = this.from;
    const { all, keys } = this.selection;
    const shown = source.loaded.map(({ jobKey }) => jobKey);
    if (!all && [...keys].every((key) => shown.includes(key))) return shown.filter((key) => keys.has(key));
    const every = await source.keysBetween(0, source.total - 1);
    return every.filter((key) => keys.has(key) !== all);
  }

  /** In the order of the list. */
  async rows(): Promise<readonly JobRow[]> {
    return this.from.source.rowsOf(await this.keys());
  }

  /** In a form to be copied or kept. Tables have the columns on screen. */
  async takeOut(form: Form): Promise<TakenOut> {
    const { source, columns, catalogue, bodies } = this.from;
    const keys = await this.keys();
    if (form === 'ids') return idsOf(keys);
    return takeOut(form, await source.rowsOf(keys), columns(), catalogue(), bodies);
  }
}
