import { expect, test } from 'vitest';
import { CALL_NAMES } from '../../../src/preload/contract/names';
import { MainProcess } from './main-process';

const ASK = {
  callId: 'c1',
  profile: { origin: 'shared', name: 'prod' },
  region: 'eu-central-1',
  copyJobId: 'X',
} as const;

test('answers every call of the contract', () => {
  const { api } = new MainProcess();
  for (const name of CALL_NAMES) expect(api[name]).toBeTypeOf('function');
});

test('takes nothing that the contract refuses, or that IPC could not carry', async () => {
  const { api, asked } = new MainProcess();
  await expect(api.describeCopyJob({ ...ASK, copyJobId: '' })).rejects.toThrow(/length/);
  await expect(api.describeCopyJob({ ...ASK, extra: 1 } as typeof ASK)).rejects.toThrow();
  await expect(api.changeSettings({ theme: new Proxy({}, {}) } as never)).rejects.toThrow(/clone/);
  expect(asked).toEqual([]);
});

test('gives nothing that the contract refuses', async () => {
  const main = new MainProcess();
  main.info = { ...main.info, version: 1 as never };
  await expect(main.api.getAppInfo()).rejects.toThrow();
  expect(() => {
    main.send('commandChosen', { command: 'explode' as never });
  }).toThrow();
});

test('a job it does not know is NotFound; one that is held waits until it is let go or cancelled', async () => {
  const main = new MainProcess();
  expect(await main.api.describeCopyJob(ASK)).toMatchObject({ ok: false, error: { code: 'NotFound' } });
  const letGo = main.hold();
  const first = main.api.describeCopyJob({ ...ASK, callId: 'c2' });
  const second = main.api.describeCopyJob({ ...ASK, callId: 'c3' });
  expect(await main.api.cancelCall({ callId: 'c2' })).toEqual({ ok: true, value: true });
  expect(await first).toMatchObject({ ok: false, error: { code: 'Cancelled' } });
  letGo();
  expect(await second).toMatchObject({ ok: false, error: { code: 'NotFound' } });
  expect(await main.api.cancelCall({ callId: 'c2' })).toEqual({ ok: true, value: false });
});
