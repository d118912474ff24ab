import { openDemoAccount } from '../../src/main/demo/index';
import { keyLines } from '../support/copy-job-endpoint';
import { cliLacks, describeWithCli } from '../support/aws-cli';
import { expect, test } from '../support/e2e';
import { membersOfBody } from '../support/raw-members';

/** Midday in Europe, on a day with jobs of every state. The demo account stands still there, so nothing moves between two askers. */
const NOW = Date.parse('2026-09-21T13:33:20Z');

/** The AWS CLI prints instants as floating point numbers: equal in value, not always in digits. */
const INSTANTS = ['CreationDate', 'CompletionDate'];

function comparable(members: Readonly<Record<string, string>>): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(members).map(([member, value]) => [member, INSTANTS.includes(member) ? Number(value) : value]),
  );
}

test("What the app keeps is what AWS's own command line reads from the same endpoint", async ({ start, home }) => {
  const demo = await openDemoAccount({ now: () => NOW });
  const jobs = demo.account.examples.filter(({ title }) => title !== 'Forgotten by AWS');
  expect(jobs.length).toBeGreaterThanOrEqual(8);
  const sections = new Set(jobs.map(({ profileName }) => profileName));
  await home.config(
    [...sections]
      .map((name) => `[profile ${name}]\nendpoint_url = ${demo.endpoint.url}\n${keyLines(demo.keyFor(name)!)}\n`)
      .join('\n'),
  );

  const app = await start();
  await app.window.welcome.useProfile.click();
  for (const { profileName: profile, region, copyJobId } of jobs) {
    await app.window.lookUp.ask({ profile, region, copyJobId });
    await expect(app.window.job.of(copyJobId)).toBeVisible();
  }
  const printed: Record<string, string>[] = [];
  for (const { profileName, region, copyJobId } of jobs) {
    const asked = { endpoint: demo.endpoint.url, key: demo.keyFor(profileName)!, region, copyJobId };
    printed.push(membersOfBody(await describeWithCli(asked)));
  }
  await app.close();
  await demo.close();

  // From here on there is only what was kept.
  const { window } = await start();
  const compared = new Set<string>();
  for (const [index, { title, region, copyJobId }] of jobs.entries()) {
    await test.step(title, async () => {
      const cli = printed[index]!;
      await window.list.row(`${JSON.parse(cli['AccountId']!) as string}/${region}/${copyJobId}`).click();
      await expect(window.job.of(copyJobId)).toBeVisible();
      const shown = await window.job.reported();
      expect(membersOfBody(await window.job.body())).toEqual(shown);
      await window.job.open('Details');
      // The job "from a later AWS" has members that no published model has, and a null that every client leaves out.
      const known = Object.fromEntries(
        Object.entries(shown).filter(
          ([member, value]) => !cliLacks(member) && !member.startsWith('MalwareScan') && value !== 'null',
        ),
      );
      expect(comparable(known)).toEqual(comparable(cli));
      for (const member of Object.keys(cli)) compared.add(member);
    });
  }
  // A comparison of next to nothing would agree as well.
  expect(compared.size).toBeGreaterThanOrEqual(20);
});
