import type { Session } from 'electron';
import { expect, test } from 'vitest';
import { webPreferences } from '../../../../src/main/security/web-preferences';

// The preferences only hand it on.
const session: Session = Object.freeze({}) as unknown as Session;

test.each([true, false])('a page is isolated, sandboxed and without Node (packaged: %s)', (packaged) => {
  expect(webPreferences({ preload: '/p/index.cjs', session, packaged })).toEqual({
    preload: '/p/index.cjs',
    session,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    nodeIntegrationInWorker: false,
    webviewTag: false,
    backgroundThrottling: false,
    spellcheck: false,
    devTools: !packaged,
  });
});
