import { ACCOUNT, KEY, keyLines } from '../support/copy-job-endpoint';
import { expect, test } from '../support/e2e';
import { membersOfBody } from '../support/raw-members';
import { jobId, openScriptedAccount, REGION } from '../support/scripted-account';

test('What was announced as saved is there after the power goes', async ({ start, home }) => {
  const account = await openScriptedAccount();
  await home.config(`[profile scripted]\n${account.profileLines}\n`);
  const bodies = new Map<string, string>();
  let app = await start();
  await app.window.welcome.useProfile.click();

  for (const [round, sign] of (['announced', 'row', 'announced', 'row'] as const).entries()) {
    await test.step(`round ${round + 1}: every process killed once the job was ${sign === 'row' ? 'listed' : sign}`, async () => {
      const copyJobId = jobId(round + 1);
      bodies.set(copyJobId, account.serveJob(copyJobId, { ResourceName: `volume-${round + 1}` }));
      await app.window.lookUp.ask({ copyJobId });
      if (sign === 'row') await app.window.list.row(`${ACCOUNT}/${REGION}/${copyJobId}`).waitFor();
      else await app.window.saved.waitFor({ state: 'attached' });
      await app.kill9();

      app = await start();
      await expect(app.window.list.rows).toHaveCount(round + 1);
      await app.window.list.row(`${ACCOUNT}/${REGION}/${copyJobId}`).click();
      await expect(app.window.job.of(copyJobId)).toBeVisible();
      await expect.poll(() => app.window.job.reported()).toEqual(membersOfBody(bodies.get(copyJobId)!));
      await expect.poll(() => app.window.job.sightings()).toMatchObject([{ timesSeen: 1 }]);
    });
  }

  await test.step('killed with an answer still on its way: what was there stays, nothing half is there', async () => {
    const copyJobId = jobId(1);
    await app.window.list.row(`${ACCOUNT}/${REGION}/${copyJobId}`).click();
    account.endpoint.addFault({ fault: { kind: 'headers-then-hang' } });
    await app.window.job.refresh.click();
    await expect(app.window.lookUp.cancel).toBeVisible();
    await app.kill9();
    account.endpoint.clearFaults();

    app = await start();
    await expect(app.window.list.rows).toHaveCount(bodies.size);
    for (const [id, body] of bodies) {
      await app.window.list.row(`${ACCOUNT}/${REGION}/${id}`).click();
      await expect(app.window.job.of(id)).toBeVisible();
      await expect.poll(() => app.window.job.reported()).toEqual(membersOfBody(body));
    }
    await app.window.list.row(`${ACCOUNT}/${REGION}/${copyJobId}`).click();
    await app.window.job.refresh.click();
    await expect(app.window.job.snapshots).toHaveAttribute('data-times-seen', '2');
  });
  await account.endpoint.close();
});

test('The same id in two accounts and in two Regions is four jobs', async ({ start, home }) => {
  const other = { ...KEY, accessKeyId: 'AKIATESTKEY000000005', accountId: '444455556666' };
  const account = await openScriptedAccount([other]);
  const copyJobId = jobId(7);
  const regions = [REGION, 'us-east-1'];
  for (const { accountId } of [KEY, other]) {
    for (const region of regions) {
      account.serveJob(copyJobId, { AccountId: accountId, ResourceName: `of ${accountId} in ${region}` }, region);
    }
  }
  const section = (name: string, key: typeof KEY): string =>
    `[profile ${name}]\nregion = ${REGION}\nendpoint_url = ${account.endpoint.url}\n${keyLines(key)}\n`;
  await home.config(`${section('first', KEY)}\n${section('second', other)}`);
  const { window } = await start();
  await window.welcome.useProfile.click();
  for (const [profile, { accountId }] of [
    ['first', KEY],
    ['second', other],
  ] as const) {
    for (const region of regions) {
      await window.lookUp.ask({ profile, region, copyJobId });
      await expect(window.job.article).toHaveAttribute('data-job-key', `${accountId}/${region}/${copyJobId}`);
      await expect(window.job.heading).toHaveText(`of ${accountId} in ${region}`);
      await expect(window.job.snapshots).toHaveCount(1);
    }
  }
  await expect(window.list.rows).toHaveCount(4);
  await account.endpoint.close();
});

test('Quitting ends the app, also when nothing is left to write', async ({ start, home }) => {
  const account = await openScriptedAccount();
  await home.config(`[profile scripted]\n${account.profileLines}\n`);
  account.serveJob(jobId(1));
  for (const round of [1, 2, 3]) {
    const app = await start();
    if (round === 1) await app.window.welcome.useProfile.click();
    await app.window.lookUp.ask({ copyJobId: jobId(1) });
    await expect(app.window.job.snapshots).toHaveAttribute('data-times-seen', String(round));
    await app.close();
  }
  await account.endpoint.close();
});
