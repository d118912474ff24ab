import { ACCOUNT, fixture } from '../support/copy-job-endpoint';
import { expect, test } from '../support/e2e';
import { membersOfBody } from '../support/raw-members';
import { jobId, openScriptedAccount, type ScriptedAccount } from '../support/scripted-account';

let account: ScriptedAccount;

test.beforeEach(async ({ home }) => {
  account = await openScriptedAccount();
  await home.config(`[profile scripted]\n${account.profileLines}\n`);
});

test.afterEach(async () => {
  await account.endpoint.close();
});

test('What no model knows yet is shown exactly as it was sent', async ({ start }) => {
  const body = await fixture('22-edge-unknown-state-and-member.json');
  const { CopyJob: job } = JSON.parse(body) as {
    CopyJob: { CopyJobId: string; ResourceName: string; StatusMessage: string };
  };
  account.serve(body);
  const { window } = await start();
  await window.welcome.useProfile.click();
  await window.lookUp.ask({ copyJobId: job.CopyJobId });
  await expect(window.job.of(job.CopyJobId)).toBeVisible();

  await expect.poll(() => window.job.reported()).toEqual(membersOfBody(body));
  await expect(window.job.member('BackupSizeInBytes')).toHaveAttribute('data-value', '9007199254740993');
  await expect(window.job.member('BackupSizeInBytes')).toContainText(/9.007.199.254.740.993/);
  await expect(window.job.member('FutureMember.Nested')).toContainText('new member');
  await expect(window.job.member('FutureMember.Nested')).toContainText('[1,2]');
  await expect(window.job.member('State')).toContainText('COMPLETING');
  // Markup, quotes and signs of any script are text like any other, in the title as in the list.
  expect(job.ResourceName).toContain('<b>');
  await expect(window.job.heading).toHaveText(job.ResourceName);
  await expect(window.job.member('ResourceName')).toContainText(job.ResourceName);
  await expect(window.list.rows).toContainText(job.ResourceName);
  // A line break stays one, on screen and not only in an attribute.
  expect(await window.job.member('StatusMessage').innerText()).toContain(job.StatusMessage.split('\n')[0]!);
  expect(await window.job.member('StatusMessage').textContent()).toContain(job.StatusMessage);
  await expect.poll(() => window.job.body()).toBe(body);
});

test('A null, a huge integer and an odd name survive to the screen, and their changes are seen', async ({ start }) => {
  const copyJobId = jobId(1);
  const bodyWith = (size: string): string =>
    `{ "CopyJob" : {\r\n\t"AccountId":"${ACCOUNT}", "CopyJobId":"${copyJobId}", "State":"COMPLETED",` +
    `"CreationDate":1790000000.100, "CompletionDate":1.790000060e9, "BackupSizeInBytes":${size},` +
    `"ResourceName":"caf\\u00e9 \\uD83D\\uDE00", "DestinationEncryptionKeyArn":null, "ChildJobsInState":{},` +
    `"Future":{"a.b":18446744073709551617,"Empty":{},"List":[null,1.0]}}} `;
  const first = bodyWith('9007199254740993');
  account.serve(first);
  const { window } = await start();
  await window.welcome.useProfile.click();
  await window.lookUp.ask({ copyJobId });
  await expect(window.job.of(copyJobId)).toBeVisible();
  const shown = await window.job.reported();
  expect(shown).toEqual(membersOfBody(first));
  expect(shown).toMatchObject({
    CreationDate: '1790000000.100',
    DestinationEncryptionKeyArn: 'null',
    'Future["a.b"]': '18446744073709551617',
    'Future.List': '[null,1.0]',
    ResourceName: '"café 😀"',
  });
  await expect(window.job.heading).toHaveText('café 😀');
  await expect.poll(() => window.job.body()).toBe(first);

  // One unit in a number that JavaScript cannot hold is a change.
  account.serve(bodyWith('9007199254740992'));
  await window.job.refresh.click();
  await expect(window.job.snapshots).toHaveCount(2);
  await window.job.open('Compare');
  await expect.poll(() => window.job.changes()).toEqual([{ field: 'BackupSizeInBytes', change: 'changed' }]);
});

test('No size, a size of zero and null are three different things', async ({ start }) => {
  const cases = [
    { copyJobId: jobId(10), members: {}, value: null },
    { copyJobId: jobId(11), members: { BackupSizeInBytes: 0 }, value: '0' },
    { copyJobId: jobId(12), members: { BackupSizeInBytes: null }, value: 'null' },
  ];
  const { window } = await start();
  await window.welcome.useProfile.click();
  const texts: string[] = [];
  for (const { copyJobId, members, value } of cases) {
    account.serveJob(copyJobId, { ResourceType: 'RDS', ...members });
    await window.lookUp.ask({ copyJobId });
    await expect(window.job.of(copyJobId)).toBeVisible();
    const size = window.job.member('BackupSizeInBytes');
    if (value === null) await expect(size).not.toHaveAttribute('data-value');
    else await expect(size).toHaveAttribute('data-value', value);
    texts.push(await size.innerText());
  }
  expect(new Set(texts).size).toBe(cases.length);
  const [absent, zero] = texts;
  expect(absent).toMatch(/not reported/i);
  expect(zero).toMatch(/\b0 b/i);
});
