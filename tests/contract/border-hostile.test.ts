import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { MAX_CALLS_PER_WINDOW } from '../../src/main/ipc/calls-in-flight';
import type { Handlers } from '../../src/main/ipc/handlers';
import { AppErrorSchema } from '../../src/preload/contract/error';
import { CALL_NAMES, callChannel } from '../../src/preload/contract/names';
import { failed, ok } from '../../src/preload/contract/result';
import { connect, INFO, OURS, useBorderWorld, valueOf } from '../support/border-world';

const { realApp, borderWith, logged } = useBorderWorld();

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
