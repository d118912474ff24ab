import { afterEach, expect, test, vi } from 'vitest';
import { createApi } from '../../../../src/preload/contract/api';
import { backend } from '../../../../src/renderer/src/data/backend';

afterEach(() => {
  vi.unstubAllGlobals();
});

test('is what the preload script put into the window', () => {
  const api = createApi({ invoke: () => Promise.resolve(), subscribe: () => () => undefined });
  vi.stubGlobal('window', { api });
  expect(backend()).toBe(api);
});

test('says what is wrong when the page runs anywhere else', () => {
  vi.stubGlobal('window', {});
  expect(() => backend()).toThrow(/window\.api is missing/);
});
