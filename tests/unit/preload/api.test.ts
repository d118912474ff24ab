import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { createApi, type Api } from '../../../src/preload/contract/api';
import { CALLS } from '../../../src/preload/contract/calls';
import { EVENTS } from '../../../src/preload/contract/events';
import { CALL_NAMES, EVENT_NAMES } from '../../../src/preload/contract/names';

function recorded() {
  const calls: unknown[][] = [];
  const listeners = new Map<string, (payload: unknown) => void>();
  const api = createApi({
    invoke(...words) {
      calls.push(words);
      return Promise.resolve({ ok: true, value: 1 });
    },
    subscribe(channel, listener) {
      listeners.set(channel, listener);
      return () => {
        listeners.delete(channel);
      };
    },
  });
  return { api, calls, listeners };
}

describe('window.api', () => {
  test('has the calls and the events of the contract and nothing else', () => {
    const { api } = recorded();
    expect(Object.keys(api).sort()).toEqual([...CALL_NAMES, 'on'].sort());
    expect(Object.keys(api.on).sort()).toEqual([...EVENT_NAMES].sort());
  });

  test('every name has its schemas, and no schema is without a name', () => {
    expect(Object.keys(CALLS).sort()).toEqual([...CALL_NAMES].sort());
    expect(Object.keys(EVENTS).sort()).toEqual([...EVENT_NAMES].sort());
  });

  test.each(CALL_NAMES)('%s uses its own channel and passes one argument', async (name) => {
    const { api, calls } = recorded();
    await (api[name] as (...words: unknown[]) => Promise<unknown>)('input', 'more', 'and more');
    expect(calls).toEqual([[`copytrail:call:${name}`, 'input']]);
  });

  test.each(EVENT_NAMES)('%s tells its listener the payload alone, until that is ended', (name) => {
    const { api, listeners } = recorded();
    const got: unknown[][] = [];
    const stop = (api.on[name] as Api['on']['profilesChanged'])((...words: unknown[]) => got.push(words));
    listeners.get(`copytrail:event:${name}`)?.({ at: 1 });
    expect(got).toEqual([[{ at: 1 }]]);
    stop();
    expect(listeners.size).toBe(0);
  });
});

test('the preload script imports nothing but Electron and the names it exposes', () => {
  const source = readFileSync(path.resolve(import.meta.dirname, '../../../src/preload/index.ts'), 'utf8');
  const imports = [...source.matchAll(/from '([^']+)'/g)].map((match) => match[1]);
  expect(imports).toEqual(['electron', './contract/api']);
});
