import { expect, vi } from 'vitest';

/** A machine that builds and tests other things at the same time is slow; that is no fault of what is tested. */
const PATIENCE_MS = 30_000;

/** For files whose tests start real servers and processes. */
export function bePatient(): void {
  vi.setConfig({ testTimeout: 2 * PATIENCE_MS, hookTimeout: 2 * PATIENCE_MS });
}

/** Waits for a state, looked at again and again. */
export function eventually<T>(probe: () => T) {
  return expect.poll(probe, { timeout: PATIENCE_MS });
}
