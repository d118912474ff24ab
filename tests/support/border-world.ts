import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { openLog, type AppLog } from '../../src/main/app/log';
import { BackupDesk } from '../../src/main/backup/backup-desk';
import { wireAws, type AwsWiring } from '../../src/main/aws-wiring';
import { createHandlers } from '../../src/main/handlers';
import { createBorder, type Border } from '../../src/main/ipc/border';
import type { Handlers } from '../../src/main/ipc/handlers';
import { createEventSender, type SendEvent } from '../../src/main/ipc/send-event';
import { redact } from '../../src/main/redaction';
import { allowedUrl } from '../../src/main/security/allowed-url';
import type { Sender } from '../../src/main/security/trusted-sender';
import { openSettings } from '../../src/main/settings/settings';
import { wireUpdates } from '../../src/main/update-wiring';
import { createApi, type Api } from '../../src/preload/contract/api';
import { CALL_NAMES } from '../../src/preload/contract/names';
import { ok, type Result } from '../../src/preload/contract/result';
import type { Settings } from '../../src/preload/contract/settings';
import type { AppInfo } from '../../src/preload/contract/shapes';

export const ORIGIN = 'app://main';
export const OURS: Sender = { windowId: 1, origin: ORIGIN, isTopFrame: true };

export const INFO: AppInfo = {
  version: '0.0.0',
  kind: 'development',
  electron: '0',
  chromium: '0',
  node: process.versions.node,
  platform: 'test',
  dataFolder: '/nowhere',
  logFile: '/nowhere/main.log',
  startedOnDemo: false,
  hasUpdateKey: false,
  canNotify: true,
  notices: [],
};

/** Joins the real API to the real border: what crosses is copied as Electron's IPC copies it. */
export function connect(border: Border, sender: Sender = OURS) {
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  const invoke = async (channel: string, input: unknown): Promise<unknown> =>
    structuredClone(await border.answer(channel, sender, structuredClone(input)));
  const api: Api = createApi({
    invoke,
    subscribe(channel, listener) {
      const known = listeners.get(channel) ?? new Set();
      listeners.set(channel, known.add(listener));
      return () => known.delete(listener);
    },
  });
  const page = {
    isDestroyed: () => false,
    getURL: () => `${ORIGIN}/index.html`,
    send(channel: string, payload: unknown) {
      for (const listener of listeners.get(channel) ?? []) listener(structuredClone(payload));
    },
  };
  return { api, invoke: invoke as (channel: string, input: unknown) => Promise<Result<unknown>>, page };
}

/** The border over everything real but Electron, in a home folder of its own. */
export interface BorderWorld {
  /**
   * The app's own handlers over everything real but Electron: SDK, demo endpoint, settings on disk. What the tests of a
   * file have opened stays open for the next ones, unless they ask for a `fresh` app.
   */
  readonly realApp: (state?: 'fresh') => ReturnType<typeof connect> & { readonly opened: readonly string[] };
  /** A border over handlers that all fail, save those given. */
  readonly borderWith: (some: Partial<Handlers>) => Border;
  /** All that the log of this test says. */
  readonly logged: () => Promise<string>;
}

/** Sets the world up before the tests of the file, and takes it down after. */
export function useBorderWorld(): BorderWorld {
  let folder: string;
  let log: AppLog;
  let kept: AwsWiring | undefined;
  const wirings: AwsWiring[] = [];

  beforeAll(() => {
    // Nothing here may read this machine's own AWS files, nor reach AWS or a metadata service.
    folder = mkdtempSync(path.join(os.tmpdir(), 'copytrail-border-'));
    for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) Reflect.deleteProperty(process.env, name);
    process.env['HOME'] = folder;
    process.env['AWS_CONFIG_FILE'] = path.join(folder, 'config');
    process.env['AWS_SHARED_CREDENTIALS_FILE'] = path.join(folder, 'credentials');
    process.env['AWS_EC2_METADATA_DISABLED'] = 'true';
    process.env['AWS_ENDPOINT_URL'] = 'http://127.0.0.1:9';
    writeFileSync(path.join(folder, 'config'), '[profile audit]\nregion = eu-central-1\n');
  });

  beforeEach(() => {
    log = openLog({
      file: path.join(mkdtempSync(path.join(folder, 'log-')), 'main.log'),
      redact,
      now: () => Date.now(),
      echo: undefined,
    });
  });

  afterAll(async () => {
    for (const wiring of wirings) await wiring.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function logged(): Promise<string> {
    await log.flush();
    return readFileSync(log.file, 'utf8');
  }

  function wire(send: SendEvent): AwsWiring {
    const wiring = wireAws({ appVersion: '0.0.0', send, log });
    wirings.push(wiring);
    return wiring;
  }

  function realApp(state?: 'fresh') {
    const opened: string[] = [];
    const pages: ReturnType<typeof connect>['page'][] = [];
    const send = createEventSender({ targets: () => pages, trustedOrigin: ORIGIN, error: log.error });
    const wiring = state === 'fresh' ? wire(send) : (kept ??= wire(send));
    const dataFolder = mkdtempSync(path.join(folder, 'data-'));
    const settings = openSettings(dataFolder, () => Date.now());
    const onSettings = (changed: Settings): void => {
      send('settingsChanged', changed);
    };
    const nobodyChooses = () => Promise.resolve(undefined);
    const handlers = createHandlers({
      ...wiring,
      settings,
      onSettings,
      backups: new BackupDesk({
        ...{ dataFolder, log, now: () => Date.now(), settings: () => settings.current().backup },
        ...{ chooseNew: nobodyChooses, chooseOld: nobodyChooses, chooseFolder: nobodyChooses },
        takeArrived: () => undefined,
        openKept: () => Promise.resolve(undefined),
      }),
      info: INFO,
      licences: () => Promise.resolve({ packages: [], texts: [] }),
      openUrl(url) {
        const allowed = allowedUrl(url);
        if (allowed !== undefined) opened.push(allowed);
        return Promise.resolve(allowed !== undefined);
      },
      takeLink: () => null,
      openJobWindow: () => true,
      savePdf: () => Promise.resolve(true),
      recovery: {
        take: () => undefined,
        showLogs: () => Promise.resolve(),
        loadAgain: () => false,
        writeStorage: () => undefined,
      },
      updates: wireUpdates({
        appVersion: INFO.version,
        packageKey: undefined,
        settings,
        onSettings,
        surroundings: {
          source: { open: () => Promise.reject(new Error('nothing is to be asked here')) },
          downloads: () => folder,
          confirm: () => Promise.resolve(true),
          showFile: () => undefined,
        },
        send,
        log,
      }).handlers,
      trouble: {
        lookAtDisk: () => Promise.resolve(ok({ state: 'fine', folder: dataFolder, free: 1e9 })),
        listKept: () => Promise.resolve(ok({ folder: dataFolder, kept: [] })),
        putHistoryAside: () => Promise.resolve(ok(undefined)),
      },
      surroundings: { canNotify: () => true, showNotice: () => true, setBadge: () => undefined },
      log,
    });
    const connected = connect(createBorder({ handlers, trustedOrigin: ORIGIN, log, redact }));
    pages.push(connected.page);
    return { ...connected, opened };
  }

  function borderWith(some: Partial<Handlers>): Border {
    return createBorder({ handlers: handlersWith(some), trustedOrigin: ORIGIN, log, redact });
  }

  return { realApp, borderWith, logged };
}

export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

/** Handlers that all fail, save those given. */
function handlersWith(some: Partial<Handlers>): Handlers {
  const none = () => Promise.reject(new Error('not meant to be called'));
  const all = Object.fromEntries(CALL_NAMES.map((name) => [name, none]));
  return { ...(all as unknown as Handlers), ...some };
}
