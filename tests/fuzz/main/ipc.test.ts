import fc from 'fast-check';
import * as v from 'valibot';
import { expect } from 'vitest';
import { createBorder } from '../../../src/main/ipc/border';
import type { Handlers } from '../../../src/main/ipc/handlers';
import { redact } from '../../../src/main/redaction';
import { AppErrorSchema } from '../../../src/preload/contract/error';
import { CALL_NAMES, callChannel, type CallName } from '../../../src/preload/contract/names';
import { failed } from '../../../src/preload/contract/result';
import { ORIGIN, OURS } from '../../support/border-world';
import { fuzz } from '../support/fuzz';
import { anyValue, nearlyValue } from '../support/hostile';
import { HONEST_CALLS } from './honest-calls';

/** The real border; behind it nothing but a note of what came through. */
let passed: CallName[] = [];
const handlers = Object.fromEntries(
  CALL_NAMES.map((name) => [
    name,
    () => {
      passed.push(name);
      return Promise.resolve(failed({ code: 'NotFound', message: 'm', remedy: 'r', mayRetry: false }));
    },
  ]),
) as unknown as Handlers;
const noted: string[] = [];
const border = createBorder({
  handlers,
  trustedOrigin: ORIGIN,
  log: { warn: (message) => void noted.push(message), error: (message) => void noted.push(message) },
  redact,
});

const calls = fc.constantFrom(...CALL_NAMES).chain((name) =>
  fc.record({
    channel: fc.oneof(
      { weight: 30, arbitrary: fc.constant(callChannel(name)) },
      fc.string().map((text) => callChannel(name) + text),
      fc.string(),
    ),
    input: fc.oneof({ weight: 5, arbitrary: nearlyValue(HONEST_CALLS[name], anyValue) }, anyValue),
  }),
);

fuzz('calls from the window', calls, { short: 5000, long: 1_000_000 }, async ({ channel, input }) => {
  passed = [];
  noted.length = 0;
  const answer = (await border.answer(channel, OURS, copied(input))) as Record<string, unknown>;
  const isCancel = channel === callChannel('cancelCall') && answer['ok'] === true;
  if (isCancel) return 'taken';
  expect(Object.keys(answer).sort()).toEqual(['error', 'ok']);
  expect(v.is(AppErrorSchema, answer['error'])).toBe(true);
  if (passed.length > 0) return 'taken';
  expect(answer).toMatchObject({ error: { code: 'InvalidInput' } });
  expect(noted).toHaveLength(1);
  return { refused: 'InvalidInput' };
});

/** What Electron's IPC would make of a value; what it cannot carry never arrives. */
function copied(value: unknown): unknown {
  try {
    return structuredClone(value);
  } catch {
    return undefined;
  }
}
