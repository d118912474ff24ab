import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CallName } from '../../src/preload/contract/names';
import { expect, PACKED, test, type LaunchedApp } from '../support/app';
import { COPY_JOB_ID, REGION } from '../support/aws-sandbox';
import { startConnectProxy } from '../support/connect-proxy';
import { keyLines } from '../support/copy-job-endpoint';
import { asPem, makeKeys } from '../support/release-folder';
import { listenIn, shown, watchCommandLines } from '../support/secrets/listen-in';
import { ACCOUNT, CODES, KEYS, OTHERS, PLANTED, type Planted } from '../support/secrets/plants';
import { filesWithSecrets, secretsIn } from '../support/secrets/search';
import { openPlantedWorld, PLANTED_FILES, type PlantedWorld } from '../support/secrets/world';
import { stsError } from '../support/sts-endpoint';
import type { TestHome } from '../support/test-home';

test.describe.configure({ timeout: 180_000 });

const CODE = CODES['multi-factor code'];
const WRONG_CODE = CODES['wrong multi-factor code'];
const PASSPHRASE = OTHERS['passphrase of a backup'];
/** All keys in one text, as a careless message would have them. */
const ALL_KEYS = Object.values(KEYS)
  .map(({ accessKeyId, secretAccessKey, sessionToken = '' }) => `${accessKeyId} ${secretAccessKey} ${sessionToken}`)
  .join(', ');

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

async function useEveryProfile(app: LaunchedApp): Promise<void> {
  expect(await app.page.evaluate('window.api.listProfiles()')).toMatchObject({ ok: true });
  for (const [origin, name] of [
    ['shared', 'planted'],
    ['environment', 'environment'],
    ['shared', 'process'],
    ['shared', 'sso'],
  ] as const)
    expect([name, await describe(app, origin, name)]).toMatchObject([name, { ok: true }]);
  await describe(app, 'shared', 'role', [WRONG_CODE]);
  expect(await describe(app, 'shared', 'role', [CODE, CODE])).toMatchObject({ ok: true });
}

/** Servers that say back what they were sent, headers and all. */
async function hearItBack(app: LaunchedApp, { front, backup, sts }: PlantedWorld): Promise<void> {
  for (const how of ['json', 'page'] as const) {
    front.sayBack(how);
    for (const [origin, name] of [
      ['shared', 'planted'],
      ['environment', 'environment'],
    ] as const)
      expect(await describe(app, origin, name)).toMatchObject({ ok: false });
  }
  front.sayBack(undefined);
  const message = `Denied ${ALL_KEYS}`;
  const end = backup.addFault({ fault: { kind: 'error', status: 403, type: 'AccessDeniedException', message } });
  expect(await describe(app, 'shared', 'planted')).toMatchObject({ ok: false });
  end();
  sts.answerWith(stsError(403, 'AccessDenied', `Denied ${ALL_KEYS}, MFA code ${WRONG_CODE}`));
  expect(await describe(app, 'shared', 'other', [WRONG_CODE])).toMatchObject({ ok: false });
}

/** Keys pasted where an id belongs, and a link with a token. `look` is called with each on screen. */
async function pasteAndLink({ page, electron }: LaunchedApp, look: () => Promise<void>): Promise<void> {
  await page.getByRole('button', { name: 'Use a profile' }).click();
  const id = page.getByRole('textbox', { name: 'Copy job ID' });
  await id.focus();
  const pasted = `[planted]\n${keyLines(KEYS.file)}\n`;
  await electron.evaluate(({ clipboard }, text) => {
    void clipboard.writeText(text);
  }, pasted);
  await page.keyboard.press('Control+v');
  await expect(id).not.toHaveValue('');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('form', { name: 'Look up a copy job' }).getByRole('alert')).toBeVisible();
  await look();
  await id.fill('');
  const link = `copytrail://job/${ACCOUNT}/${REGION}/${COPY_JOB_ID}?token=${OTHERS['token in a link']}`;
  await electron.evaluate(({ app: main }, address) => {
    main.emit('open-url', { preventDefault: () => undefined }, address);
  }, link);
  await expect(page.getByRole('alert').filter({ hasText: 'A link was refused' })).toBeVisible();
  await look();
}

/** A backup that is sealed with a passphrase, and opened again. */
async function sealAndOpen({ page, electron }: LaunchedApp, folder: string): Promise<void> {
  const file = path.join(folder, 'sealed.copytrail');
  await electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
  }, file);
  const opened = await page.evaluate<boolean[]>(`(async () => {
    const passphrase = ${JSON.stringify(PASSPHRASE)};
    const { backupId } = (await window.api.startBackup({ to: 'file', workspace: 'aws', passphrase })).value;
    await window.api.writeBackup({ backupId, lines: '{"a":1}\\n' });
    const ended = await window.api.finishBackup({ backupId, counts: {} });
    const again = { backupId: (await window.api.openBackup({ from: 'file' })).value.backupId };
    const wrong = await window.api.unlockBackup({ ...again, passphrase: passphrase + 'x' });
    const right = await window.api.unlockBackup({ ...again, passphrase });
    const read = await window.api.readBackup(again);
    return [ended.ok, wrong.ok, right.ok, read.ok];
  })()`);
  expect(opened).toEqual([true, false, true, true]);
}

/** Faults of both sides with keys in their words, and a crash of the page. */
async function breakDown({ page, electron }: LaunchedApp, { userData }: TestHome): Promise<void> {
  await page.evaluate(`window.api.reportProblem({ text: ${JSON.stringify(`Fault with ${ALL_KEYS}`)} })`);
  await electron.evaluate((_electron, text) => {
    setTimeout(() => {
      throw new Error(`Fault of the main process with ${text}`);
    });
  }, ALL_KEYS);
  const reports = async (): Promise<number> =>
    (await readdir(path.join(userData, 'logs'))).filter((name) => name.startsWith('report-')).length;
  await expect.poll(reports).toBe(1);
  await electron.evaluate(({ webContents }) => {
    webContents.getAllWebContents()[0]?.forcefullyCrashRenderer();
  });
  await expect.poll(reports).toBe(2);
}

/** The search can fail: it finds the secrets in the requests that they were used for. */
function expectFoundWhereUsed({ front, sts, sso }: PlantedWorld): void {
  const sent = secretsIn(front.seen.join('\n'), PLANTED);
  for (const name of Object.keys(KEYS)) expect(sent).toContain(`key id (${name})`);
  expect(sent).toContain('token (environment)');
  const toSts = sts.requests.map(({ query, body }) => `${String(query)} ${body}`).join('\n');
  expect(secretsIn(toSts, PLANTED)).toEqual(expect.arrayContaining(Object.keys(CODES)));
  const toPortal = sso.portal.requests.map(({ headers }) => JSON.stringify(headers)).join();
  expect(secretsIn(toPortal, PLANTED)).toContain('sign-in token');
}

/** What a person types has to come in: each by the one call that is made for it. */
function expectNoMoreThanTyped(inwards: readonly string[]): void {
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
}

test(
  'no key, token, code, signature, password or passphrase reaches the page, the log, the disk or another program',
  PACKED,
  async ({ launchApp, home }) => {
    const world = await openPlantedWorld(home);
    const place = { on: true, address: `${world.updates.url}/copytrail`, key: asPem(makeKeys().publicKey) };
    const saved = path.join(home.userData, 'saved');
    await mkdir(saved, { recursive: true });
    await writeFile(path.join(home.userData, 'settings.json'), JSON.stringify({ version: 4, updates: place }));
    const app = await launchApp({ env: world.environment });
    const commandLines = watchCommandLines(app);
    const crossings = await listenIn(app);
    const pages: string[] = [];
    const look = async (): Promise<void> => void pages.push(await shown(app));

    await test.step('look-ups with every kind of profile', () => useEveryProfile(app));
    await look();
    await test.step('servers that say back what they were sent', () => hearItBack(app, world));
    await test.step('keys and tokens where none belong', () => pasteAndLink(app, look));
    await test.step('a sealed backup', () => sealAndOpen(app, saved));
    await app.page.evaluate(`window.api.checkForUpdate({ callId: 'updates' })`);
    await app.page.evaluate(`window.api.showNotice({ title: 'A copy failed', body: 'orders-db' })`);
    await test.step('faults that quote secrets, and a crash', () => breakDown(app, home));

    const { outwards, inwards, notices } = await crossings();
    const signatures = world.front.signatures();
    expect(Object.keys(signatures).length).toBeGreaterThan(8);
    const all: Planted = { ...PLANTED, ...signatures };
    expectFoundWhereUsed(world);
    expectNoMoreThanTyped(inwards);

    await test.step('nothing of it has come out', () => {
      for (const name of ['listProfiles', 'describeCopyJob', 'answerMfa', 'unlockBackup'] as const)
        expect(outwards.some((message) => message.startsWith(`copytrail:call:${name} `))).toBe(true);
      expect(outwards.some((message) => message.startsWith('copytrail:event:mfaAsked'))).toBe(true);
      expect(outwards.filter((message) => secretsIn(message, all).length > 0)).toEqual([]);
      expect(notices).toEqual(['A copy failed orders-db']);
      expect(pages.flatMap((text) => secretsIn(text, all))).toEqual([]);
      expect(world.updates.requests.length).toBeGreaterThan(0);
      expect(secretsIn(JSON.stringify(world.updates.requests), all)).toEqual([]);
      const lines = commandLines();
      expect(lines.size).toBeGreaterThan(2);
      expect([...lines].filter((line) => secretsIn(line, all).length > 0)).toEqual([]);
    });
    await app.close();

    await test.step('started once more, behind a proxy with a password', async () => {
      const proxy = await startConnectProxy(9, { status: 407 });
      const password = OTHERS['password of the proxy'];
      const again = await launchApp({ env: { HTTPS_PROXY: `http://ada:${password}@${proxy.address}` } });
      expect(await describe(again, 'shared', 'planted')).toMatchObject({ ok: false });
      expect(secretsIn(proxy.authorizations.join(), PLANTED)).toEqual(['password of the proxy']);
      expect(secretsIn(await shown(again), all)).toEqual([]);
      await again.close();
      await proxy.close();
      expect(secretsIn(again.output(), all)).toEqual([]);
    });

    expect(secretsIn(app.output(), all)).toEqual([]);
    const log = await readFile(path.join(app.userDataDir, 'logs', 'main.log'), 'utf8');
    for (const line of ['the window reports a problem', 'uncaught fault', 'link refused']) expect(log).toContain(line);
    const { searched, found } = await filesWithSecrets(app.userDataDir, all);
    expect(found).toEqual({});
    expect(searched).toBeGreaterThan(20);
    // The same search in the user's own home, where they are.
    const { found: own } = await filesWithSecrets(home.home, PLANTED);
    expect(Object.keys(own)).toEqual(expect.arrayContaining([...PLANTED_FILES]));
    await world.close();
    const count = (these: Planted): number => Object.keys(these).length;
    console.log(
      `planted | ${count(PLANTED)} secrets, ${count(signatures)} signatures | looked for in ${searched} files, ` +
        `${outwards.length} messages, ${pages.length} pages, ${commandLines().size} command lines`,
    );
  },
);
