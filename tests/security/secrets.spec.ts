import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startBackupEndpoint } from '../../src/main/demo/endpoint';
import type { DemoKey } from '../../src/main/demo/types';
import type { CallName } from '../../src/preload/contract/names';
import { expect, PACKED, test, type LaunchedApp } from '../support/app';
import { startConnectProxy } from '../support/connect-proxy';
import { bodyFor, keyLines } from '../support/copy-job-endpoint';
import { startHttpService } from '../support/http-service';
import { secretsIn, type Planted } from '../support/planted';
import { processesOf } from '../support/processes';
import { startRecordingFront } from '../support/recording-front';
import { asPem, makeKeys } from '../support/release-folder';
import { ssoCachePath, ssoTokenFile, startSsoEndpoint } from '../support/sso-endpoint';
import { startStsEndpoint, stsError } from '../support/sts-endpoint';

test.describe.configure({ timeout: 180_000 });

const REGION = 'eu-central-1';
const ACCOUNT = '111122223333';
const COPY_JOB_ID = '47C8EF56-74D8-059D-1301-C5BE1D5C926E';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/Auditor`;
const SERIAL = `arn:aws:iam::${ACCOUNT}:mfa/ada`;
const CODE = '738291';
const WRONG_CODE = '190347';

/** Made up, the same in each run, with nothing in it that stands in another one. */
const madeUp = (name: string, length: number): string =>
  createHash('sha512').update(name).digest('base64').slice(0, length);

/** In the shapes that AWS gives keys and tokens; accepted by the simulated endpoints alone. */
function key(name: string, kind: 'AKIA' | 'ASIA'): DemoKey {
  const id = `${kind}${createHash('sha512').update(`id ${name}`).digest('hex').toUpperCase().slice(0, 16)}`;
  const token = kind === 'ASIA' ? { sessionToken: `IQoJ${madeUp(`token ${name}`, 60)}==` } : {};
  // All three kinds of signs, by which a secret key is known.
  return { accessKeyId: id, secretAccessKey: `aB3${madeUp(`secret ${name}`, 37)}`, ...token, accountId: ACCOUNT };
}

const KEYS = {
  file: key('file', 'AKIA'),
  environment: key('environment', 'ASIA'),
  role: key('role', 'ASIA'),
  process: key('process', 'ASIA'),
  sso: key('sso', 'ASIA'),
};
const OTHERS = {
  'sign-in token': `aoaAAAAA${madeUp('sso', 48)}`,
  'refresh token': madeUp('refresh', 48),
  'password of the proxy': 'pw-2v8KxQ0ZrT5mYh',
  'private key beside a certificate': madeUp('private', 64),
  'passphrase of a backup': 'staple-9fJw3LtGkE7-battery',
  'token in a link': 'link-6HsDq1ZbVn4RcX',
};
const CODES = { 'multi-factor code': CODE, 'wrong multi-factor code': WRONG_CODE };
const PLANTED: Planted = {
  ...Object.fromEntries(
    Object.entries(KEYS).flatMap(([name, { accessKeyId, secretAccessKey, sessionToken }]) => [
      [`key id (${name})`, accessKeyId],
      [`secret key (${name})`, secretAccessKey],
      ...(sessionToken === undefined ? [] : [[`token (${name})`, sessionToken] as const]),
    ]),
  ),
  ...OTHERS,
  ...CODES,
};

interface Crossings {
  /** What the page was told, and what it has asked. */
  readonly outwards: readonly string[];
  readonly inwards: readonly string[];
  readonly notices: readonly string[];
}

/** From now on keeps a copy of everything that crosses between the main process and the page, and of notifications. */
async function listenIn({ electron }: LaunchedApp): Promise<() => Promise<Crossings>> {
  await electron.evaluate(({ ipcMain, BrowserWindow, Notification }) => {
    const crossed = { outwards: [] as string[], inwards: [] as string[], notices: [] as string[] };
    (globalThis as Record<string, unknown>)['crossed'] = crossed;
    type Handler = (...words: unknown[]) => unknown;
    const { _invokeHandlers: handlers } = ipcMain as unknown as { _invokeHandlers: Map<string, Handler> };
    for (const [channel, handler] of [...handlers]) {
      handlers.set(channel, async (...words) => {
        crossed.inwards.push(`${channel} ${JSON.stringify(words[1])}`);
        const answer: unknown = await handler(...words);
        crossed.outwards.push(`${channel} ${JSON.stringify(answer)}`);
        return answer;
      });
    }
    const contents = BrowserWindow.getAllWindows()[0]!.webContents;
    const send = contents.send.bind(contents);
    contents.send = (channel, ...words: unknown[]) => {
      crossed.outwards.push(`${channel} ${JSON.stringify(words)}`);
      send(channel, ...words);
    };
    Notification.isSupported = () => true;
    Notification.prototype.show = function (this: Electron.Notification) {
      crossed.notices.push(`${this.title} ${this.body}`);
    };
  });
  return () => electron.evaluate(() => (globalThis as Record<string, unknown>)['crossed'] as Crossings);
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

/** Text on the page and in its fields. */
const shown = ({ page }: LaunchedApp): Promise<string> =>
  page.evaluate<string>(`document.documentElement.textContent + document.documentElement.innerHTML`);

/** Command lines of all the app's processes, looked at for as long as it runs. */
function watchCommandLines({ electron }: LaunchedApp): () => ReadonlySet<string> {
  const seen = new Set<string>();
  const group = electron.process().pid ?? 0;
  const look = (): void => {
    for (const { words } of processesOf(group)) seen.add(words);
  };
  const timer = setInterval(look, 50);
  return () => {
    clearInterval(timer);
    look();
    return seen;
  };
}

/** Files below a folder that hold a planted secret. */
async function filesWithSecrets(
  folder: string,
): Promise<{ searched: number; found: Record<string, readonly string[]> }> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const found: Record<string, readonly string[]> = {};
  for (const file of files) {
    const name = path.join(file.parentPath, file.name);
    const secrets = secretsIn(await readFile(name), PLANTED);
    if (secrets.length > 0) found[path.relative(folder, name)] = secrets;
  }
  return { searched: files.length, found };
}

test(
  'no key, token, code, password or passphrase reaches the page, the log, the disk or another program',
  PACKED,
  async ({ launchApp, home }) => {
    const backup = await startBackupEndpoint({ keys: Object.values(KEYS) });
    const front = await startRecordingFront(backup.url);
    const sts = await startStsEndpoint([{ arn: ROLE, gives: KEYS.role, mfa: { serial: SERIAL, code: CODE } }]);
    const sso = await startSsoEndpoint(KEYS.sso, { accountId: ACCOUNT, roleName: 'ReadOnly' });
    sso.validTokens.add(OTHERS['sign-in token']);
    const updates = await startHttpService(() => ({ status: 404, body: '' }));
    backup.putJob({ accountId: ACCOUNT, region: REGION, copyJobId: COPY_JOB_ID, body: bodyFor(COPY_JOB_ID) });

    const { accessKeyId, secretAccessKey, sessionToken } = KEYS.process;
    const told = { Version: 1, AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken };
    const tool = await home.write('tool.json', JSON.stringify(told));
    const private_ = OTHERS['private key beside a certificate'];
    const bundle = await home.write(
      'company.pem',
      `-----BEGIN PRIVATE KEY-----\n${private_}\n-----END PRIVATE KEY-----\n`,
    );
    const expiresInMs = 3_600_000;
    await home.write(
      ssoCachePath('corp'),
      ssoTokenFile({ accessToken: OTHERS['sign-in token'], refreshToken: OTHERS['refresh token'], expiresInMs }),
    );
    await home.credentials(`[planted]\n${keyLines(KEYS.file)}\n`);
    const role = (name: string, arn: string): string =>
      `[profile ${name}]\nrole_arn = ${arn}\nsource_profile = planted\nmfa_serial = ${SERIAL}\n`;
    await home.config(`${role('role', ROLE)}${role('other', `${ROLE}2`)}
[profile process]
credential_process = /bin/cat ${tool}
[profile sso]
sso_session = corp
sso_account_id = ${ACCOUNT}
sso_role_name = ReadOnly
services = local
[sso-session corp]
sso_start_url = https://corp.example/start
sso_region = ${REGION}
[services local]
sso =
  endpoint_url = ${sso.portal.url}
sso_oidc =
  endpoint_url = ${sso.oidc.url}
`);
    const saved = path.join(home.userData, 'saved');
    await mkdir(saved, { recursive: true });
    const place = { on: true, address: `${updates.url}/copytrail`, key: asPem(makeKeys().publicKey) };
    await writeFile(path.join(home.userData, 'settings.json'), JSON.stringify({ version: 4, updates: place }));
    const app = await launchApp({
      env: {
        AWS_ACCESS_KEY_ID: KEYS.environment.accessKeyId,
        AWS_SECRET_ACCESS_KEY: KEYS.environment.secretAccessKey,
        AWS_SESSION_TOKEN: KEYS.environment.sessionToken ?? '',
        AWS_ENDPOINT_URL_BACKUP: front.url,
        AWS_ENDPOINT_URL_STS: sts.url,
        NODE_EXTRA_CA_CERTS: bundle,
      },
    });
    const { page, electron } = app;
    const commandLines = watchCommandLines(app);
    const crossings = await listenIn(app);
    const pages: string[] = [];
    const look = async (): Promise<void> => void pages.push(await shown(app));

    await test.step('look-ups with every kind of profile', async () => {
      expect(await page.evaluate('window.api.listProfiles()')).toMatchObject({ ok: true });
      for (const [origin, name] of [
        ['shared', 'planted'],
        ['environment', 'environment'],
        ['shared', 'process'],
        ['shared', 'sso'],
      ] as const)
        expect([name, await describe(app, origin, name)]).toMatchObject([name, { ok: true }]);
      await describe(app, 'shared', 'role', [WRONG_CODE]);
      expect(await describe(app, 'shared', 'role', [CODE, CODE])).toMatchObject({ ok: true });
      await look();
    });

    await test.step('servers that say back what they were sent, headers and all', async () => {
      for (const how of ['json', 'page'] as const) {
        front.sayBack(how);
        for (const [origin, name] of [
          ['shared', 'planted'],
          ['environment', 'environment'],
        ] as const)
          expect(await describe(app, origin, name)).toMatchObject({ ok: false });
      }
      front.sayBack(undefined);
      const known = Object.values(KEYS).flatMap(Object.values).join(' and ');
      const message = `Denied ${known}`;
      const end = backup.addFault({ fault: { kind: 'error', status: 403, type: 'AccessDeniedException', message } });
      expect(await describe(app, 'shared', 'planted')).toMatchObject({ ok: false });
      end();
      sts.answerWith(stsError(403, 'AccessDenied', `Denied ${known}, MFA code ${WRONG_CODE}`));
      expect(await describe(app, 'shared', 'other', [WRONG_CODE])).toMatchObject({ ok: false });
    });

    await test.step('keys pasted where an id belongs, and a link with a token', async () => {
      await page.getByRole('button', { name: 'Use a profile' }).click();
      const id = page.getByRole('textbox', { name: 'Copy job ID' });
      await id.focus();
      await electron.evaluate(
        ({ clipboard }, text) => {
          void clipboard.writeText(text);
        },
        `[planted]\n${keyLines(KEYS.file)}\n`,
      );
      await page.keyboard.press('Control+v');
      await expect(id).not.toHaveValue('');
      await page.keyboard.press('Enter');
      await look();
      await id.fill('');
      const link = `copytrail://job/${ACCOUNT}/${REGION}/${COPY_JOB_ID}?token=${OTHERS['token in a link']}`;
      await electron.evaluate(({ app: main }, address) => {
        main.emit('open-url', { preventDefault: () => undefined }, address);
      }, link);
      await expect(page.getByRole('alert').filter({ hasText: 'A link was refused' })).toBeVisible();
      await look();
    });

    await test.step('a backup that is sealed, and opened again', async () => {
      await electron.evaluate(
        ({ dialog }, file) => {
          dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: file });
          dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [file] });
        },
        path.join(saved, 'sealed.copytrail'),
      );
      const passphrase = JSON.stringify(OTHERS['passphrase of a backup']);
      const opened = await page.evaluate<boolean[]>(`(async () => {
      const begun = await window.api.startBackup({ to: 'file', workspace: 'aws', passphrase: ${passphrase} });
      const { backupId } = begun.value;
      await window.api.writeBackup({ backupId, lines: '{"a":1}\\n' });
      const ended = await window.api.finishBackup({ backupId, counts: {} });
      const file = (await window.api.openBackup({ from: 'file' })).value;
      const again = { backupId: file.backupId };
      const wrong = await window.api.unlockBackup({ ...again, passphrase: ${passphrase} + 'x' });
      const right = await window.api.unlockBackup({ ...again, passphrase: ${passphrase} });
      const read = await window.api.readBackup(again);
      return [ended.ok, wrong.ok, right.ok, read.ok];
    })()`);
      expect(opened).toEqual([true, false, true, true]);
    });

    await test.step('a question for updates, a notification, and faults that quote secrets', async () => {
      await page.evaluate(`window.api.checkForUpdate({ callId: 'updates' })`);
      await page.evaluate(`window.api.showNotice({ title: 'A copy failed', body: 'orders-db' })`);
      const quoted = Object.values(KEYS)
        .map((one) => `${one.accessKeyId} ${one.secretAccessKey} ${one.sessionToken ?? ''}`)
        .join(', ');
      await page.evaluate(`window.api.reportProblem({ text: ${JSON.stringify(`Fault with ${quoted}`)} })`);
      await electron.evaluate((_electron, text) => {
        setTimeout(() => {
          throw new Error(`Fault of the main process with ${text}`);
        });
      }, quoted);
      const reports = async (): Promise<number> =>
        (await readdir(path.join(home.userData, 'logs'))).filter((name) => name.startsWith('report-')).length;
      await expect.poll(reports).toBe(1);
      await electron.evaluate(({ webContents }) => {
        webContents.getAllWebContents()[0]?.forcefullyCrashRenderer();
      });
      await expect.poll(reports).toBe(2);
    });

    const { outwards, inwards, notices } = await crossings();
    await test.step('the search finds what is where it may be', () => {
      const sent = secretsIn(front.seen.join('\n'), PLANTED);
      for (const name of Object.keys(KEYS)) expect(sent).toContain(`key id (${name})`);
      expect(sent).toContain('token (environment)');
      expect(secretsIn(sts.requests.map(({ query, body }) => `${String(query)} ${body}`).join('\n'), PLANTED)).toEqual(
        expect.arrayContaining(Object.keys(CODES)),
      );
      const cookies = sso.portal.requests.map(({ headers }) => JSON.stringify(headers)).join();
      expect(secretsIn(cookies, PLANTED)).toContain('sign-in token');
      // What a person types has to come in: each by the one call that is made for it.
      const byCall = new Map<string, Set<string>>();
      for (const line of inwards) {
        const [channel = ''] = line.split(' ');
        for (const name of secretsIn(line, PLANTED)) byCall.set(name, (byCall.get(name) ?? new Set()).add(channel));
      }
      const asked = (...names: CallName[]): string[] => names.map((name) => `copytrail:call:${name}`);
      for (const name of Object.keys(CODES)) expect([...(byCall.get(name) ?? [])]).toEqual(asked('answerMfa'));
      expect([...(byCall.get('passphrase of a backup') ?? [])].sort()).toEqual(asked('startBackup', 'unlockBackup'));
      // A fault of the window quotes what the test put into its mouth.
      const rest = [...byCall].filter(([name]) => !(name in CODES) && name !== 'passphrase of a backup');
      expect(new Set(rest.flatMap(([, channels]) => [...channels]))).toEqual(new Set(asked('reportProblem')));
    });

    await test.step('nothing of it has come out', () => {
      for (const name of ['listProfiles', 'describeCopyJob', 'answerMfa', 'unlockBackup'] as const)
        expect(outwards.some((message) => message.startsWith(`copytrail:call:${name} `))).toBe(true);
      expect(outwards.some((message) => message.startsWith('copytrail:event:mfaAsked'))).toBe(true);
      expect(outwards.filter((message) => secretsIn(message, PLANTED).length > 0)).toEqual([]);
      expect(notices).toEqual(['A copy failed orders-db']);
      expect(pages.flatMap((text) => secretsIn(text, PLANTED))).toEqual([]);
      expect(updates.requests.length).toBeGreaterThan(0);
      expect(secretsIn(JSON.stringify(updates.requests), PLANTED)).toEqual([]);
      const lines = commandLines();
      expect(lines.size).toBeGreaterThan(2);
      expect([...lines].filter((line) => secretsIn(line, PLANTED).length > 0)).toEqual([]);
    });
    await app.close();

    await test.step('started once more, behind a proxy with a password', async () => {
      const proxy = await startConnectProxy(9, { status: 407 });
      const password = OTHERS['password of the proxy'];
      const again = await launchApp({ env: { HTTPS_PROXY: `http://ada:${password}@${proxy.address}` } });
      expect(await describe(again, 'shared', 'planted')).toMatchObject({ ok: false });
      expect(secretsIn(proxy.authorizations.join(), PLANTED)).toEqual(['password of the proxy']);
      expect(secretsIn(await shown(again), PLANTED)).toEqual([]);
      await again.close();
      await proxy.close();
      expect(secretsIn(again.output(), PLANTED)).toEqual([]);
    });

    expect(secretsIn(app.output(), PLANTED)).toEqual([]);
    const log = await readFile(path.join(app.userDataDir, 'logs', 'main.log'), 'utf8');
    for (const line of ['the window reports a problem', 'uncaught fault', 'link refused']) expect(log).toContain(line);
    const { searched, found } = await filesWithSecrets(app.userDataDir);
    expect(found).toEqual({});
    expect(searched).toBeGreaterThan(20);
    // The same search in the user's own home, where they are.
    expect(Object.keys((await filesWithSecrets(home.home)).found)).toEqual(
      expect.arrayContaining(['.aws/credentials', 'company.pem', 'tool.json', ssoCachePath('corp')]),
    );
    await Promise.all([front.close(), backup.close(), sts.close(), sso.close(), updates.close()]);
  },
);
