import { expect, test } from 'vitest';
import { whyUntrusted } from '../../../../src/main/security/trusted-sender';

const OURS = 'app://main';

test('our page in the top frame is answered', () => {
  expect(whyUntrusted({ windowId: 1, origin: OURS, isTopFrame: true }, OURS)).toBeUndefined();
});

test.each([
  ['a frame that is gone', undefined, true, 'the frame is gone'],
  ['an opaque origin', 'null', true, 'foreign origin'],
  ['no origin', '', true, 'foreign origin'],
  ['a web page', 'https://example.com', true, 'foreign origin'],
  ['a file', 'file://', true, 'foreign origin'],
  ['another host of our scheme', 'app://other', true, 'foreign origin'],
  ['our origin with something after it', 'app://main.example.com', true, 'foreign origin'],
  ['the development server, when it is not used', 'http://localhost:5173', true, 'foreign origin'],
  ['our origin in a frame', OURS, false, 'not the top frame'],
])('%s is not', (_what, origin, isTopFrame, reason) => {
  expect(whyUntrusted({ windowId: 1, origin, isTopFrame }, OURS)).toBe(reason);
});
