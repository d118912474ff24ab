import { describe, expect, test, vi } from 'vitest';
import { loadAgainIfSilent } from '../../../../src/renderer/src/data/silent-engine';
import { ok } from '../../../../src/preload/contract/result';

const PATIENCE = { lookAfterMs: 5, namesWithinMs: 5 };
const never = new Promise<never>(() => undefined);
const engineThat = (databases: () => Promise<IDBDatabaseInfo[]>) => ({ indexedDB: { databases } as IDBFactory });
const silent = engineThat(() => never);
const mainProcess = () => ({ loadAgain: vi.fn(() => Promise.resolve(ok(true))) });

describe('an engine that says nothing', () => {
  test('the page is loaded again by itself, once', async () => {
    const api = mainProcess();
    await loadAgainIfSilent(never, api, { ...PATIENCE, engine: silent });
    expect(api.loadAgain.mock.calls).toEqual([[{ asked: false }]]);
  });

  test('not if it is only slow: it tells its databases, or that it cannot', async () => {
    const api = mainProcess();
    await loadAgainIfSilent(never, api, { ...PATIENCE, engine: engineThat(() => Promise.resolve([])) });
    await loadAgainIfSilent(never, api, {
      ...PATIENCE,
      engine: engineThat(() => Promise.reject(new Error('damaged'))),
    });
    expect(api.loadAgain).not.toHaveBeenCalled();
  });

  test('not once the history is open, or is known not to open, however late', async () => {
    const api = mainProcess();
    await loadAgainIfSilent(Promise.resolve(), api, { ...PATIENCE, engine: silent });
    await loadAgainIfSilent(Promise.reject(new Error('newer')), api, { ...PATIENCE, engine: silent });
    const late = new Promise((resolve) => {
      setTimeout(resolve, 10);
    });
    await loadAgainIfSilent(late, api, { lookAfterMs: 1, namesWithinMs: 60_000, engine: silent });
    expect(api.loadAgain).not.toHaveBeenCalled();
  });

  test('not while something waits in memory that cannot be saved', async () => {
    const api = mainProcess();
    await loadAgainIfSilent(never, api, { ...PATIENCE, engine: silent, before: () => Promise.resolve(false) });
    expect(api.loadAgain).not.toHaveBeenCalled();
    await loadAgainIfSilent(never, api, { ...PATIENCE, engine: silent, before: () => Promise.resolve(true) });
    expect(api.loadAgain).toHaveBeenCalledOnce();
  });

  test('a main process that does not answer either is no further fault', async () => {
    const api = { loadAgain: () => Promise.reject(new Error('gone')) };
    await expect(loadAgainIfSilent(never, api, { ...PATIENCE, engine: silent })).resolves.toBeUndefined();
  });
});
