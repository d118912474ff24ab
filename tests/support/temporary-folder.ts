import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** What a test does not wait for may still be being written: the folder is emptied again then. */
const TRIES = 20;

/** An empty folder of a test's own, gone with it. To be called in a test, or in what is done before each. */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), `copytrail-${name}-`));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: TRIES, retryDelay: 10 }));
  return folder;
}
