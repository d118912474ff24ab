import { FAULTS } from '../../src/main/demo/faults';
import { runCli } from '../support/aws-cli';
import { ACCOUNT, KEY } from '../support/copy-job-endpoint';
import { expect, test, type StartedApp } from '../support/e2e';
import type { TestHome } from '../support/test-home';
import { jobId, openScriptedAccount, REGION, type ScriptedAccount } from '../support/scripted-account';

const ids = Array.from({ length: 8 }, (_, at) => jobId(at + 1));
const keyOf = (copyJobId: string): string => `${ACCOUNT}/${REGION}/${copyJobId}`;

let account: ScriptedAccount;
/** An endpoint that knows all of the ids, and the profile that leads to it. */
async function openAccount(home: TestHome): Promise<void> {
  account = await openScriptedAccount();
  for (const copyJobId of ids) account.serveJob(copyJobId);
  await home.config(`[profile scripted]\n${account.profileLines}\n`);
}

test.beforeEach(({ home }) => openAccount(home));
test.afterEach(() => account.endpoint.close());

/** Ids of the requests so far, oldest first. */
const asked = (): string[] => account.endpoint.requests.map(({ path }) => path.split('/').at(-1) ?? '');

/** Pastes as a person does, from the system's clipboard. */
async function paste({ electron, page, window }: StartedApp, text: string): Promise<void> {
  await electron.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), text);
  await window.lookUp.id.focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+V');
}

async function open(app: StartedApp): Promise<void> {
  await app.window.welcome.useProfile.click();
  await expect(app.window.lookUp.profile).toHaveValue('scripted');
}

test('What the command line listed is pasted, asked about, cancelled, and asked about again', async ({ start }) => {
  const [first, second, slow] = ids as [string, string, string];
  const unknown = jobId(404);
  const app = await start();
  const { window, page } = app;
  await open(app);
  account.endpoint.addFault({ fault: FAULTS.notFound, copyJobId: second, times: 1 });
  const endSlowness = account.endpoint.addFault({ fault: { kind: 'hang' }, copyJobId: slow });

  await test.step('ids out of a table and a line of prose, none of them merged', async () => {
    const place = { endpoint: account.endpoint.url, key: KEY, region: REGION };
    const table = await runCli(place, ['list-copy-jobs', '--output', 'table']);
    await paste(app, table);
    await expect(window.lookUp.found).toHaveText('8 copy job IDs found. Describe asks about each of them.');
    const message = `These again please:\n${first}\n${second},\n${slow} and ${unknown}\n(${first} is urgent)`;
    await paste(app, message);
    await expect(window.lookUp.found).toHaveText(
      '4 copy job IDs found, some of them more than once. Describe asks about each of them once.',
    );
  });

  const before = asked().length;
  await test.step('progress is seen, and what is answered is in the list at once', async () => {
    await page.keyboard.press('Enter');
    await expect(window.run.progress).toHaveAttribute('aria-valuetext', '3 of 4');
    expect(asked().slice(before).sort()).toEqual([first, second, slow, unknown].sort());
    await expect(window.run.row(second)).toHaveAttribute('data-error-code', 'NotFound');
    await expect(window.run.row(unknown)).toHaveAttribute('data-error-code', 'NotFound');
    await expect(window.run.row(slow)).toContainText('Asking');
    await expect(window.list.row(keyOf(first))).toBeVisible();
    await expect(window.job.article).toBeHidden();
    await expect(window.lookUp.cancel).toBeVisible();
  });

  await test.step('cancelling leaves what was answered', async () => {
    await page.keyboard.press('Escape');
    await expect(window.run.announced).toHaveText('4 look-ups ended: 1 answered, 2 failed, 1 cancelled.');
    await expect(window.list.rows).toHaveCount(1);
    await expect(window.lookUp.describe).toBeVisible();
  });

  await test.step('a retry asks about the other three', async () => {
    endSlowness();
    const sent = asked().length;
    await window.run.retry.click();
    await expect(window.run.announced).toHaveText('4 look-ups ended: 3 answered, 1 failed.');
    expect(asked().slice(sent).sort()).toEqual([second, slow, unknown].sort());
    await expect(window.list.rows).toHaveCount(3);
    await window.run.openJob(slow).click();
    await expect(window.job.of(slow)).toBeVisible();
    await window.run.dismiss.click();
    await expect(window.run.panel).toBeHidden();
  });

  await app.close();
  const { window: later } = await start();
  await expect(later.list.rows).toHaveCount(3);
});

test('Offline, the rest is not asked; a retry goes on with it', async ({ start, home }) => {
  const app = await start();
  const { window } = app;
  await open(app);
  await account.endpoint.close();
  await paste(app, ids.join('\n'));
  await window.lookUp.describe.click();
  await expect(window.run.stopped).toHaveAttribute('data-error-code', 'Offline');
  await expect(window.run.stopped).toContainText('4 were not asked');
  await expect(window.run.retry).toHaveText('Retry 8');
  await expect(window.list.rows).toHaveCount(0);

  await openAccount(home);
  await expect(window.endpointStrip).toContainText(account.endpoint.url);
  await window.run.retry.click();
  await expect(window.run.announced).toHaveText('8 look-ups ended: 8 answered.');
  await expect(window.run.stopped).toBeHidden();
  await expect(window.list.rows).toHaveCount(8);
});

test('Leaving for the demo account ends what is under way', async ({ start }) => {
  account.endpoint.addFault({ fault: { kind: 'hang' } });
  const app = await start();
  const { window, page } = app;
  await open(app);
  await paste(app, ids.join('\n'));
  await page.keyboard.press('Enter');
  await expect.poll(() => asked().length).toBe(4);
  account.endpoint.clearFaults();
  await window.button('Open the demo account instead').click();
  await expect(window.demoStrip).toBeVisible();
  await expect(window.run.panel).toBeHidden();
  // The next ones would have been asked when the first were cancelled: before this one, that is.
  await window.button('Use AWS profiles').click();
  await expect(window.lookUp.profile).toHaveValue('scripted');
  await window.lookUp.ask({ copyJobId: ids[0]! });
  await expect(window.job.of(ids[0]!)).toBeVisible();
  expect(asked().sort()).toEqual([...ids.slice(0, 4), ids[0]!].sort());
  await expect(window.list.rows).toHaveCount(1);
});

test('The examples of the demo account, all at once', async ({ start }) => {
  const app = await start({ args: ['--demo'] });
  const { window } = app;
  const own = (await window.examples()).filter(({ profile }) => profile === 'production');
  const region = own[0]!.region;
  const here = own.filter((example) => example.region === region);
  expect(here.length).toBeGreaterThan(4);
  await window.lookUp.chooseProfile('production');
  await window.lookUp.typeRegion(region);
  await paste(app, here.map(({ title, copyJobId }) => `${title}: ${copyJobId}`).join('\n'));
  await window.lookUp.describe.click();
  const forgotten = here.filter(({ title }) => title === 'Forgotten by AWS');
  await expect(window.run.progress).toHaveAttribute('aria-valuetext', `${here.length} of ${here.length}`);
  for (const { copyJobId } of forgotten) {
    await expect(window.run.row(copyJobId)).toHaveAttribute('data-error-code', 'NotFound');
  }
  await expect(window.list.rows).toHaveCount(here.length - forgotten.length);
  await window.run.openJob(here[0]!.copyJobId).click();
  await expect(window.job.of(here[0]!.copyJobId)).toBeVisible();
});
