import { describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { readJobLink } from '../../../src/preload/contract/job-link';
import { readLink } from '../../../src/preload/contract/link';
import { answerAt, answersLink } from '../../../src/renderer/src/compare/sides';
import { firstAnswer } from '../../../src/renderer/src/data/sync/first-answer';
import { expectAccessible } from '../support/accessible';
import { fixture, fixtureReading, fixtureWith, NOW } from '../support/fixtures';
import { answer, newHistory } from '../support/history';
import { MainProcess } from '../support/main-process';
import { profile, profileList } from '../support/profiles';
import { openWindow, rowOnScreen, rowsOnScreen } from '../support/window';

const REGION = 'eu-central-1';
const ID = fixtureReading('03').copyJobId!;
const LINK = `copytrail://job/111122223333/${REGION}/${ID}`;
const UNKNOWN = `copytrail://job/444455556666/us-west-2/C0FFEE00-0000-4000-8000-000000000001`;

async function historyOfOne() {
  const history = await newHistory();
  await history.record(answer(fixture('03'), NOW, { region: REGION }));
  return history;
}

/** Profiles of two accounts; the one that can be used at once is of neither. */
function mainWithAccounts(): MainProcess {
  const main = new MainProcess();
  main.profiles = profileList([
    profile('first'),
    profile('vault-account', { accountId: '444455556666', region: 'eu-west-1' }),
    profile('other', { accountId: '777788889999' }),
  ]);
  return main;
}

test('a link that came before the window opens the job of the history, and asks nobody', async () => {
  const main = new MainProcess();
  main.link = readJobLink(LINK);
  const { article } = await openWindow({ main, history: await historyOfOne() });
  await expect.element(article).toHaveAttribute('data-job-key', `111122223333/${REGION}/${ID}`);
  expect(main.asked).toEqual([]);
  expect(main.link).toBeNull();
});

test('a link to a job that is not known fills the form with a profile of its account; Enter asks', async () => {
  const main = mainWithAccounts();
  const { id, profile: profileField, region, alert } = await openWindow({ main, history: await historyOfOne() });
  main.link = readJobLink(UNKNOWN);
  main.send('linkArrived', { at: 1 });
  const notice = page.getByText('The linked copy job is not in the history on this computer');
  await expect.element(notice).toBeVisible();
  await expect.element(id).toHaveValue('C0FFEE00-0000-4000-8000-000000000001');
  await expect.element(profileField).toHaveValue('vault-account');
  await expect.element(region).toHaveValue('us-west-2');
  await expect.element(id).toHaveFocus();
  expect(main.asked).toEqual([]);
  await expectAccessible();
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => main.asked.map(({ profile: asker }) => asker.name)).toEqual(['vault-account']);
  await expect.element(notice).not.toBeInTheDocument();
  await expect.element(alert).toHaveAttribute('data-error-code', 'NotFound');
});

test('where no profile is of the account, it says so', async () => {
  const main = new MainProcess();
  main.link = readJobLink(UNKNOWN);
  const { profile: profileField } = await openWindow({ main, history: await historyOfOne() });
  await expect.element(page.getByText('No profile is known to be of that account')).toBeVisible();
  await expect.element(profileField).toHaveValue('prod');
});

test('a hostile link changes nothing and says why', async () => {
  const main = mainWithAccounts();
  const { id, article, alert } = await openWindow({ main, history: await historyOfOne() });
  await userEvent.click(await rowOnScreen());
  await expect.element(article).toBeVisible();
  main.link = readJobLink(`${LINK}?then=describe`);
  main.send('linkArrived', { at: 1 });
  await expect.element(alert).toHaveTextContent('A link was refused');
  await expect.element(article).toBeVisible();
  await expect.element(id).toHaveValue('');
  expect(main.asked).toEqual([]);
  await expectAccessible();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect.element(alert).not.toBeInTheDocument();
  await expect.element(id).toHaveFocus();
});

test('a link that is pasted into the field is taken as one', async () => {
  const { id, article } = await openWindow({ history: await historyOfOne() });
  await id.click();
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', ` ${LINK}\n`);
  id.element().dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  await expect.element(article).toHaveAttribute('data-job-key', `111122223333/${REGION}/${ID}`);
  await expect.element(id).toHaveValue('');
});

test('the link to the open job is one key away', async () => {
  const { article } = await openWindow({ history: await historyOfOne() });
  await userEvent.click(await rowOnScreen());
  await article.getByRole('button', { name: 'More' }).click();
  await expect.element(page.getByRole('menuitem', { name: 'Copy link' })).toBeVisible();
  await userEvent.keyboard('{Escape}');
  const copied: string[] = [];
  const copying = vi.spyOn(navigator.clipboard, 'writeText').mockImplementation((text) => {
    copied.push(text);
    return Promise.resolve();
  });
  await userEvent.keyboard('{Control>}{Shift>}c{/Shift}{/Control}');
  await expect.element(page.getByText('Copied the link to this job.')).toBeVisible();
  copying.mockRestore();
  expect(copied).toEqual([LINK]);
});

describe('a link to a comparison', () => {
  const OTHER_ID = fixtureReading('01').copyJobId!;

  /** Two jobs, one of them with three answers, of which the first and the last say the same. */
  async function historyOfTwo() {
    const history = await newHistory();
    await history.record(answer(fixture('01'), NOW, { region: REGION }));
    const states = ['RUNNING', 'COMPLETED', 'RUNNING'];
    for (const [at, State] of states.entries()) {
      await history.record(answer(fixtureWith('03', { State }), NOW + at * 60_000, { region: REGION }));
    }
    return history;
  }

  const compared = () =>
    page
      .getByRole('table', { name: 'Comparison' })
      .getByRole('columnheader')
      .elements()
      .map(({ textContent }) => textContent);

  test('opens two jobs beside each other', async () => {
    const main = new MainProcess();
    main.link = readLink(`copytrail://compare/jobs/111122223333/${REGION}/${ID}/111122223333/${REGION}/${OTHER_ID}`);
    await openWindow({ main, history: await historyOfTwo() });
    const pane = page.getByRole('article', { name: 'Comparison of two copy jobs' });
    await expect.element(pane.getByRole('region', { name: 'Left job' })).toHaveTextContent(ID);
    await expect.element(pane.getByRole('region', { name: 'Right job' })).toHaveTextContent(OTHER_ID);
    expect(main.asked).toEqual([]);
  });

  test('opens the very two answers, by content and time', async () => {
    const history = await historyOfTwo();
    const jobKey = `111122223333/${REGION}/${ID}`;
    const rows = await firstAnswer(history.snapshots(jobKey));
    const [newest, middle, first] = rows;
    const link = answersLink(first!, middle!)!;
    expect(answerAt(rows, { at: newest!.firstSeen, digest: newest!.digest.slice(0, 16) })).toBe(newest);
    expect(answerAt(rows, { at: first!.firstSeen, digest: first!.digest.slice(0, 16) })).toBe(first);
    const main = new MainProcess();
    main.link = readLink(link);
    const { article } = await openWindow({ main, history });
    await expect.element(article.getByRole('tab', { name: 'Compare' })).toHaveAttribute('aria-selected', 'true');
    await expect.poll(() => compared()[1]).toContain('15:13:20');
    expect(compared().find((head) => head.startsWith('Later'))).toContain('15:14:20');
    expect(main.asked).toEqual([]);
    await expectAccessible();
  });

  test('of answers that are not here opens the job and says so', async () => {
    const main = new MainProcess();
    const answers = '1790000000000-0123456789abcdef/1790000060000-fedcba9876543210';
    main.link = readLink(`copytrail://compare/answers/111122223333/${REGION}/${ID}/${answers}`);
    const { article } = await openWindow({ main, history: await historyOfTwo() });
    await expect.element(article).toHaveAttribute('data-job-key', `111122223333/${REGION}/${ID}`);
    await expect.element(page.getByText('has not both answers that the link compares')).toBeVisible();
    expect(main.asked).toEqual([]);
    await expectAccessible();
  });

  test('of a job that is not here fills the form with that one, and asks nobody', async () => {
    const main = mainWithAccounts();
    const unknown = UNKNOWN.replace('copytrail://job/', '');
    main.link = readLink(`copytrail://compare/jobs/111122223333/${REGION}/${ID}/${unknown}`);
    const { id } = await openWindow({ main, history: await historyOfTwo() });
    await expect.element(id).toHaveValue('C0FFEE00-0000-4000-8000-000000000001');
    await expect.element(page.getByText('The link is to a comparison of which it is a part')).toBeVisible();
    expect(main.asked).toEqual([]);
  });

  test.each([
    ['all-answers', 'All snapshots'],
    ['runs', 'Runs'],
  ])('to %s opens the job there', async (kind, tab) => {
    const main = new MainProcess();
    main.link = readLink(`copytrail://compare/${kind}/111122223333/${REGION}/${ID}`);
    const { article } = await openWindow({ main, history: await historyOfTwo() });
    await expect.element(article.getByRole('tab', { name: tab })).toHaveAttribute('aria-selected', 'true');
    await expect.element(article).toHaveAttribute('data-job-key', `111122223333/${REGION}/${ID}`);
    expect(main.asked).toEqual([]);
  });

  test('to all answers of a job that has one here says that there is one', async () => {
    const main = new MainProcess();
    main.link = readLink(`copytrail://compare/all-answers/111122223333/${REGION}/${OTHER_ID}`);
    const { article } = await openWindow({ main, history: await historyOfTwo() });
    await expect.element(article).toHaveTextContent('Copytrail has one answer for this job so far');
  });

  test('to runs finds the job that is open already, whatever is seen of it', async () => {
    const main = new MainProcess();
    main.link = readJobLink(LINK);
    const { article } = await openWindow({ main, history: await historyOfTwo() });
    await expect.element(article.getByRole('tab', { name: 'Details' })).toHaveAttribute('aria-selected', 'true');
    main.link = readLink(`copytrail://compare/runs/111122223333/${REGION}/${ID}`);
    main.send('linkArrived', { at: 1 });
    await expect.element(article.getByRole('tab', { name: 'Runs' })).toHaveAttribute('aria-selected', 'true');
  });

  test('of two sets opens them with their filters, pairs and differences', async () => {
    const main = new MainProcess();
    main.link = readLink('copytrail://compare/sets/job/50/state_3d_failed/region_3d_eu-central-1');
    await openWindow({ main, history: await historyOfTwo() });
    const pane = page.getByRole('article', { name: 'Comparison of two sets of copy jobs' });
    await expect.element(pane.getByRole('region', { name: 'Right set' })).toHaveTextContent('eu-central-1');
    await expect.element(pane.getByRole('region', { name: 'Right set' })).toHaveTextContent('2 jobs');
    await expect.element(pane.getByRole('region', { name: 'Left set' })).toHaveTextContent('0 jobs');
    await expect.element(pane).toHaveTextContent('Pairs: The very same job');
    await expect.element(pane).toHaveTextContent('over 50 %');
    expect(main.asked).toEqual([]);
  });

  test('of sets whose filter is none is refused', async () => {
    const main = new MainProcess();
    main.link = readLink('copytrail://compare/sets/lineage/25/name_3d__22_open/_');
    const { alert } = await openWindow({ main, history: await historyOfTwo() });
    await expect.element(alert).toHaveTextContent('What should be two sets of jobs cannot be that');
    await expectAccessible();
  });

  test('pasted into the palette it is offered as what it is, and opened', async () => {
    await openWindow({ history: await historyOfTwo() });
    await rowsOnScreen(2);
    await userEvent.keyboard('{Control>}k{/Control}');
    const field = page.getByRole('combobox', { name: 'Commands, views, jobs and profiles' });
    await expect.element(field).toHaveFocus();
    await field.fill(`copytrail://compare/jobs/111122223333/${REGION}/${ID}/111122223333/${REGION}/${OTHER_ID}`);
    await expect
      .element(page.getByRole('option', { name: /Open the linked comparison of two copy jobs/ }))
      .toHaveAttribute('aria-selected', 'true');
    await userEvent.keyboard('{Enter}');
    const pane = page.getByRole('article', { name: 'Comparison of two copy jobs' });
    await expect.element(pane.getByRole('region', { name: 'Left job' })).toHaveTextContent(ID);
    await userEvent.keyboard('{Control>}k{/Control}');
    await field.fill(`copytrail://compare/runs/111122223333/${REGION}/${OTHER_ID}`);
    await userEvent.keyboard('{Enter}');
    const tab = page.getByRole('article', { name: `Copy job ${OTHER_ID}` }).getByRole('tab', { name: 'Runs' });
    await expect.element(tab).toHaveAttribute('aria-selected', 'true');
  });
});

test('closing a comparison comes back to the tab of the job that it was asked from, and to the runs picked there', async () => {
  const history = await newHistory();
  for (const [at, copyJobId] of ['RUN-1', 'RUN-2'].entries()) {
    const body = fixtureWith('01', { CopyJobId: copyJobId, CreationDate: NOW / 1000 - 86_400 * (2 - at) });
    await history.record(answer(body, NOW, { region: REGION, copyJobId }));
  }
  await openWindow({ history });
  await rowsOnScreen(2);
  document.querySelector<HTMLElement>('[role="row"][data-job-key$="RUN-2"]')!.click();
  // A key means the job that is on screen.
  await expect.element(page.getByRole('article', { name: 'Copy job RUN-2' })).toBeVisible();
  await userEvent.keyboard('{Alt>}5{/Alt}');
  const runs = page.getByRole('grid', { name: 'Runs' });
  await expect.element(runs).toBeVisible();
  (runs.element() as HTMLElement).focus();
  await userEvent.keyboard(' {ArrowDown} ');
  await page.getByRole('button', { name: 'Compare the two picked runs' }).click();
  const pair = page.getByRole('article', { name: 'Comparison of two copy jobs' });
  await expect.element(pair).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(page.getByRole('tab', { name: 'Runs' })).toHaveAttribute('aria-selected', 'true');
  await expect.element(page.getByRole('tab', { name: 'Runs' })).toHaveFocus();
  await expect.element(page.getByRole('button', { name: 'Compare the two picked runs' })).toBeVisible();
});
