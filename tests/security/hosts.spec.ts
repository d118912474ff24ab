import { PACKED } from '../support/app';
import { openScriptedAccount, jobId } from '../support/scripted-account';
import { expect, test, type StartedApp } from '../support/e2e';
import { watchSockets, type SocketWatch } from '../support/sockets';
import { startTrapProxy } from '../support/trap-proxy';

test.skip(process.platform !== 'linux', 'the proof is in /proc');

const REAL_ENDPOINT = 'backup.eu-central-1.amazonaws.com:443';
const DOCUMENTATION = 'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_DescribeCopyJob.html';

const watch = ({ electron }: StartedApp): SocketWatch => watchSockets(electron.process().pid ?? 0);

/** Nothing but this machine was connected to, by a watch that was awake. */
function expectNobodyAsked(sockets: SocketWatch): void {
  expect(sockets.stop()).toEqual([]);
  expect(sockets.looks()).toBeGreaterThan(20);
  console.log(`sockets | looked at ${sockets.looks()} times | none beyond this machine`);
}

/** Everything that a person does in an evening: help, settings, a link of the documentation, a copy of the history, updates that are off. */
async function useEverything({ page, window, electron }: StartedApp): Promise<void> {
  const opened = await electron.evaluate(({ shell }) => {
    // The system's browser is not the app.
    shell.openExternal = () => Promise.resolve();
    return typeof shell.openExternal;
  });
  expect(opened).toBe('function');
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F1');
  await page.keyboard.press('Escape');
  await window.dialogs.settings.open();
  await page.keyboard.press('Escape');
  const asked = `Promise.all([
    window.api.openExternal({ url: '${DOCUMENTATION}' }),
    window.api.checkForUpdate({ callId: 'by hand' }),
    window.api.showNotice({ title: 'A copy failed', body: 'orders-db' }),
    window.api.startBackup({ to: 'copies', workspace: 'demo' }),
  ]).then((answers) => answers.map((answer) => (answer.ok ? 'ok' : answer.error.code)))`;
  expect(await page.evaluate(asked)).toEqual(['ok', 'Refused', 'ok', 'ok']);
}

test(
  'on the demo account nothing leaves this computer, not even the question where something is',
  PACKED,
  async ({ start }) => {
    const trap = await startTrapProxy();
    const app = await start({ args: ['--demo'], env: trap.environment });
    const sockets = watch(app);
    const { window } = app;
    const [example] = await window.examples();
    await window.button(/^collect all copy jobs$/).click();
    await expect(window.collecting.panel).toContainText(/\d+ copy jobs collected: all that AWS Backup lists/);
    await window.lookUp.ask(example!);
    await expect(window.job.article).toBeVisible();
    await useEverything(app);
    await app.page.reload();
    await window.list.rows.first().waitFor();
    expectNobodyAsked(sockets);
    expect(trap.wanted).toEqual([]);

    await test.step('had there been a question, it would have been seen', async () => {
      const control = watch(app);
      await app.electron.evaluate(
        () =>
          new Promise<void>((resolve) => {
            // Connected, so that the kernel knows where to, and nothing is sent. 192.0.2.0/24 is nobody's (RFC 5737).
            const socket = process.getBuiltinModule('node:dgram').createSocket('udp4');
            socket.connect(53, '192.0.2.1', () => {
              resolve();
            });
          }),
      );
      await expect.poll(() => control.stop().join()).toContain('-> 192.0.2.1:53');
    });
    await trap.close();
  },
);

test('with a profile, its endpoint is asked and nobody else', PACKED, async ({ start, home }) => {
  const trap = await startTrapProxy();
  const account = await openScriptedAccount();
  account.serveJob(jobId(1), { ResourceName: 'volume-1' });
  const keys = account.profileLines.split('\n').filter((line) => line.startsWith('aws_'));
  await home.config(`[profile scripted]\n${account.profileLines}\n[profile real]\n${keys.join('\n')}\n`);
  const app = await start({ env: { ...trap.environment, NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' } });
  const sockets = watch(app);
  const { window } = app;
  await window.welcome.useProfile.click();

  await test.step('one with an endpoint of its own', async () => {
    await window.lookUp.chooseProfile('scripted');
    await window.lookUp.ask({ copyJobId: jobId(1) });
    await expect(window.job.of(jobId(1))).toBeVisible();
    expect(account.endpoint.requests.length).toBeGreaterThan(0);
    await useEverything(app);
    expect(trap.wanted).toEqual([]);
  });

  await test.step('one of AWS itself, which cannot be reached from here', async () => {
    const asked = account.endpoint.requests.length;
    await window.lookUp.chooseProfile('real');
    await window.lookUp.ask({ copyJobId: jobId(2) });
    await expect(window.failure()).toBeVisible();
    expect([...new Set(trap.wanted)]).toEqual([REAL_ENDPOINT]);
    expect(account.endpoint.requests).toHaveLength(asked);
  });

  await test.step('offline, the history is read and nobody is asked', async () => {
    const tries = trap.wanted.length;
    await window.list.rows.first().click();
    await expect(window.job.of(jobId(1))).toBeVisible();
    expect(trap.wanted).toHaveLength(tries);
  });
  expectNobodyAsked(sockets);
  await Promise.all([account.endpoint.close(), trap.close()]);
});
