import { openDemoAccount } from '../../src/main/demo/index';
import { cliLacks, runCli } from '../support/aws-cli';
import { keyLines } from '../support/copy-job-endpoint';
import { expect, test } from '../support/e2e';
import { membersOfBody } from '../support/raw-members';

/** Midday in Europe, on a day with jobs of every state. The demo account stands still there, so nothing moves between two askers. */
const NOW = Date.parse('2026-09-21T13:33:20Z');
const PROFILE = 'production';
const REGION = 'eu-central-1';
/** Small pages, so that the command line has to go on from one to the next. */
const PAGE = '40';
/** No job was created or ended at these very moments. */
const MIDDLE = '2026-09-10T00:00:00Z';

/** The AWS CLI prints instants as floating point numbers: equal in value, not always in digits. */
const INSTANTS = ['CreationDate', 'CompletionDate'];

type Members = Readonly<Record<string, string>>;

function comparable(members: Members): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(members)
      .filter(([member, value]) => !cliLacks(member) && !member.startsWith('MalwareScan') && value !== 'null')
      .map(([member, value]) => [member, INSTANTS.includes(member) ? Number(value) : value]),
  );
}

const idOf = (members: Members): string => JSON.parse(members['CopyJobId'] ?? '""') as string;
const byId = (left: Members, right: Members): number => (idOf(left) < idOf(right) ? -1 : 1);

test("Every list that AWS's own command line can ask for, the app has from what it keeps", async ({ start, home }) => {
  const demo = await openDemoAccount({ now: () => NOW });
  const key = demo.keyFor(PROFILE)!;
  const endpoint = demo.endpoint.url;
  await home.config(`[profile ${PROFILE}]\nregion = ${REGION}\nendpoint_url = ${endpoint}\n${keyLines(key)}\n`);
  const lists = async (...filter: string[]): Promise<Members[]> => {
    const words = ['list-copy-jobs', '--page-size', PAGE, '--output', 'json', ...filter];
    const { CopyJobs } = JSON.parse(await runCli({ endpoint, key, region: REGION }, words)) as { CopyJobs: object[] };
    return CopyJobs.map((job) => membersOfBody(JSON.stringify({ CopyJob: job }))).sort(byId);
  };
  const everything = await lists();
  expect(everything.length).toBeGreaterThan(2 * Number(PAGE));
  const text = (member: string): string => {
    const with_ = everything.filter((job) => member in job);
    return JSON.parse(with_[Math.floor(with_.length / 2)]![member]!) as string;
  };
  /** The command line's filter, and the app's for the same. */
  const filters: readonly (readonly [words: string[], typed: string])[] = [
    [['--by-state', 'FAILED'], 'state=FAILED'],
    [['--by-state', 'RUNNING'], 'state=RUNNING'],
    [['--by-resource-type', 'DynamoDB'], 'type=DynamoDB'],
    [['--by-resource-arn', text('ResourceArn')], `resource="${text('ResourceArn')}"`],
    [
      ['--by-destination-vault-arn', text('DestinationBackupVaultArn')],
      `to-arn="${text('DestinationBackupVaultArn')}"`,
    ],
    [['--by-created-before', MIDDLE], `created<${MIDDLE}`],
    [['--by-created-after', MIDDLE], `created>=${MIDDLE}`],
    [['--by-complete-before', MIDDLE], `completed<${MIDDLE}`],
    [['--by-complete-after', MIDDLE], `completed>=${MIDDLE}`],
    [['--by-parent-job-id', text('ParentJobId')], `parent=${text('ParentJobId')}`],
    [['--by-account-id', key.accountId], `account=${key.accountId}`],
    [['--by-state', 'COMPLETED', '--by-created-after', MIDDLE], `state=COMPLETED created>=${MIDDLE}`],
  ];
  const listed: Members[][] = [];
  for (const [words] of filters) listed.push(await lists(...words));

  const collecting = await start();
  await collecting.window.welcome.useProfile.click();
  await expect(collecting.window.lookUp.profile).toHaveValue(PROFILE);
  await collecting.window.collecting.start.click();
  await expect(collecting.window.collecting.panel).toContainText('all that AWS Backup lists');
  await collecting.close();
  await demo.close();

  // From here on there is only what was kept.
  const { window, page, electron } = await start();
  const { list } = window;
  const taken = async (what: 'Copy IDs' | 'Copy JSON', jobs: number): Promise<string> => {
    await electron.evaluate(({ clipboard }) => {
      clipboard.clear();
    });
    await list.rows.first().focus();
    await page.keyboard.press('Control+A');
    await expect(page.getByRole('toolbar', { name: 'Selected jobs' })).toContainText(`${jobs} selected`);
    await page.getByRole('button', { name: 'Copy the selected jobs' }).click();
    await page.getByRole('menuitem', { name: what }).click();
    let text = '';
    await expect
      .poll(async () => (text = await electron.evaluate(({ clipboard }) => clipboard.readText())))
      .not.toBe('');
    return text;
  };
  await test.step('all jobs, member by member', async () => {
    await expect(list.count).toHaveText(`${everything.length} jobs in the history`);
    await expect(list.grid).toHaveAttribute('aria-rowcount', String(everything.length + 1));
    const bodies = JSON.parse(await taken('Copy JSON', everything.length)) as object[];
    const kept = bodies.map((job) => membersOfBody(JSON.stringify({ CopyJob: job }))).sort(byId);
    expect(kept.map(comparable)).toEqual(everything.map(comparable));
  });
  for (const [at, [words, typed]] of filters.entries()) {
    await test.step(`${words.join(' ')}: ${typed}`, async () => {
      const wanted = listed[at]!.map(idOf);
      expect(wanted.length).toBeGreaterThan(0);
      await list.filter.fill(typed);
      await list.filter.press('Enter');
      await expect(list.count).toHaveText(`${wanted.length} of ${everything.length} jobs`);
      expect((await taken('Copy IDs', wanted.length)).split('\n').sort()).toEqual(wanted);
      await window.button('Clear filter').click();
    });
  }
});
