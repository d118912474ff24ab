import type { JobRow } from '../../data/history';
import { instantWithZone, type TimeDisplay } from '../../domain/instants';
import { jobTitle } from '../../domain/job-title';
import { Keeper } from '../../jobs/keeper';
import type { JobKey } from '../../domain/job-key';
import type { Command } from '../../ui/command';
import { follow, type Followed } from '../../ui/live.svelte';
import type { Workbench } from '../workbench.svelte';
import { commandCandidates, profileCandidates, viewCandidates } from './candidates';
import { jobEntryId, JobSearch } from './job-search.svelte';
import { rank, section } from './rank';
import { typedEntries } from './typed';
import type { Entry, Section } from './types';

/** Name of the preference that keeps what was chosen lately. */
export const RECENT_PREFERENCE = 'palette-recent';

const MOST_REMEMBERED = 20;
/** Most of each kind shown for a typed text, and most of what was chosen lately while nothing is typed. */
const MOST_FOUND = 6;
const MOST_RECENT = 5;
/** A job that holds the typed text ranks below a name that begins with it, and above one that has its letters only one by one. */
const JOBS_SCORE = 58;

export interface PaletteNeeds {
  readonly workbench: Workbench;
  readonly commands: readonly Command[];
  /** Id of the command that opens the palette. */
  readonly own: string;
  readonly times: () => TimeDisplay;
  readonly focusList: () => void;
  readonly focusForm: () => void;
  readonly takeLink: (text: string) => void;
}

/** What was typed into the palette, what it finds, and which of it Enter would choose. */
export class PaletteController {
  text = $state('');
  readonly jobs: JobSearch;
  readonly #needs: PaletteNeeds;
  readonly #keeper: Keeper<readonly string[]>;
  readonly #recentJobs: Followed<readonly (JobRow | undefined)[]>;
  #recent = $state.raw<readonly string[]>([]);
  /** The entry moved to by arrow keys or pointer; undefined stands for the first. */
  #active = $state<string>();

  /** Call while a component is being set up: it ends with it. */
  constructor(needs: PaletteNeeds) {
    this.#needs = needs;
    const { history, finder } = needs.workbench;
    this.jobs = new JobSearch(history, finder, () => this.text);
    this.#keeper = new Keeper(history, RECENT_PREFERENCE, readRecent);
    void this.#keeper.read().then((stored) => {
      this.#recent = stored ?? [];
    });
    this.#recentJobs = follow(() => history.jobsByKey(jobKeysOf(this.#recent)));
  }

  readonly sections: readonly Section[] = $derived.by(() =>
    this.text.trim() === '' ? this.#untyped() : this.#found(),
  );

  readonly entries: readonly Entry[] = $derived.by(() => this.sections.flatMap(({ entries }) => entries));

  get active(): Entry | undefined {
    return this.entries.find(({ id }) => id === this.#active) ?? this.entries[0];
  }

  type(text: string): void {
    this.text = text;
    this.#active = undefined;
  }

  reach(id: string): void {
    this.#active = id;
  }

  /** Moves by so many entries, from the last on to the first again. */
  move(by: number): void {
    const { entries, active } = this;
    const at = active === undefined ? -1 : entries.indexOf(active);
    this.#active = entries.at((at + by) % Math.max(entries.length, 1))?.id;
  }

  moveTo(end: 'first' | 'last'): void {
    this.#active = this.entries.at(end === 'first' ? 0 : -1)?.id;
  }

  /** Remembers that an entry was chosen. */
  remember({ id }: Entry): void {
    if (id.startsWith('typed:')) return;
    this.#recent = [id, ...this.#recent.filter((other) => other !== id)].slice(0, MOST_REMEMBERED);
    this.#keeper.keep(this.#recent);
    this.#keeper.flush();
  }

  #candidates() {
    const { workbench, commands, own, focusList, focusForm } = this.#needs;
    return {
      commands: commandCandidates(commands, own),
      views: viewCandidates(workbench, focusList),
      profiles: profileCandidates(workbench, focusForm),
    };
  }

  /** Before anything is typed: what was chosen lately, then all there is but jobs. */
  #untyped(): readonly Section[] {
    const { commands, views, profiles } = this.#candidates();
    const jobs = (this.#recentJobs.current ?? []).flatMap((row) => (row === undefined ? [] : [this.#jobEntry(row)]));
    const all = [...commands, ...views, ...profiles].map((candidate) => ({ ...candidate, places: [] }));
    const known = [...all, ...jobs];
    const recent = this.#recent.flatMap((id) => known.find((entry) => entry.id === id) ?? []).slice(0, MOST_RECENT);
    const rest = (title: string, candidates: typeof commands): Section => {
      const entries = rank('', candidates).map(({ entry }) => entry);
      const left = entries.filter(({ id }) => !recent.some((entry) => entry.id === id));
      return { title, entries: left, total: left.length };
    };
    return [
      { title: 'Chosen lately', entries: recent, total: recent.length },
      rest('Commands', commands),
      rest('Views', views),
      rest('Profiles', profiles),
    ].filter(({ entries }) => entries.length > 0);
  }

  /** The kinds stand in the order of their best entry. */
  #found(): readonly Section[] {
    const { text } = this;
    const { commands, views, profiles } = this.#candidates();
    const { workbench, takeLink } = this.#needs;
    const typed = typedEntries(text, workbench, takeLink);
    const jobs = this.jobs.rows.map((row) => this.#jobEntry(row));
    const isLink = typed[0]?.id === 'typed:link';
    return [
      typed.length === 0
        ? undefined
        : { title: 'What was typed', entries: typed, total: typed.length, score: isLink ? Infinity : 0 },
      jobs.length === 0 ? undefined : { title: 'Jobs', entries: jobs, total: this.jobs.total, score: JOBS_SCORE },
      section('Commands', rank(text, commands, this.#recent), MOST_FOUND),
      section('Views', rank(text, views, this.#recent), MOST_FOUND),
      section('Profiles', rank(text, profiles, this.#recent), MOST_FOUND),
    ]
      .filter((found) => found !== undefined)
      .sort((left, right) => right.score - left.score);
  }

  #jobEntry(job: JobRow): Entry {
    const { workbench, times } = this.#needs;
    const when = job.createdAt === undefined ? '' : ` · created ${instantWithZone(job.createdAt, times())}`;
    return {
      id: jobEntryId(job.jobKey),
      title: jobTitle(job),
      places: [],
      hint: `${job.resourceType ?? 'type not reported'} · ${job.copyJobId} · ${job.region}${when}`,
      job,
      run: () => {
        workbench.open(job.jobKey);
      },
      compare: this.#comparing(job.jobKey),
    };
  }

  /** Puts the open job and this one side by side; undefined: no other job is open. */
  #comparing(jobKey: JobKey): (() => void) | undefined {
    const { workbench } = this.#needs;
    const { openKey } = workbench;
    if (openKey === undefined || openKey === jobKey) return undefined;
    return () => {
      workbench.compareJobs(openKey, jobKey);
    };
  }
}

function jobKeysOf(recent: readonly string[]): readonly JobKey[] {
  const prefix = jobEntryId('');
  return recent.filter((id) => id.startsWith(prefix)).map((id) => id.slice(prefix.length));
}

function readRecent(stored: unknown): readonly string[] | undefined {
  if (!Array.isArray(stored)) return undefined;
  return stored.filter((id): id is string => typeof id === 'string').slice(0, MOST_REMEMBERED);
}
