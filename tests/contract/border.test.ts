import { describe, expect, test } from 'vitest';
import type { Sender } from '../../src/main/security/trusted-sender';
import { createApi } from '../../src/preload/contract/api';
import { CALL_NAMES, callChannel } from '../../src/preload/contract/names';
import { connect, OURS, useBorderWorld, valueOf } from '../support/border-world';

const { realApp, borderWith, logged } = useBorderWorld();

describe('the whole way', () => {
  test('a copy job of the demo account crosses byte for byte', async () => {
    const { api } = realApp();
    const { examples, profiles } = valueOf(await api.openDemoAccount());
    const [example] = examples;
    const ref = profiles.find((profile) => profile.ref.name === example?.profileName)?.ref;
    const { copyJobId, region } = example!;
    const observation = valueOf(await api.describeCopyJob({ callId: 'c1', profile: ref!, region, copyJobId }));
    expect(observation).toMatchObject({ source: 'describe', copyJobId, region, profile: ref });
    expect(JSON.parse(observation.body)).toMatchObject({ CopyJob: { CopyJobId: copyJobId } });
  });

  test('a page of the demo account’s copy jobs crosses, and leads to the next', async () => {
    const { api } = realApp();
    const { profiles } = valueOf(await api.openDemoAccount());
    const { ref, region = '' } = profiles[0]!;
    const ask = { callId: 'page', profile: ref, region, filters: {}, maxResults: 5 };
    const first = valueOf(await api.listCopyJobs(ask));
    expect(first.jobs).toHaveLength(5);
    expect(first).toMatchObject({ profile: ref, region });
    const second = valueOf(await api.listCopyJobs({ ...ask, nextToken: first.nextToken! }));
    const ids = [...first.jobs, ...second.jobs].map(({ copyJobId }) => copyJobId);
    expect(new Set(ids).size).toBe(10);
    for (const { copyJobId, body } of first.jobs) expect(JSON.parse(body)).toMatchObject({ CopyJobId: copyJobId });
  });

  test('settings cross, are kept, and every change is told', async () => {
    const { api } = realApp();
    const told: string[] = [];
    const stop = api.on.settingsChanged((settings) => told.push(settings.theme));
    expect(valueOf(await api.getSettings()).theme).toBe('system');
    expect(valueOf(await api.changeSettings({ theme: 'dark' })).theme).toBe('dark');
    expect(valueOf(await api.getSettings()).theme).toBe('dark');
    stop();
    await api.changeSettings({ theme: 'light' });
    expect(told).toEqual(['dark']);
  });

  test('profiles of the shared files cross', async () => {
    const { profiles } = valueOf(await realApp().api.listProfiles());
    expect(profiles.map((profile) => profile.ref.name)).toContain('audit');
  });

  test('an allowed address is opened, another is not', async () => {
    const { api, opened } = realApp();
    expect(valueOf(await api.openExternal({ url: 'https://docs.aws.amazon.com/aws-backup/' }))).toBe(true);
    expect(valueOf(await api.openExternal({ url: 'file:///etc/passwd' }))).toBe(false);
    expect(opened).toEqual(['https://docs.aws.amazon.com/aws-backup/']);
  });

  test('a problem report lands in the log, without its secrets', async () => {
    valueOf(await realApp().api.reportProblem({ text: 'failed with AKIAIOSFODNN7EXAMPLE in hand' }));
    expect(await logged()).toContain('failed with [redacted] in hand');
  });

  test('a question that is not open is answered with false', async () => {
    expect(valueOf(await realApp().api.answerMfa({ questionId: 'none', code: '123456' }))).toBe(false);
  });
});

describe('demo profiles', () => {
  test('are refused while the demo account is closed, whatever the window says', async () => {
    const { api } = realApp('fresh');
    const place = { callId: 'c1', profile: { origin: 'demo', name: 'anything' }, region: 'eu-central-1' } as const;
    const refused = { ok: false, error: { code: 'InvalidInput' } };
    expect(await api.describeCopyJob({ ...place, copyJobId: 'job' })).toMatchObject(refused);
    expect(await api.listCopyJobs({ ...place, filters: {}, maxResults: 10 })).toMatchObject(refused);
  });
});

describe('who asks', () => {
  const strangers: [string, Sender][] = [
    ['a foreign page', { ...OURS, origin: 'https://example.com' }],
    ['an opaque origin', { ...OURS, origin: 'null' }],
    ['a frame that is gone', { ...OURS, origin: undefined }],
    ['a frame inside our page', { ...OURS, isTopFrame: false }],
  ];

  test.each(strangers)('%s is refused every call before its input is looked at', async (_what, sender) => {
    const { invoke } = connect(borderWith({}), sender);
    for (const name of CALL_NAMES) {
      const answer = await invoke(callChannel(name), { any: 'thing' });
      expect(answer).toMatchObject({ ok: false, error: { code: 'Refused', mayRetry: false } });
    }
    expect((await logged()).match(/call refused/g)).toHaveLength(CALL_NAMES.length);
  });
});

describe('what is asked', () => {
  test.each([
    'copytrail:call:nope',
    'copytrail:event:mfaAsked',
    'describeCopyJob',
    '__proto__',
    'copytrail:call:constructor',
    '',
  ])('there is no channel %j', async (channel) => {
    expect(await connect(borderWith({})).invoke(channel, undefined)).toMatchObject({
      ok: false,
      error: { code: 'InvalidInput' },
    });
  });

  test.each<[string, unknown]>([
    ['a member too many', { theme: 'dark', admin: true }],
    ['a value out of the list', { theme: 'pink' }],
    ['a wrong type', { theme: 1 }],
    ['text in place of a record', 'theme'],
    ['nothing', undefined],
    ['a prototype', JSON.parse('{"__proto__":{"theme":"dark"}}')],
    ['a nested prototype', { last: JSON.parse('{"aws":{},"demo":{},"__proto__":{"x":1}}') as unknown }],
    ['a constructor', { constructor: { prototype: { x: 1 } } }],
    ['a flood', { theme: 'x'.repeat(1_000_000) }],
    ['a date', { theme: new Date(0) }],
  ])('changeSettings with %s is refused, and the handler never sees it', async (_what, input) => {
    const answer = await connect(borderWith({})).invoke(callChannel('changeSettings'), input);
    expect(answer).toMatchObject({ ok: false, error: { code: 'InvalidInput' } });
    expect(({} as Record<string, unknown>)['theme']).toBeUndefined();
    expect(await logged()).toContain('unacceptable input');
  });

  test('a refusal names members and never values', async () => {
    const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
    const answer = await connect(borderWith({})).invoke(callChannel('answerMfa'), { questionId: 'q', code: [secret] });
    expect(JSON.stringify(answer)).toContain('code');
    expect(JSON.stringify(answer)).not.toContain(secret);
    expect(await logged()).not.toContain(secret);
  });

  test('only the declared argument crosses', async () => {
    const crossed: unknown[][] = [];
    const api = createApi({
      invoke: (...words) => Promise.resolve(crossed.push(words)),
      subscribe: () => () => undefined,
    });
    await (api.getSettings as (...words: unknown[]) => Promise<unknown>)(undefined, 'second', 'third');
    expect(crossed).toEqual([['copytrail:call:getSettings', undefined]]);
  });
});
