import { mkdir, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test, type StartedApp } from '../support/e2e';

/** Writes whatever the window saves into a folder, without asking where. */
async function saveInto({ electron }: StartedApp, folder: string): Promise<void> {
  await mkdir(folder);
  await electron.evaluate(({ webContents, session, dialog }, into) => {
    const [contents] = webContents.getAllWebContents();
    (contents?.session ?? session.defaultSession).on('will-download', (_event, item) => {
      item.setSavePath(`${into}/${item.getFilename()}`);
    });
    dialog.showSaveDialog = (...asked: unknown[]) => {
      const { defaultPath = 'x.pdf' } = (asked.at(-1) ?? {}) as { defaultPath?: string };
      return Promise.resolve({ canceled: false, filePath: `${into}/${defaultPath.split('/').at(-1) ?? ''}` });
    };
  }, folder);
}

/** Opens a link as the system does. */
async function openLink({ electron }: StartedApp, link: string): Promise<void> {
  await electron.evaluate(({ app }, address) => {
    app.emit('open-url', { preventDefault: () => undefined }, address);
  }, link);
}

test('On the demo account, runs, answers, children and sets are saved, and their links reopen them', async ({
  start,
  home,
}) => {
  const app = await start();
  const { window, page, electron } = app;
  const folder = path.join(home.userData, 'handed-on');
  await saveInto(app, folder);

  /** Saves what is on screen in a format, and answers the file's text. */
  async function save(format: string, ending: string): Promise<string> {
    const before = new Set(await readdir(folder));
    await window.button('Save the comparison').click();
    await page.getByRole('menuitem', { name: new RegExp(`^${format}(?! Patch)`) }).click();
    let found: string | undefined;
    await expect
      .poll(
        async () => (found = (await readdir(folder)).find((name) => name.endsWith(`.${ending}`) && !before.has(name))),
      )
      .toBeDefined();
    await expect(page.getByText(/^Wrote the comparison/).last()).toBeVisible();
    return readFile(path.join(folder, found!), 'utf8');
  }

  async function copyLink(): Promise<string> {
    await window.button('Copy the comparison').click();
    await page.getByRole('menuitem', { name: 'Link to this comparison' }).click();
    await expect(page.getByText('Copied the link to this comparison.').last()).toBeVisible();
    return electron.evaluate(({ clipboard }) => clipboard.readText());
  }

  await window.welcome.openDemo.click();
  const spoiled = (await window.examples()).find(({ title }) => title === 'One child spoils the parent')!;
  await window.lookUp.ask(spoiled);
  await expect(window.job.of(spoiled.copyJobId)).toBeVisible();
  const links: Record<string, string> = {};
  const grid = (name: string) => window.job.article.getByRole('grid', { name });

  await test.step('children', async () => {
    await page.keyboard.press('Alt+7');
    await expect(grid('Child jobs').getByRole('columnheader')).toHaveCount(5);
    const html = await save('HTML', 'html');
    expect(html).toContain('other than most');
    expect(html).toContain('Simulated jobs of the demo account');
    expect(html).not.toContain('<script');
    links['children'] = await copyLink();
  });

  await test.step('runs', async () => {
    await window.lookUp.chooseProfile('production');
    await window.lookUp.typeRegion('eu-central-1');
    await page.keyboard.press('Control+Shift+R');
    await expect(window.collecting.panel).toContainText('copy jobs collected');
    await window.list.filter.fill('name=orders-db-data state=failed');
    await window.list.filter.press('Enter');
    await expect(window.list.count).toContainText(' of ');
    await window.list.rows.first().click();
    await expect(window.job.article).toHaveAttribute('data-state', 'FAILED');
    await page.keyboard.press('Alt+5');
    await expect(grid('Runs')).toBeVisible();
    const rows = (await save('CSV', 'csv')).split('\r\n');
    expect(rows.length).toBeGreaterThan(10);
    expect(rows[0]).toMatch(/^\uFEFFCreated,Completed,Outcome,/);
    const patch = JSON.parse(await save('JSON Patch', 'patch.json')) as { op: string; path: string }[];
    expect(patch.filter(({ op, path: where }) => op === 'test' && where === '/CopyJobId').length).toBeGreaterThan(8);
    expect(patch.some(({ path: where }) => where === '/IamRoleArn')).toBe(true);
    links['runs'] = await copyLink();
  });

  await test.step('two runs, and back at the runs', async () => {
    await page.keyboard.press('Control+Shift+J');
    await expect(page.getByRole('article', { name: 'Comparison of two copy jobs' })).toContainText('IAM role');
    links['jobs'] = await copyLink();
    await page.keyboard.press('Escape');
    await expect(grid('Runs')).toBeVisible();
  });

  await test.step('sets', async () => {
    await page.keyboard.press('Control+Shift+E');
    const sets = page.getByRole('article', { name: 'Comparison of two sets of copy jobs' });
    await expect(sets.getByRole('grid', { name: 'Pairs' }).locator('[data-classes]').first()).toBeVisible();
    expect(await save('Markdown', 'md')).toContain('# Set against set');
    const { sections } = JSON.parse(await save('JSON', 'json')) as { sections: { rows: object[] }[] };
    expect(sections[0]!.rows[0]).toHaveProperty('classes');
    expect((await save('PDF', 'pdf')).slice(0, 5)).toBe('%PDF-');
    links['sets'] = await copyLink();
    expect(links['sets']).toMatch(/^copytrail:\/\/compare\/sets\/lineage\/25\/created_3d_/);
    await page.keyboard.press('Escape');
  });

  await test.step('each link opens what it was copied from', async () => {
    await openLink(app, links['children']!);
    await expect(grid('Child jobs')).toBeVisible();
    await openLink(app, links['jobs']!);
    await expect(page.getByRole('article', { name: 'Comparison of two copy jobs' })).toBeVisible();
    await openLink(app, links['runs']!);
    await expect(grid('Runs')).toBeVisible();
    await openLink(app, links['sets']!);
    await expect(page.getByRole('article', { name: 'Comparison of two sets of copy jobs' })).toBeVisible();
    expect(await copyLink()).toBe(links['sets']);
  });
});
