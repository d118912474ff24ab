import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { MENU_COMMANDS } from '../../../src/preload/contract/shapes';
import { commandsOf } from '../../../src/renderer/src/shell/commands';
import { chordKeys, handleShortcut, matchesChord } from '../../../src/renderer/src/shell/shortcuts';
import ShortcutSheet from '../../../src/renderer/src/shell/ShortcutSheet.svelte';
import { Workbench } from '../../../src/renderer/src/shell/workbench.svelte';
import { expectAccessible } from '../support/accessible';
import { fixture, fixtureReading, fixtureWith } from '../support/fixtures';
import { MainProcess } from '../support/main-process';
import { only, show } from '../support/screen';
import { openWindow } from '../support/window';

const REGION = 'eu-central-1';
const nothing = (): void => undefined;

/** The table alone: nothing in it runs here, so that nothing has to stand behind the workbench. */
const COMMANDS = commandsOf(Object.create(Workbench.prototype) as Workbench, {
  focusLookUp: nothing,
  focusFilter: nothing,
  focusList: nothing,
  showSettings: nothing,
  showShortcuts: nothing,
  showSync: nothing,
  showMany: nothing,
  toggleFull: nothing,
  copyLink: nothing,
  openOwnWindow: nothing,
  showPalette: nothing,
  showPast: nothing,
  showFollowing: nothing,
  compareSets: nothing,
  showLogs: nothing,
  showBackUp: nothing,
  showRestore: nothing,
  showThinning: nothing,
  toggleTheme: nothing,
});

/** Three running jobs, looked up one after the other; the last one is open. */
async function openThree() {
  const main = new MainProcess();
  const ids = ['1', '2', '3'].map((digit) => `C0FFEE00-0000-4000-8000-00000000000${digit}`);
  for (const id of ids) main.says(REGION, id, fixtureWith('03', { CopyJobId: id }));
  const window = await openWindow({ main });
  for (const [index, id] of ids.entries()) {
    await window.lookUp(id);
    await expect.poll(() => window.rowKeys().length).toBe(index + 1);
    await expect.element(window.article).toHaveAttribute('aria-label', `Copy job ${id}`);
  }
  const [first, second, third] = ids as [string, string, string];
  const openIs = (id: string) => expect.element(window.article).toHaveAttribute('aria-label', `Copy job ${id}`);
  return { ...window, main, first, second, third, openIs };
}

test('ids and chords are unique; only Esc has two meanings, and cancelling comes first', () => {
  expect(new Set(COMMANDS.map(({ id }) => id)).size).toBe(COMMANDS.length);
  const chords = COMMANDS.flatMap(({ keys }) => keys);
  const twice = chords.filter((chord, index) => chords.indexOf(chord) !== index);
  expect(twice).toEqual(['Escape']);
  expect(COMMANDS.filter(({ keys }) => keys.includes('Escape')).map(({ id }) => id)).toEqual(['cancel', 'close']);
  // No chord reads as another one on any keyboard.
  for (const mac of [false, true]) {
    const printed = [...new Set(chords)].map((chord) => chordKeys(chord, mac).join(' '));
    expect(new Set(printed).size).toBe(printed.length);
  }
});

test('chords that write a character never count while somebody types', () => {
  for (const command of COMMANDS.filter(({ whileTyping }) => whileTyping === true)) {
    const field = document.createElement('input');
    for (const chord of command.keys.filter((one) => one.length === 1)) {
      const event = new KeyboardEvent('keydown', { key: chord, cancelable: true });
      Object.defineProperty(event, 'target', { value: field });
      let ran = false;
      handleShortcut(event, [{ ...command, enabled: () => true, run: () => (ran = true) }]);
      expect(ran, `${command.id}: ${chord}`).toBe(false);
      expect(event.defaultPrevented).toBe(false);
    }
  }
});

test('a chord is met by exactly its keys', () => {
  const press = (key: string, more: object = {}) => ({
    key,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    shiftKey: false,
    ...more,
  });
  expect(matchesChord(press('l', { ctrlKey: true }), 'Mod+L', false)).toBe(true);
  expect(matchesChord(press('l', { ctrlKey: true }), 'Mod+L', true)).toBe(false);
  expect(matchesChord(press('l', { metaKey: true }), 'Mod+L', true)).toBe(true);
  expect(matchesChord(press('L', { ctrlKey: true, shiftKey: true }), 'Mod+L', false)).toBe(false);
  expect(matchesChord(press('L', { ctrlKey: true, shiftKey: true }), 'Mod+Shift+L', false)).toBe(true);
  expect(matchesChord(press('l', { ctrlKey: true, altKey: true }), 'Mod+L', false)).toBe(false);
  expect(matchesChord(press('?', { shiftKey: true }), '?', false)).toBe(true);
  expect(matchesChord(press('ArrowDown', { altKey: true }), 'Alt+ArrowDown', false)).toBe(true);
});

test('the sheet lists every command that has keys, with all of them', async () => {
  await show(ShortcutSheet, { commands: COMMANDS, onclose: nothing });
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect.element(dialog).toBeVisible();
  const lines = Array.from(dialog.element().querySelectorAll('dl > div'), (line) => ({
    title: line.querySelector('dt')!.textContent,
    keys: Array.from(line.querySelectorAll('.keys'), (chord) =>
      Array.from(chord.querySelectorAll('kbd'), ({ textContent }) => textContent),
    ),
  }));
  const withKeys = COMMANDS.filter(({ keys }) => keys.length > 0);
  expect(lines).toHaveLength(withKeys.length);
  for (const { title, keys } of withKeys) {
    expect(lines).toContainEqual({ title, keys: keys.map((chord) => chordKeys(chord)) });
  }
  await expectAccessible();
});

test('? opens the sheet and Esc closes it; in a text field ? is a question mark', async () => {
  const { id } = await openWindow();
  await id.fill('');
  await userEvent.keyboard('?');
  await expect.element(id).toHaveValue('?');
  await userEvent.keyboard('{F1}');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect.element(dialog).not.toBeInTheDocument();
  id.element().blur();
  await userEvent.keyboard('?');
  await expect.element(dialog).toBeVisible();
  await userEvent.keyboard('{Escape}');
  await expect.element(dialog).not.toBeInTheDocument();
});

test('a slash can be typed into the fields, and leads to the filter from anywhere else', async () => {
  const { id, lookUp, main, article } = await openWindow();
  await id.fill('a');
  await userEvent.keyboard('/b');
  await expect.element(id).toHaveValue('a/b');
  const job = fixtureReading('03').copyJobId!;
  main.says(REGION, job, fixture('03'));
  await lookUp(job);
  await expect.element(article).toBeVisible();
  const filter = page.getByRole('combobox', { name: 'Filter copy jobs' });
  (document.activeElement as HTMLElement).blur();
  await userEvent.keyboard('/');
  await expect.element(filter).toHaveFocus();
  await userEvent.keyboard('vault/x');
  await expect.element(filter).toHaveValue('vault/x');
});

test('the look-up, the filter and the list are one chord away, also while typing', async () => {
  const { id, rowKeys } = await openThree();
  await userEvent.keyboard('{Control>}f{/Control}');
  await expect.element(page.getByRole('combobox', { name: 'Filter copy jobs' })).toHaveFocus();
  await userEvent.keyboard('{Control>}l{/Control}');
  await expect.element(id).toHaveFocus();
  // Ready to be typed over.
  expect(window.getSelection()!.toString()).not.toBe('');
  await userEvent.keyboard('{Control>}h{/Control}');
  await expect.poll(() => rowKeys()).toContain((document.activeElement as HTMLElement).dataset['jobKey']);
});

test('Alt and arrows go through the jobs; Esc closes the job', async () => {
  const { first, second, third, openIs, article } = await openThree();
  await openIs(third);
  await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}');
  await openIs(second);
  await userEvent.keyboard('{Alt>}{ArrowDown}{/Alt}');
  await openIs(first);
  await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}');
  await openIs(second);
  (document.activeElement as HTMLElement).blur();
  await userEvent.keyboard('{Escape}');
  await expect.element(article).not.toBeInTheDocument();
  await expect.poll(() => (document.activeElement as HTMLElement).dataset['jobKey']).toContain(second);
});

test('the open job: views, refresh and removal by key', async () => {
  const { main, article, rowKeys } = await openThree();
  const selected = (name: string) =>
    expect.element(article.getByRole('tab', { name })).toHaveAttribute('aria-selected', 'true');
  await userEvent.keyboard('{Alt>}3{/Alt}');
  await selected('Raw JSON');
  await userEvent.keyboard('{Control>}d{/Control}');
  await selected('Compare');
  await userEvent.keyboard('{Alt>}1{/Alt}');
  await selected('Details');
  const before = main.asked.length;
  await userEvent.keyboard('{F5}');
  await expect.poll(() => main.asked.length).toBe(before + 1);
  // Delete in a field takes away a letter, not a job.
  await page.getByRole('textbox', { name: 'Copy job ID' }).click();
  await userEvent.keyboard('{Delete}');
  expect(rowKeys()).toHaveLength(3);
  (document.activeElement as HTMLElement).blur();
  await userEvent.keyboard('{Delete}');
  await expect.poll(() => rowKeys().length).toBe(2);
  await userEvent.keyboard('{Control>}z{/Control}');
  await expect.poll(() => rowKeys().length).toBe(3);
});

test('an open dialog keeps its keys to itself', async () => {
  const { rowKeys, main } = await openThree();
  const before = main.asked.length;
  await userEvent.keyboard('{Control>},{/Control}');
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await expect.element(dialog).toBeVisible();
  await userEvent.keyboard('{Delete}{F5}{Alt>}3{/Alt}');
  expect(rowKeys()).toHaveLength(3);
  expect(main.asked).toHaveLength(before);
  await userEvent.keyboard('{Escape}');
  await expect.element(dialog).not.toBeInTheDocument();
  expect(only('article')).toBeDefined();
});

test('light and dark change places, and the choice is kept', async () => {
  const { main, settings } = await openWindow();
  await userEvent.keyboard('{Control>}{Shift>}l{/Shift}{/Control}');
  await expect.poll(() => main.settings.theme).toBe('dark');
  expect(settings.current.theme).toBe('dark');
});

test('every command of the menu does something in the window', async () => {
  const { main, article, rowKeys, id } = await openThree();
  const dialog = (name: string) => page.getByRole('dialog', { name });
  const proofs: Record<(typeof MENU_COMMANDS)[number], () => Promise<unknown>> = {
    'look-up': () => expect.element(id).toHaveFocus(),
    refresh: () => expect.poll(() => main.asked.length).toBe(4),
    compare: () =>
      expect.element(article.getByRole('tab', { name: 'Compare' })).toHaveAttribute('aria-selected', 'true'),
    'back-up': () => expect.element(dialog('Back up history')).toBeVisible(),
    restore: () => expect.element(dialog('Restore from backup')).toBeVisible(),
    thinning: () => expect.element(dialog('Size of the history')).toBeVisible(),
    settings: () => expect.element(dialog('Settings')).toBeVisible(),
    shortcuts: () => expect.element(dialog('Keyboard shortcuts')).toBeVisible(),
    'undo-removal': () => expect.poll(() => rowKeys().length).toBe(3),
    'toggle-theme': () => expect.poll(() => main.settings.theme).toBe('dark'),
    'show-logs': () => expect.poll(() => main.logsShown).toBe(1),
    about: () => expect.element(dialog('Settings')).toBeVisible(),
  };
  for (const command of MENU_COMMANDS) {
    if (command === 'undo-removal') {
      (document.activeElement as HTMLElement).blur();
      await userEvent.keyboard('{Delete}');
      await expect.poll(() => rowKeys().length).toBe(2);
    }
    main.send('commandChosen', { command });
    await proofs[command]();
    if (page.getByRole('dialog').query() === null) continue;
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument();
  }
});
