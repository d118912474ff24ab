import { expect, test } from 'vitest';
import { createEventSender, type EventTarget } from '../../../../src/main/ipc/send-event';

interface Window extends EventTarget {
  readonly got: { channel: string; payload: unknown }[];
}

function window(url: string, destroyed = false): Window {
  const got: Window['got'] = [];
  return {
    got,
    isDestroyed: () => destroyed,
    getURL: () => url,
    send: (channel, payload) => got.push({ channel, payload }),
  };
}

function senderTo(...targets: Window[]) {
  const errors: string[] = [];
  const send = createEventSender({
    targets: () => targets,
    trustedOrigin: 'app://main',
    error: (text) => errors.push(text),
  });
  return { send, errors };
}

test('reaches the live windows that show our page, and no others', () => {
  const ours = window('app://main/index.html');
  const foreign = window('https://example.com/');
  const gone = window('app://main/index.html', true);
  const { send, errors } = senderTo(ours, foreign, gone);
  send('mfaSettled', { questionId: 'q1' });
  expect(ours.got).toEqual([{ channel: 'copytrail:event:mfaSettled', payload: { questionId: 'q1' } }]);
  expect(foreign.got).toEqual([]);
  expect(gone.got).toEqual([]);
  expect(errors).toEqual([]);
});

test('sends nothing that the contract does not name, and says so without the value', () => {
  const ours = window('app://main/index.html');
  const { send, errors } = senderTo(ours);
  send('mfaSettled', { questionId: 'q1', code: '123456' } as { questionId: string });
  expect(ours.got).toEqual([]);
  expect(errors).toEqual(['event mfaSettled was not sent: not as agreed: code']);
});
