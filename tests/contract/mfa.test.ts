import { expect, test } from 'vitest';
import { createMfaDesk, type MfaDesk } from '../../src/main/credentials/mfa-desk';
import type { MfaQuestion } from '../../src/preload/contract/shapes';
import type { Sandbox } from '../support/aws-sandbox';
import { KEY_LINES } from '../support/copy-job-endpoint';
import { errorOf, ROLE_ARN, ROLE_KEY, useCredentialWorld } from '../support/credential-world';
import { startStsEndpoint, type StsEndpoint } from '../support/sts-endpoint';
import { eventually } from '../support/patience';

const world = useCredentialWorld();

const SERIAL = 'arn:aws:iam::111122223333:mfa/ada';
const CODE = '123456';

interface Desk {
  readonly desk: MfaDesk;
  readonly asked: MfaQuestion[];
  readonly settled: string[];
  readonly sandbox: Sandbox;
  readonly sts: StsEndpoint;
  /** Waits for the next question and answers it. */
  readonly answerNext: (code: string | null) => Promise<MfaQuestion>;
}

/** A profile whose role wants a code, and the desk where it is asked for. */
async function openDesk(deadlineMs?: number): Promise<Desk> {
  const asked: MfaQuestion[] = [];
  const settled: string[] = [];
  const desk = createMfaDesk({ ask: (question) => asked.push(question), settled: (id) => settled.push(id) });
  const sts = await startStsEndpoint([{ arn: ROLE_ARN, gives: ROLE_KEY, mfa: { serial: SERIAL, code: CODE } }]);
  world().atEnd(() => sts.close());
  const role = `[profile audit]\nrole_arn = ${ROLE_ARN}\nsource_profile = base\nmfa_serial = ${SERIAL}\nservices = local\n`;
  const sandbox = await world().open({
    credentials: `[base]\n${KEY_LINES}\n`,
    config: role + world().services({ sts: sts.url }),
    mfaCode: (profileName, serial, request) => desk.codeFor(profileName, serial, request),
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
  });
  let answered = 0;
  return {
    desk,
    asked,
    settled,
    sandbox,
    sts,
    async answerNext(code) {
      await eventually(() => asked.length).toBeGreaterThan(answered);
      const question = asked[answered]!;
      answered += 1;
      expect(desk.answer(question.questionId, code)).toBe(true);
      return question;
    },
  };
}

test('one answer serves all Regions and lookups, and the code is kept nowhere', async () => {
  const { asked, answerNext, sandbox, sts, settled, desk } = await openDesk();
  const lookups = ['eu-central-1', 'us-east-1', 'ap-south-1'].map((region) =>
    sandbox.describe({ profile: 'audit', region }),
  );
  const question = await answerNext(` ${CODE} `);
  expect(question).toEqual({ questionId: question.questionId, profileName: 'audit', serial: SERIAL });
  const results = await Promise.all(lookups);
  expect(results[0]).toMatchObject({ ok: true });
  expect(await sandbox.describe({ profile: 'audit', region: 'us-west-2' })).toMatchObject({ ok: false });
  expect(asked).toHaveLength(1);
  expect(settled).toEqual([question.questionId]);
  expect(sts.calls).toHaveLength(1);
  expect(desk.answer(question.questionId, CODE)).toBe(false);
  expect(JSON.stringify([results, sandbox.logged])).not.toContain(CODE);
});

test('a declined question is MfaNeeded; the next lookup asks again', async () => {
  const { answerNext, sandbox, sts } = await openDesk();
  const declined = sandbox.describe({ profile: 'audit' });
  await answerNext(null);
  expect(errorOf(await declined)).toMatchObject({ code: 'MfaNeeded', mayRetry: true });
  expect(sts.calls).toEqual([]);
  const answered = sandbox.describe({ profile: 'audit' });
  expect((await answerNext(CODE)).refused).toBeUndefined();
  expect(await answered).toMatchObject({ ok: true });
});

test('a refused code is MfaNeeded with what AWS said; the next question tells so, and a right code works', async () => {
  const { answerNext, sandbox } = await openDesk();
  const refused = sandbox.describe({ profile: 'audit' });
  await answerNext('000000');
  const error = errorOf(await refused);
  expect(error).toMatchObject({ code: 'MfaNeeded', awsErrorName: 'AccessDenied', httpStatus: 403 });
  expect(error.detail).toContain('MultiFactorAuthentication failed');
  const again = sandbox.describe({ profile: 'audit' });
  expect((await answerNext(CODE)).refused).toContain('MultiFactorAuthentication failed');
  expect(await again).toMatchObject({ ok: true });
});

test('the deadline of a lookup waits while the question is open', async () => {
  const { answerNext, asked, sandbox } = await openDesk(2500);
  const lookup = sandbox.describe({ profile: 'audit' });
  await eventually(() => asked.length).toBe(1);
  const openedAt = performance.now();
  // Longer than the deadline: a person looks for the device.
  await eventually(() => performance.now() - openedAt).toBeGreaterThan(3000);
  await answerNext(CODE);
  expect(await lookup).toMatchObject({ ok: true });
});

test('a question is withdrawn when every lookup that needs it was cancelled', async () => {
  const { asked, settled, sandbox, desk } = await openDesk();
  const leaving = new AbortController();
  const lookups = ['eu-central-1', 'us-east-1'].map((region) =>
    sandbox.describe({ profile: 'audit', region, signal: leaving.signal }),
  );
  await eventually(() => asked.length).toBe(1);
  leaving.abort();
  expect((await Promise.all(lookups)).map((result) => errorOf(result).code)).toEqual(['Cancelled', 'Cancelled']);
  await eventually(() => settled).toEqual([asked[0]?.questionId]);
  expect(desk.answer(asked[0]!.questionId, CODE)).toBe(false);
});

test('a cancelled lookup leaves the question to the others', async () => {
  const { answerNext, asked, sandbox } = await openDesk();
  const leaving = new AbortController();
  const left = sandbox.describe({ profile: 'audit', signal: leaving.signal });
  const stayed = sandbox.describe({ profile: 'audit', region: 'us-east-1' });
  await eventually(() => asked.length).toBe(1);
  leaving.abort();
  expect(errorOf(await left).code).toBe('Cancelled');
  await answerNext(CODE);
  // Nothing is filed in that Region, but the credentials were had.
  expect(errorOf(await stayed).code).toBe('NotFound');
  expect(asked).toHaveLength(1);
});

test('an edit elsewhere in the files costs no new code; an edit of the profile does', async () => {
  const { answerNext, asked, sandbox, sts } = await openDesk();
  const first = sandbox.describe({ profile: 'audit' });
  await answerNext(CODE);
  expect(await first).toMatchObject({ ok: true });
  await sandbox.write('.aws/credentials', `[base]\n${KEY_LINES}\n[other]\n${KEY_LINES}\n`);
  expect(await sandbox.describe({ profile: 'audit' })).toMatchObject({ ok: true });
  expect(asked).toHaveLength(1);
  const edited = `[profile audit]\nrole_arn = ${ROLE_ARN}\nsource_profile = base\nmfa_serial = ${SERIAL}\nservices = local\nrole_session_name = ada\n`;
  await sandbox.write('.aws/config', edited + world().services({ sts: sts.url }));
  const second = sandbox.describe({ profile: 'audit' });
  await answerNext(CODE);
  expect(await second).toMatchObject({ ok: true });
});

test('where no person waits nobody is asked; as soon as one does, one question serves both', async () => {
  const { asked, answerNext, sandbox } = await openDesk();
  const background = await sandbox.describe({ profile: 'audit', background: true });
  expect(errorOf(background).code).toBe('MfaNeeded');
  expect(asked).toEqual([]);
  const person = sandbox.describe({ profile: 'audit' });
  await answerNext(CODE);
  expect(await person).toMatchObject({ ok: true });
  // With the credentials in memory, asking in the background needs no code.
  expect(await sandbox.describe({ profile: 'audit', background: true })).toMatchObject({ ok: true });
  expect(asked).toHaveLength(1);
});
