import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { startBackupEndpoint } from '../../src/main/demo/endpoint';
import type { DemoKey } from '../../src/main/demo/types';
import { CALL_NAMES } from '../../src/preload/contract/names';
import { expect, test, type LaunchedApp } from '../support/app';
import { bodyFor, keyLines } from '../support/copy-job-endpoint';
import { startStsEndpoint, stsError } from '../support/sts-endpoint';

const REGION = 'eu-central-1';
const COPY_JOB_ID = '47C8EF56-74D8-059D-1301-C5BE1D5C926E';
const ROLE = 'arn:aws:iam::111122223333:role/Auditor';
const SERIAL = 'arn:aws:iam::111122223333:mfa/ada';
const CODE = '738291';
const WRONG_CODE = '190347';

/** Made up, in the shapes that AWS gives keys and tokens; accepted by the simulated endpoints alone. */
const FILE_KEY: DemoKey = {
  accessKeyId: 'AKIAPLANTED0FILE0001',
  secretAccessKey: 'fIl3PlantedSecret+Key/0000000000000abcD1',
  accountId: '111122223333',
};
const ENVIRONMENT_KEY: DemoKey = {
  accessKeyId: 'ASIAPLANTED00ENV0001',
  secretAccessKey: 'EnvPlantedSecret+Key/00000000000000abcD2',
  sessionToken: 'IQoJplantedEnvironmentToken0000000000000000000000==',
  accountId: '111122223333',
};
const ROLE_KEY: DemoKey = {
  accessKeyId: 'ASIAPLANTED0ROLE0001',
  secretAccessKey: 'RolePlantedSecret+Key/0000000000000abcD3',
  sessionToken: 'IQoJplantedRoleToken00000000000000000000000000000==',
  accountId: '111122223333',
};

const KEYS = [FILE_KEY, ENVIRONMENT_KEY, ROLE_KEY];
const SECRETS = [
  ...KEYS.flatMap(({ accessKeyId, secretAccessKey, sessionToken }) => [
    accessKeyId,
    secretAccessKey,
    sessionToken ?? '',
  ]),
  CODE,
  WRONG_CODE,
].filter((secret) => secret !== '');

/** Secrets found in a text or in bytes, however JavaScript and Chromium may have written them. */
function secretsIn(content: string | Buffer): string[] {
  const bytes = Buffer.from(content);
  return SECRETS.filter((secret) =>
    [Buffer.from(secret, 'utf8'), Buffer.from(secret, 'utf16le'), Buffer.from(encodeURIComponent(secret))].some(
      (form) => bytes.includes(form),
    ),
  );
}

/** From now on keeps a copy of everything that crosses from the main process to the page. */
async function listenIn({ electron }: LaunchedApp): Promise<() => Promise<string[]>> {
  await electron.evaluate(({ ipcMain, BrowserWindow }) => {
    const crossed: string[] = [];
    (globalThis as Record<string, unknown>)['crossed'] = crossed;
    type Handler = (...words: unknown[]) => unknown;
    const { _invokeHandlers: handlers } = ipcMain as unknown as { _invokeHandlers: Map<string, Handler> };
    for (const [channel, handler] of [...handlers]) {
      handlers.set(channel, async (...words) => {
        const answer: unknown = await handler(...words);
        crossed.push(`${channel} ${JSON.stringify(answer)}`);
        return answer;
      });
    }
    const contents = BrowserWindow.getAllWindows()[0]!.webContents;
    const send = contents.send.bind(contents);
    contents.send = (channel, ...words: unknown[]) => {
      crossed.push(`${channel} ${JSON.stringify(words)}`);
      send(channel, ...words);
    };
  });
  return () => electron.evaluate(() => (globalThis as Record<string, unknown>)['crossed'] as string[]);
}

interface Answer {
  readonly ok: boolean;
  readonly error?: { readonly code: string };
}

/** Looks the job up through the page's own API; questions for a code are answered with these, one after another. */
function describe(app: LaunchedApp, origin: string, name: string, codes: readonly string[] = []): Promise<Answer> {
  return app.page.evaluate<Answer>(`(() => {
    const codes = ${JSON.stringify(codes)};
    const stop = window.api.on.mfaAsked(({ questionId }) => {
      window.api.answerMfa({ questionId, code: codes.shift() ?? null });
    });
    return window.api.describeCopyJob({
      callId: crypto.randomUUID(),
      profile: ${JSON.stringify({ origin, name })},
      region: '${REGION}',
      copyJobId: '${COPY_JOB_ID}',
    }).finally(stop);
  })()`);
}

test('no key, token or code reaches the page, the log or the disk', async ({ launchApp, home }) => {
  const backup = await startBackupEndpoint({ keys: KEYS });
  const sts = await startStsEndpoint([{ arn: ROLE, gives: ROLE_KEY, mfa: { serial: SERIAL, code: CODE } }]);
  backup.putJob({ accountId: FILE_KEY.accountId, region: REGION, copyJobId: COPY_JOB_ID, body: bodyFor(COPY_JOB_ID) });
  await home.credentials(`[planted]\n${keyLines(FILE_KEY)}\n`);
  await home.config(`[profile role]\nrole_arn = ${ROLE}\nsource_profile = planted\nmfa_serial = ${SERIAL}\n`);
  const app = await launchApp({
    env: {
      AWS_ACCESS_KEY_ID: ENVIRONMENT_KEY.accessKeyId,
      AWS_SECRET_ACCESS_KEY: ENVIRONMENT_KEY.secretAccessKey,
      AWS_SESSION_TOKEN: ENVIRONMENT_KEY.sessionToken ?? '',
      AWS_ENDPOINT_URL_BACKUP: backup.url,
      AWS_ENDPOINT_URL_STS: sts.url,
    },
  });
  const crossed = await listenIn(app);

  await test.step('lookups that succeed', async () => {
    expect(await app.page.evaluate('window.api.listProfiles()')).toMatchObject({ ok: true });
    expect(await describe(app, 'shared', 'planted')).toMatchObject({ ok: true });
    expect(await describe(app, 'environment', 'environment')).toMatchObject({ ok: true });
  });
  await test.step('a role with a wrong code, then the right one', async () => {
    await describe(app, 'shared', 'role', [WRONG_CODE]);
    expect(await describe(app, 'shared', 'role', [CODE, CODE])).toMatchObject({ ok: true });
  });
  await test.step('servers that echo what they were sent', async () => {
    const echo = SECRETS.filter((secret) => secret !== CODE && secret !== WRONG_CODE).join(' and ');
    const denied = { kind: 'error', status: 403, type: 'AccessDeniedException', message: `Denied ${echo}` } as const;
    const html = {
      kind: 'body',
      status: 200,
      headers: { 'content-type': 'text/html' },
      body: `<p>${echo}</p>`,
    } as const;
    for (const fault of [denied, html]) {
      const end = backup.addFault({ fault });
      expect(await describe(app, 'shared', 'planted')).toMatchObject({ ok: false });
      end();
    }
    sts.answerWith(stsError(403, 'AccessDenied', `Denied ${echo}, MFA code ${WRONG_CODE}`));
    await home.config(`[profile other]\nrole_arn = ${ROLE}2\nsource_profile = planted\nmfa_serial = ${SERIAL}\n`);
    expect(await describe(app, 'shared', 'other', [WRONG_CODE])).toMatchObject({ ok: false });
  });
  await test.step('a fault of the window that quotes a key', async () => {
    await app.page.evaluate(`window.api.reportProblem({ text: ${JSON.stringify(`Fault with ${SECRETS[0] ?? ''}`)} })`);
  });

  const messages = await crossed();
  for (const name of CALL_NAMES.filter((call) => ['listProfiles', 'describeCopyJob', 'answerMfa'].includes(call))) {
    expect(messages.some((message) => message.startsWith(`copytrail:call:${name} `))).toBe(true);
  }
  expect(messages.some((message) => message.startsWith('copytrail:event:mfaAsked'))).toBe(true);
  expect(messages.filter((message) => secretsIn(message).length > 0)).toEqual([]);

  await app.close();
  expect(secretsIn(app.output())).toEqual([]);
  const log = await readFile(path.join(app.userDataDir, 'logs', 'main.log'), 'utf8');
  expect(log).toContain('the window reports a problem');
  const files = (await readdir(app.userDataDir, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  );
  expect(files.length).toBeGreaterThan(5);
  for (const file of files) {
    const name = path.join(file.parentPath, file.name);
    expect({ name, found: secretsIn(await readFile(name)) }).toEqual({ name, found: [] });
  }
  await backup.close();
  await sts.close();
});
