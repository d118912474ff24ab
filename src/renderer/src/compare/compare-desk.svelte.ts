import type { JobViewKind } from '../../../preload/contract/compare-link';
import type { ComparingSettings, ComparisonLayout } from '../../../preload/contract/settings';
import type { Workspace } from '../../../preload/contract/shapes';
import type { Api } from '../data/backend';
import type { SnapshotId } from '../data/history';
import type { SettingsStore } from '../data/settings.svelte';
import {
  hasRules,
  heedingField,
  ignoredLabel,
  ignoringField,
  NO_RULES,
  togglingClass,
  type IgnorableNature,
  type IgnoreRules,
} from '../domain/diff/ignore';
import type { About } from '../domain/export/comparison/document';
import type { JobKey } from '../domain/job-key';

/** What keys and menus move of the comparison on screen. */
interface OnScreen {
  step(by: 1 | -1): void;
}

/** What of a job is wanted: two answers about it, or all that there is of a kind. */
export type WantedView =
  | { readonly kind: 'answers'; readonly earlier: SnapshotId; readonly later: SnapshotId }
  | { readonly kind: JobViewKind };

interface Needs {
  readonly backend: Api;
  readonly settings: Pick<SettingsStore, 'current' | 'change'>;
  readonly workspace: Workspace;
  /** Set while everything on screen is as it was known at that time, epoch ms UTC. */
  readonly knownAt?: () => number | undefined;
  /** Says something that happened, for a moment. */
  readonly tell: (text: string) => void;
}

/** What all comparisons of a window have in common: how they are read, what is ignored, and how they leave the app. */
export class CompareDesk {
  /** Everything is told for now, whatever the rules say. */
  everything = $state(false);
  /** The comparison on screen: what the keys for the next change and the like move. */
  view = $state.raw<OnScreen>();
  /** What a link asked for of a job, until that is on screen. */
  wanted = $state.raw<{ readonly jobKey: JobKey; readonly what: WantedView }>();
  readonly backend: Api;
  readonly tell: (text: string) => void;
  readonly #settings: Needs['settings'];
  readonly #workspace: Workspace;
  readonly #knownAt: () => number | undefined;
  #version: Promise<string> | undefined;

  constructor({ backend, settings, workspace, knownAt = () => undefined, tell }: Needs) {
    this.backend = backend;
    this.#settings = settings;
    this.#workspace = workspace;
    this.#knownAt = knownAt;
    this.tell = tell;
  }

  /** The user's rules. */
  get rules(): IgnoreRules {
    const { ignoredFields, ignoredClasses } = this.#settings.current.comparing;
    return { fields: ignoredFields, classes: ignoredClasses };
  }

  /** The rules that act now. */
  get rulesInForce(): IgnoreRules {
    return this.everything ? NO_RULES : this.rules;
  }

  /** Keys and menus move this comparison from now on. Answers how to end that. */
  take(view: OnScreen): () => void {
    this.view = view;
    return () => {
      if (this.view === view) this.view = undefined;
    };
  }

  /** Shows what the rules leave out, or leaves it out again. */
  toggleEverything(): void {
    if (hasRules(this.rules)) this.everything = !this.everything;
    else this.tell('There are no ignore rules: everything is shown.');
  }

  get layout(): ComparisonLayout {
    return this.#settings.current.comparing.layout;
  }

  set layout(layout: ComparisonLayout) {
    this.#change({ layout });
  }

  ignoreField(path: string): void {
    this.#keep(ignoringField(this.rules, path));
    this.everything = false;
    this.tell(`Differences of ${ignoredLabel(path)} are ignored from now on.`);
  }

  heedField(path: string): void {
    this.#keep(heedingField(this.rules, path));
  }

  toggleClass(name: IgnorableNature): void {
    this.#keep(togglingClass(this.rules, name));
    this.everything = false;
  }

  /** The time that everything on screen is known at, epoch ms UTC; undefined: now. */
  get knownAt(): number | undefined {
    return this.#knownAt();
  }

  /** What a document handed on now tells about itself. */
  async about(): Promise<About> {
    this.#version ??= this.backend
      .getAppInfo()
      .then((answer) => (answer.ok ? answer.value.version : 'unknown version'));
    return {
      appVersion: await this.#version,
      writtenAt: Date.now(),
      workspace: this.#workspace,
      knownAt: this.knownAt,
      rules: this.rulesInForce,
    };
  }

  #keep({ fields, classes }: IgnoreRules): void {
    this.#change({ ignoredFields: [...fields], ignoredClasses: [...classes] });
  }

  #change(change: Partial<ComparingSettings>): void {
    void this.#settings.change({ comparing: { ...this.#settings.current.comparing, ...change } });
  }
}
