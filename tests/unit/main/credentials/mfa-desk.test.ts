import { beforeEach, expect, test, vi } from 'vitest';
import { createMfaDesk, MFA_DECLINED, type MfaDesk } from '../../../../src/main/credentials/mfa-desk';
import type { MfaQuestion } from '../../../../src/preload/contract/shapes';

let asked: MfaQuestion[];
let settled: string[];
let desk: MfaDesk;

beforeEach(() => {
  asked = [];
  settled = [];
  desk = createMfaDesk({ ask: (question) => asked.push(question), settled: (id) => settled.push(id) });
});

test('equal questions share one answer; other profiles and devices are asked apart', async () => {
  const codes = [desk.codeFor('a', 'd'), desk.codeFor('a', 'd'), desk.codeFor('a', 'e'), desk.codeFor('b', 'd')];
  expect(asked.map(({ profileName, serial }) => [profileName, serial])).toEqual([
    ['a', 'd'],
    ['a', 'e'],
    ['b', 'd'],
  ]);
  asked.forEach(({ questionId }, index) => desk.answer(questionId, `10000${index}`));
  expect(await Promise.all(codes)).toEqual(['100000', '100000', '100001', '100002']);
  expect(settled).toEqual(asked.map(({ questionId }) => questionId));
});

test('an answer counts once, and only for a question that is open', async () => {
  const code = desk.codeFor('a', 'd');
  const { questionId } = asked[0]!;
  expect(desk.answer('other', '123456')).toBe(false);
  expect(desk.answer(questionId, '123456')).toBe(true);
  expect(desk.answer(questionId, '654321')).toBe(false);
  expect(await code).toBe('123456');
});

test('null declines for everybody who waits', async () => {
  const codes = [desk.codeFor('a', 'd'), desk.codeFor('a', 'd')];
  expect(desk.answer(asked[0]!.questionId, null)).toBe(true);
  for (const code of codes) await expect(code).rejects.toMatchObject({ name: MFA_DECLINED });
  expect(settled).toHaveLength(1);
});

test('the question is withdrawn when the last one who waits has gone', async () => {
  const [first, second] = [new AbortController(), new AbortController()];
  const codes = [desk.codeFor('a', 'd', { signal: first.signal }), desk.codeFor('a', 'd', { signal: second.signal })];
  first.abort();
  await expect(codes[0]).rejects.toMatchObject({ name: MFA_DECLINED });
  expect(settled).toEqual([]);
  second.abort();
  await expect(codes[1]).rejects.toMatchObject({ name: MFA_DECLINED });
  expect(settled).toEqual([asked[0]!.questionId]);
});

test('nobody is asked on behalf of one who has gone already', async () => {
  await expect(desk.codeFor('a', 'd', { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: MFA_DECLINED });
  expect(asked).toEqual([]);
});

test('a question left lying is declined in the end', async () => {
  vi.useFakeTimers();
  try {
    const code = expect(desk.codeFor('a', 'd')).rejects.toMatchObject({ name: MFA_DECLINED });
    await vi.advanceTimersByTimeAsync(60 * 60 * 1000);
    await code;
    expect(settled).toHaveLength(1);
  } finally {
    vi.useRealTimers();
  }
});

test('why an earlier code was refused is passed on', () => {
  void desk.codeFor('a', 'd', { refused: 'invalid code' }).catch(() => undefined);
  expect(asked[0]).toMatchObject({ refused: 'invalid code' });
});

test('an answer given while the question is being put is not lost', async () => {
  const eager: MfaDesk = createMfaDesk({
    ask: ({ questionId }) => eager.answer(questionId, '123456'),
    settled: () => undefined,
  });
  expect(await eager.codeFor('a', 'd')).toBe('123456');
});

test('a question that cannot be put is declined', async () => {
  const mute = createMfaDesk({
    ask: () => {
      throw new Error('The window is gone.');
    },
    settled: () => undefined,
  });
  await expect(mute.codeFor('a', 'd')).rejects.toMatchObject({ name: MFA_DECLINED });
});
