import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import * as v from 'valibot';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openLog, type AppLog } from '../../src/main/app/log';
import { wireAws, type AwsWiring } from '../../src/main/aws-wiring';
import { createHandlers } from '../../src/main/handlers';
import { createBorder, type Border } from '../../src/main/ipc/border';
import { MAX_CALLS_PER_WINDOW } from '../../src/main/ipc/calls-in-flight';
import type { Handlers } from '../../src/main/ipc/handlers';
import { createEventSender } from '../../src/main/ipc/send-event';
import { redact } from '../../src/main/redaction';
import { allowedUrl } from '../../src/main/security/allowed-url';
import type { Sender } from '../../src/main/security/trusted-sender';
import { openSettings } from '../../src/main/settings/settings';
import { createApi, type Api } from '../../src/preload/contract/api';
import { AppErrorSchema } from '../../src/preload/contract/error';
import { CALL_NAMES, callChannel } from '../../src/preload/contract/names';
import { failed, ok, type Result } from '../../src/preload/contract/result';
import type { AppInfo } from '../../src/preload/contract/shapes';

const ORIGIN = 'app://main';
const OURS: Sender = { windowId: 1, origin: ORIGIN, isTopFrame: true };

const INFO: AppInfo = {
  version: '0.0.0',
  electron: '0',
  chromium: '0',
  node: process.versions.node,
  platform: 'test',
  dataFolder: '/nowhere',
  logFile: '/nowhere/main.log',
  startedOnDemo: false,
  notices: [],
};

/** Joins the real API to the real border: what crosses is copied as Electron's IPC copies it. */
function connect(border: Border, sender: Sender = OURS) {
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

let folder: string;
let log: AppLog;
let wiring: AwsWiring | undefined;

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
  await wiring?.close();
});

async function logged(): Promise<string> {
  await log.flush();
  return readFileSync(log.file, 'utf8');
}

/** The app's own handlers over everything real but Electron: SDK, demo endpoint, settings on disk. */
function realApp() {
  const opened: string[] = [];
  const pages: ReturnType<typeof connect>['page'][] = [];
  const send = createEventSender({ targets: () => pages, trustedOrigin: ORIGIN, error: log.error });
  wiring ??= wireAws({ appVersion: '0.0.0', send, log });
  const handlers = createHandlers({
    ...wiring,
    settings: openSettings(mkdtempSync(path.join(folder, 'data-')), () => Date.now()),
    onSettings: (settings) => {
      send('settingsChanged', settings);
    },
    info: INFO,
    openUrl(url) {
      const allowed = allowedUrl(url);
      if (allowed !== undefined) opened.push(allowed);
      return Promise.resolve(allowed !== undefined);
    },
    log,
  });
  const connected = connect(createBorder({ handlers, trustedOrigin: ORIGIN, log, redact }));
  pages.push(connected.page);
  return { ...connected, opened };
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

/** Handlers that all fail, save those given. */
function handlersWith(some: Partial<Handlers>): Handlers {
  const none = () => Promise.reject(new Error('not meant to be called'));
  const all = Object.fromEntries(CALL_NAMES.map((name) => [name, none]));
  return { ...(all as unknown as Handlers), ...some };
}

function borderWith(some: Partial<Handlers>): Border {
  return createBorder({ handlers: handlersWith(some), trustedOrigin: ORIGIN, log, redact });
}

describe('the whole way', () => {
  test('a copy job of the demo account crosses byte for byte', async () => {
    const { api } = realApp();
    const { examples, profiles } = valueOf(await api.openDemoAccount());
    const [example] = examples;
    const ref = profiles.find((profile) => profile.ref.name === example?.profileName)?.ref;
    const { copyJobId, region } = example!;
    const observation = valueOf(await api.describeCopyJob({ callId: 'c1', profile: ref!, region, copyJobId }));
    expect(observation).toMatchObject({ source: 'describe', copyJobId, region, profile: ref });
    expect(JSON.parse(observation.body)).toMatchObject({ CopyJob: { CopyJobId: copyJobId } });
  });

  test('settings cross, are kept, and every change is told', async () => {
    const { api } = realApp();
    const told: string[] = [];
    const stop = api.on.settingsChanged((settings) => told.push(settings.theme));
    expect(valueOf(await api.getSettings()).theme).toBe('system');
    expect(valueOf(await api.changeSettings({ theme: 'dark' })).theme).toBe('dark');
    expect(valueOf(await api.getSettings()).theme).toBe('dark');
    stop();
    await api.changeSettings({ theme: 'light' });
    expect(told).toEqual(['dark']);
  });

  test('profiles of the shared files cross', async () => {
    const { profiles } = valueOf(await realApp().api.listProfiles());
    expect(profiles.map((profile) => profile.ref.name)).toContain('audit');
  });

  test('an allowed address is opened, another is not', async () => {
    const { api, opened } = realApp();
    expect(valueOf(await api.openExternal({ url: 'https://docs.aws.amazon.com/aws-backup/' }))).toBe(true);
    expect(valueOf(await api.openExternal({ url: 'file:///etc/passwd' }))).toBe(false);
    expect(opened).toEqual(['https://docs.aws.amazon.com/aws-backup/']);
  });

  test('a problem report lands in the log, without its secrets', async () => {
    valueOf(await realApp().api.reportProblem({ text: 'failed with AKIAIOSFODNN7EXAMPLE in hand' }));
    expect(await logged()).toContain('failed with [redacted] in hand');
  });

  test('a question that is not open is answered with false', async () => {
    expect(valueOf(await realApp().api.answerMfa({ questionId: 'none', code: '123456' }))).toBe(false);
  });
});

describe('demo profiles', () => {
  test('are refused while the demo account is closed, whatever the window says', async () => {
    const fresh = wireAws({ appVersion: '0.0.0', send: () => undefined, log });
    const handlers = createHandlers({
      ...fresh,
      settings: openSettings(mkdtempSync(path.join(folder, 'data-')), () => 0),
      onSettings: () => undefined,
      info: INFO,
      openUrl: () => Promise.resolve(false),
      log,
    });
    const { api } = connect(createBorder({ handlers, trustedOrigin: ORIGIN, log, redact }));
    const answer = await api.describeCopyJob({
      callId: 'c1',
      profile: { origin: 'demo', name: 'anything' },
      region: 'eu-central-1',
      copyJobId: 'job',
    });
    expect(answer).toMatchObject({ ok: false, error: { code: 'InvalidInput' } });
    await fresh.close();
  });
});

describe('who asks', () => {
  const strangers: [string, Sender][] = [
    ['a foreign page', { ...OURS, origin: 'https://example.com' }],
    ['an opaque origin', { ...OURS, origin: 'null' }],
    ['a frame that is gone', { ...OURS, origin: undefined }],
    ['a frame inside our page', { ...OURS, isTopFrame: false }],
  ];

  test.each(strangers)('%s is refused every call before its input is looked at', async (_what, sender) => {
    const { invoke } = connect(borderWith({}), sender);
    for (const name of CALL_NAMES) {
      const answer = await invoke(callChannel(name), { any: 'thing' });
      expect(answer).toMatchObject({ ok: false, error: { code: 'Refused', mayRetry: false } });
    }
    expect((await logged()).match(/call refused/g)).toHaveLength(CALL_NAMES.length);
  });
});

describe('what is asked', () => {
  test.each([
    'copytrail:call:nope',
    'copytrail:event:mfaAsked',
    'describeCopyJob',
    '__proto__',
    'copytrail:call:constructor',
    '',
  ])('there is no channel %j', async (channel) => {
    expect(await connect(borderWith({})).invoke(channel, undefined)).toMatchObject({
      ok: false,
      error: { code: 'InvalidInput' },
    });
  });

  test.each<[string, unknown]>([
    ['a member too many', { theme: 'dark', admin: true }],
    ['a value out of the list', { theme: 'pink' }],
    ['a wrong type', { theme: 1 }],
    ['text in place of a record', 'theme'],
    ['nothing', undefined],
    ['a prototype', JSON.parse('{"__proto__":{"theme":"dark"}}')],
    ['a nested prototype', { last: JSON.parse('{"aws":{},"demo":{},"__proto__":{"x":1}}') as unknown }],
    ['a constructor', { constructor: { prototype: { x: 1 } } }],
    ['a flood', { theme: 'x'.repeat(1_000_000) }],
    ['a date', { theme: new Date(0) }],
  ])('changeSettings with %s is refused, and the handler never sees it', async (_what, input) => {
    const answer = await connect(borderWith({})).invoke(callChannel('changeSettings'), input);
    expect(answer).toMatchObject({ ok: false, error: { code: 'InvalidInput' } });
    expect(({} as Record<string, unknown>)['theme']).toBeUndefined();
    expect(await logged()).toContain('unacceptable input');
  });

  test('a refusal names members and never values', async () => {
    const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
    const answer = await connect(borderWith({})).invoke(callChannel('answerMfa'), { questionId: 'q', code: [secret] });
    expect(JSON.stringify(answer)).toContain('code');
    expect(JSON.stringify(answer)).not.toContain(secret);
    expect(await logged()).not.toContain(secret);
  });

  test('only the declared argument crosses', async () => {
    const crossed: unknown[][] = [];
    const api = createApi({
      invoke: (...words) => Promise.resolve(crossed.push(words)),
      subscribe: () => () => undefined,
    });
    await (api.getSettings as (...words: unknown[]) => Promise<unknown>)(undefined, 'second', 'third');
    expect(crossed).toEqual([['copytrail:call:getSettings', undefined]]);
  });
});

describe('hostile input of any shape', () => {
  const anything = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
    withSparseArray: true,
    withNullPrototype: true,
    maxDepth: 5,
  });
  const nearly = fc.record(
    {
      callId: fc.oneof(fc.string(), anything),
      profile: fc.oneof(
        fc.record({
          origin: fc.oneof(fc.constantFrom('shared', 'demo', 'environment'), anything),
          name: fc.oneof(fc.string(), anything),
        }),
        anything,
      ),
      region: fc.oneof(fc.string(), anything),
      copyJobId: fc.oneof(fc.string(), anything),
      questionId: fc.oneof(fc.string(), anything),
      code: fc.oneof(fc.string(), anything),
      url: fc.oneof(fc.webUrl(), anything),
      text: fc.oneof(fc.string(), anything),
      theme: fc.oneof(fc.constantFrom('dark', 'light'), anything),
    },
    { requiredKeys: [] },
  );

  test('nothing throws, every refusal has a code, every answer fits its schema', async () => {
    const { invoke } = realApp();
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...CALL_NAMES), fc.oneof(anything, nearly), async (name, input) => {
        const answer = await invoke(callChannel(name), input);
        if (!answer.ok) expect(v.is(AppErrorSchema, answer.error)).toBe(true);
        expect(Object.keys(answer).sort()).toEqual(answer.ok ? ['ok', 'value'] : ['error', 'ok']);
      }),
      { numRuns: 1_000 },
    );
    expect(Object.keys(Object.prototype)).toEqual([]);
  }, 60_000);
});

describe('what is answered', () => {
  test('a handler that throws becomes a fault with a number that the log knows, and without its secret', async () => {
    const { api } = connect(
      borderWith({
        listProfiles: () => Promise.reject(new Error('read with aws_secret_access_key=wJalrXUtnFEMIK7MDENGbPxRfiCY')),
      }),
    );
    const answer = await api.listProfiles();
    expect(answer).toMatchObject({ ok: false, error: { code: 'Unexpected' } });
    const number = /fault (\w{8})/.exec(JSON.stringify(answer))?.[1];
    const text = await logged();
    expect(text).toContain(number);
    expect(text).toContain('a handler threw');
    expect(`${text}${JSON.stringify(answer)}`).not.toContain('wJalrXUtnFEMI');
  });

  test('a handler that throws before it promises anything is caught too', async () => {
    const throwing = (): never => {
      throw new TypeError('at once');
    };
    expect(await connect(borderWith({ listProfiles: throwing })).api.listProfiles()).toMatchObject({
      ok: false,
      error: { code: 'Unexpected' },
    });
  });

  test.each<[string, unknown]>([
    ['a member too many', { ok: true, value: { profiles: [], files: [], secretAccessKey: 'x' } }],
    ['a member too few', { ok: true, value: { profiles: [] } }],
    [
      'an error with a member too many',
      { ok: false, error: { code: 'NotFound', message: '', remedy: '', mayRetry: false, stack: 'x' } },
    ],
    [
      'an error with a code of its own',
      { ok: false, error: { code: 'Nope', message: '', remedy: '', mayRetry: false } },
    ],
    ['nothing at all', undefined],
  ])('an answer with %s never leaves', async (_what, value) => {
    const answer = await connect(
      borderWith({ listProfiles: () => Promise.resolve(value as never) }),
    ).api.listProfiles();
    expect(answer).toMatchObject({ ok: false, error: { code: 'Unexpected' } });
  });

  test('secrets that a handler left in an error are taken out', async () => {
    const error = { code: 'AccessDenied', message: 'for AKIAIOSFODNN7EXAMPLE', remedy: 'r', mayRetry: false } as const;
    const answer = await connect(borderWith({ listProfiles: () => Promise.resolve(failed(error)) })).api.listProfiles();
    expect(answer).toEqual({ ok: false, error: { ...error, message: 'for [redacted]' } });
  });
});

describe('calls in flight', () => {
  /** Waits until it is aborted, and counts who waits. */
  function waiting() {
    const waiters: AbortSignal[] = [];
    const describeCopyJob: Handlers['describeCopyJob'] = (_input, { signal }) => {
      waiters.push(signal);
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          reject(new Error('aborted'));
        });
      });
    };
    return { waiters, describeCopyJob };
  }

  const job = (callId: string) =>
    ({ callId, profile: { origin: 'shared', name: 'p' }, region: 'eu-central-1', copyJobId: 'j' }) as const;

  test('exactly the named call is cancelled', async () => {
    const { describeCopyJob, waiters } = waiting();
    const { api } = connect(borderWith({ describeCopyJob }));
    const first = api.describeCopyJob(job('a'));
    const second = api.describeCopyJob(job('b'));
    expect(valueOf(await api.cancelCall({ callId: 'b' }))).toBe(true);
    expect(await second).toMatchObject({ ok: false, error: { code: 'Cancelled' } });
    expect(waiters.map((signal) => signal.aborted)).toEqual([false, true]);
    expect(valueOf(await api.cancelCall({ callId: 'b' }))).toBe(false);
    await api.cancelCall({ callId: 'a' });
    await first;
  });

  test("another window's call can not be cancelled", async () => {
    const { describeCopyJob, waiters } = waiting();
    const border = borderWith({ describeCopyJob });
    const mine = connect(border).api;
    const other = connect(border, { ...OURS, windowId: 2 }).api;
    const call = mine.describeCopyJob(job('a'));
    expect(valueOf(await other.cancelCall({ callId: 'a' }))).toBe(false);
    expect(waiters[0]?.aborted).toBe(false);
    await mine.cancelCall({ callId: 'a' });
    await call;
  });

  test('the same id twice at once is refused', async () => {
    const { describeCopyJob } = waiting();
    const { api } = connect(borderWith({ describeCopyJob }));
    const first = api.describeCopyJob(job('a'));
    expect(await api.describeCopyJob(job('a'))).toMatchObject({ ok: false, error: { code: 'InvalidInput' } });
    await api.cancelCall({ callId: 'a' });
    await first;
  });

  test('a window out of control is stopped, and can still cancel', async () => {
    const { describeCopyJob, waiters } = waiting();
    const border = borderWith({ describeCopyJob, getAppInfo: () => Promise.resolve(ok(INFO)) });
    const { api } = connect(border);
    const calls = Array.from({ length: MAX_CALLS_PER_WINDOW }, (_, i) => api.describeCopyJob(job(String(i))));
    expect(await api.getAppInfo()).toMatchObject({ ok: false, error: { code: 'Refused', mayRetry: true } });
    expect(valueOf(await connect(border, { ...OURS, windowId: 2 }).api.getAppInfo())).toEqual(INFO);
    expect(valueOf(await api.cancelCall({ callId: '0' }))).toBe(true);
    await calls[0];
    expect(valueOf(await api.getAppInfo())).toEqual(INFO);
    border.cancelAll(1);
    const answers = await Promise.all(calls);
    expect(answers.every((answer) => !answer.ok && answer.error.code === 'Cancelled')).toBe(true);
    expect(waiters).toHaveLength(MAX_CALLS_PER_WINDOW);
  });
});
