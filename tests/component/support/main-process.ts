import * as v from 'valibot';
import { createApi, type Api, type Transport } from '../../../src/preload/contract/api';
import { CALLS, type CallInput, type CallOutput } from '../../../src/preload/contract/calls';
import type { AppError, ErrorCode } from '../../../src/preload/contract/error';
import { EVENTS, type EventPayload } from '../../../src/preload/contract/events';
import {
  CALL_NAMES,
  callChannel,
  eventChannel,
  type CallName,
  type EventName,
} from '../../../src/preload/contract/names';
import type { JobWindow } from '../../../src/preload/contract/job-window';
import type { Licences } from '../../../src/preload/contract/licences';
import type { ArrivedLink } from '../../../src/preload/contract/link';
import { failed, ok, type Result } from '../../../src/preload/contract/result';
import type { Settings } from '../../../src/preload/contract/settings';
import type { AppInfo } from '../../../src/preload/contract/shapes';
import type { DiskLook } from '../../../src/preload/contract/trouble';
import type { UpdateCheck } from '../../../src/preload/contract/updates';
import { BackupShelf } from './backup-shelf';
import { answer } from './history';
import { DEMO_ACCOUNT, profile, profileList } from './profiles';

type Ask = CallInput<'describeCopyJob'>;
/** Stands for an id where lists are held instead of a job. */
export const LISTS = 'lists';

type AskForPage = CallInput<'listCopyJobs'>;
type Handlers = { [N in CallName]: (input: CallInput<N>) => Result<CallOutput<N>> | Promise<Result<CallOutput<N>>> };

/** A failure as the main process would tell it. */
export function failure(code: ErrorCode, more: Partial<AppError> = {}): AppError {
  return { code, message: `It ended with ${code}.`, remedy: 'Do something about it.', mayRetry: true, ...more };
}

/**
 * The other side of the border for tests of the window: it holds settings, profiles and copy jobs in memory and answers the whole
 * contract. Like the real one it takes nothing that IPC could not carry, and neither takes nor gives what the schemas refuse.
 */
export class MainProcess implements Transport {
  readonly api: Api = createApi(this);
  settings: Settings = {
    theme: 'light',
    times: 'utc',
    density: 'comfortable',
    workspace: 'aws',
    last: { aws: {}, demo: {} },
    notices: {
      kinds: { completed: true, 'with-issues': true, partial: true, failed: true, overstays: true, gone: true },
      quiet: { on: false, from: '22:00', until: '07:00' },
    },
    comparing: { layout: 'side-by-side', ignoredFields: [], ignoredClasses: [] },
    updates: { on: false, address: '', key: '' },
    backup: { every: 'daily', keep: 7, folder: '' },
  };
  profiles = profileList([profile('prod')]);
  demo = DEMO_ACCOUNT;
  info: AppInfo = {
    version: '0.1.0',
    kind: 'release',
    electron: '45.5.0',
    chromium: '150.0.0.0',
    node: '24.0.0',
    platform: 'linux',
    dataFolder: '/home/ada/.config/Copytrail',
    logFile: '/home/ada/.config/Copytrail/logs/copytrail.log',
    startedOnDemo: false,
    hasUpdateKey: false,
    canNotify: true,
    notices: [],
  };
  licences: Licences = {
    packages: [
      { name: 'dexie', version: '4.4.7', licence: 'Apache-2.0', text: 0 },
      { name: 'quiet', version: '1.0.0', licence: 'MIT' },
    ],
    texts: ['Apache License\nVersion 2.0, January 2004'],
  };
  /** What a look for updates says. */
  update: Result<UpdateCheck> = ok({ checkedAt: 0, offer: null });
  shownDownloads = 0;
  /** Every look-up that was sent, oldest first. */
  readonly asked: Ask[] = [];
  readonly codes: CallInput<'answerMfa'>[] = [];
  /** Addresses opened in the system's browser. */
  readonly opened: string[] = [];
  opensLinks = true;
  /** The link from outside that waits. */
  link: ArrivedLink | null = null;
  /** Jobs that windows of their own were asked for. */
  readonly jobWindows: JobWindow[] = [];
  /** Pages that were to be printed: the file's name, and what stood on them. */
  readonly printed: { readonly name: string; readonly text: string }[] = [];
  savesPdf = true;
  /** How it stands with the disk. */
  disk: DiskLook = { state: 'fine', folder: '/home/ada/.config/Copytrail', free: 1e9 };
  /** How often a damaged history was to be put aside. */
  putAsides = 0;
  readonly backups = new BackupShelf();
  /** When answers arrive, epoch ms UTC. */
  now: () => number = Date.now;
  /** Every desktop notification, oldest first, and the number on the app's icon. */
  readonly notices: CallInput<'showNotice'>[] = [];
  badge = 0;
  /** How often the logs were to be shown. */
  logsShown = 0;
  /** Whether the page is loaded again when that is asked for, and every time it was. */
  loadsAgain = true;
  readonly loadedAgain: CallInput<'loadAgain'>[] = [];
  /** How often what lies in `localStorage` was to be written to disk. */
  storageWrites = 0;
  /** Every page that was asked for, oldest first. */
  readonly listed: AskForPage[] = [];
  #jobs = new Map<string, string | AppError>();
  #lists = new Map<string, (readonly string[] | AppError)[]>();
  #listeners = new Map<string, Set<(payload: unknown) => void>>();
  #waiting = new Map<string, { readonly copyJobId: string; readonly go: (cancelled: boolean) => void }>();
  /** Ids whose answers wait; undefined stands for all. */
  #held = new Set<string | undefined>();

  /** What AWS Backup says about a job from now on: a body, or a failure. */
  says(region: string, copyJobId: string, said: string | AppError): void {
    this.#jobs.set(placeOf(region, copyJobId), said);
  }

  /** What AWS Backup lists for a Region from now on: pages of jobs as JSON. A failure among them is told once. */
  lists(region: string, pages: readonly (readonly string[] | AppError)[]): void {
    this.#lists.set(region, [...pages]);
  }

  /** Answers to look-ups, or to those of one job (or `LISTS`), wait from now on, until the returned function lets them go. */
  hold(copyJobId?: string): () => void {
    this.#held.add(copyJobId);
    return () => {
      this.#held.delete(copyJobId);
      for (const waiting of [...this.#waiting.values()]) if (!this.#holds(waiting.copyJobId)) waiting.go(false);
    };
  }

  /** How many look-ups have been sent and not been answered. */
  get underWay(): number {
    return this.#waiting.size;
  }

  /** Sends an event to the window. */
  send<N extends EventName>(name: N, payload: EventPayload<N>): void {
    const carried = structuredClone(v.parse(EVENTS[name], payload));
    for (const listener of this.#listeners.get(eventChannel(name)) ?? []) listener(carried);
  }

  async invoke(channel: string, input: unknown): Promise<unknown> {
    const name = CALL_NAMES.find((candidate) => callChannel(candidate) === channel);
    if (name === undefined) throw new Error(`Nothing answers on ${channel}.`);
    const handle = this.#handlers[name] as (input: unknown) => Result<unknown> | Promise<Result<unknown>>;
    const result = await handle(v.parse(CALLS[name].input, structuredClone(input)));
    return structuredClone(result.ok ? ok(v.parse(CALLS[name].output, result.value)) : result);
  }

  subscribe(channel: string, listener: (payload: unknown) => void): () => void {
    const listeners = this.#listeners.get(channel) ?? new Set();
    this.#listeners.set(channel, listeners.add(listener));
    return () => {
      listeners.delete(listener);
    };
  }

  #handlers: Handlers = {
    describeCopyJob: (ask) => this.#describe(ask),
    listCopyJobs: (ask) => this.#list(ask),
    cancelCall: ({ callId }) => {
      const waiting = this.#waiting.get(callId);
      waiting?.go(true);
      return ok(waiting !== undefined);
    },
    listProfiles: () => ok(this.profiles),
    openDemoAccount: () => ok(this.demo),
    answerMfa: (given) => {
      this.codes.push(given);
      return ok(true);
    },
    getSettings: () => ok(this.settings),
    changeSettings: (change) => {
      this.settings = { ...this.settings, ...(change as Partial<Settings>) };
      return ok(this.settings);
    },
    getAppInfo: () => ok(this.info),
    showLogs: () => {
      this.logsShown += 1;
      return ok(undefined);
    },
    loadAgain: (asked) => {
      this.loadedAgain.push(asked);
      return ok(this.loadsAgain);
    },
    writeStorage: () => {
      this.storageWrites += 1;
      return ok(undefined);
    },
    getLicences: () => ok(this.licences),
    getDiskSpace: () => ok({ free: 400_000_000_000, total: 1_000_000_000_000 }),
    openExternal: ({ url }) => {
      if (this.opensLinks) this.opened.push(url);
      return ok(this.opensLinks);
    },
    takeLink: () => {
      const { link } = this;
      this.link = null;
      return ok(link);
    },
    savePdf: ({ name }) => {
      this.printed.push({ name, text: document.querySelector('.print-sheet')?.textContent ?? '' });
      return ok(this.savesPdf);
    },
    startBackup: (input) => this.backups.start(input),
    writeBackup: (input) => this.backups.write(input),
    finishBackup: (input) => this.backups.finish(input),
    openBackup: (input) => this.backups.open(input),
    unlockBackup: (input) => this.backups.unlock(input),
    readBackup: (input) => this.backups.read(input),
    closeBackup: () => this.backups.close(),
    listCopies: () => ok({ folder: this.backups.folder, copies: [...this.backups.copies] }),
    chooseCopiesFolder: () => ok(this.backups.chosenFolder),
    lookAtDisk: () => ok(this.disk),
    listKept: () => ok({ folder: '/home/ada/.config/Copytrail/Kept history', kept: [...this.backups.kept] }),
    putHistoryAside: () => {
      this.putAsides += 1;
      return ok(undefined);
    },
    openJobWindow: (job) => {
      this.jobWindows.push(job);
      return ok(undefined);
    },
    changeUpdates: (updates) => {
      this.settings = { ...this.settings, updates };
      return ok(this.settings);
    },
    checkForUpdate: () => this.update,
    downloadUpdate: () => ok('/home/ada/Downloads/Copytrail-0.2.0-linux-amd64.deb'),
    showDownload: () => {
      this.shownDownloads += 1;
      return ok(true);
    },
    showNotice: (notice) => {
      this.notices.push(notice);
      return ok(this.info.canNotify);
    },
    setBadge: ({ count }) => {
      this.badge = count;
      return ok(undefined);
    },
    reportProblem: () => ok(undefined),
  };

  async #describe(ask: Ask): Promise<Result<CallOutput<'describeCopyJob'>>> {
    this.asked.push(ask);
    const cancelled = await this.#turn(ask);
    if (cancelled) return failed(failure('Cancelled', { message: 'You cancelled the look-up.' }));
    const said = this.#jobs.get(placeOf(ask.region, ask.copyJobId)) ?? failure('NotFound', { mayRetry: false });
    if (typeof said !== 'string') return failed(said);
    const { profile: asker, region, copyJobId } = ask;
    return ok(answer(said, this.now(), { profile: asker, region, copyJobId }));
  }

  async #list(ask: AskForPage): Promise<Result<CallOutput<'listCopyJobs'>>> {
    this.listed.push(ask);
    if (await this.#turn({ callId: ask.callId, copyJobId: LISTS }))
      return failed(failure('Cancelled', { message: 'You cancelled the list.' }));
    const { profile: asker, region, nextToken } = ask;
    const pages = this.#lists.get(region) ?? [[]];
    const at = nextToken === undefined ? 0 : Number(nextToken);
    const page = pages[at];
    if (page === undefined) return failed(failure('InvalidInput', { mayRetry: false }));
    if (!isPage(page)) {
      pages.splice(at, 1);
      return failed(page);
    }
    const jobs = page
      .filter((body) => isListed(body, ask.filters))
      .map((body) => ({ copyJobId: (JSON.parse(body) as { CopyJobId: string }).CopyJobId, body }));
    return ok({
      profile: asker,
      region,
      endpoint: `https://backup.${region}.amazonaws.com`,
      observedAt: this.now(),
      attempts: 1,
      tookMs: 12,
      jobs,
      ...(at + 1 < pages.length && { nextToken: String(at + 1) }),
    });
  }

  /** Resolves when a look-up may be answered: false, or true for one that was cancelled. */
  async #turn({ callId, copyJobId }: Pick<Ask, 'callId' | 'copyJobId'>): Promise<boolean> {
    if (!this.#holds(copyJobId)) return false;
    const cancelled = await new Promise<boolean>((go) => this.#waiting.set(callId, { copyJobId, go }));
    this.#waiting.delete(callId);
    return cancelled;
  }

  #holds(copyJobId: string): boolean {
    return this.#held.has(undefined) || this.#held.has(copyJobId);
  }
}

function isPage(said: readonly string[] | AppError): said is readonly string[] {
  return Array.isArray(said);
}

/** Of the filters only the parent is kept here. */
function isListed(body: string, { ByParentJobId }: AskForPage['filters']): boolean {
  return ByParentJobId === undefined || (JSON.parse(body) as { ParentJobId?: string }).ParentJobId === ByParentJobId;
}

function placeOf(region: string, copyJobId: string): string {
  return `${region}/${copyJobId.toUpperCase()}`;
}
