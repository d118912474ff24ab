import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { expectAccessible } from '../support/accessible';
import GridHost from '../support/GridHost.svelte';
import { GridWorld } from '../support/grid-world.svelte';
import { only, show } from '../support/screen';

async function showGrid(count: number, more: { withNarrow?: boolean } = {}) {
  const world = new GridWorld(count);
  const screen = await show(GridHost, { world, ...more });
  const grid = screen.getByRole('grid', { name: 'Numbers' });
  const rows = () => Array.from(document.querySelectorAll<HTMLElement>('[data-key]'));
  await expect.element(grid).toBeVisible();
  // Rows come a few a frame.
  await expect.poll(() => document.querySelectorAll('[role="row"][aria-busy]').length).toBe(0);
  return {
    world,
    grid,
    rows,
    scroller: grid.element().parentElement!,
    row: (number: number) => only(`[data-key="n${number}"]`),
    keys: () => rows().map((row) => row.dataset['key']),
    /** Key of the row that the keyboard is on, also in one of its cells. */
    at: () => document.activeElement?.closest<HTMLElement>('[data-key]')?.dataset['key'],
    head: (name: string) => grid.getByRole('columnheader', { name }),
    said: () => only('[aria-live="polite"]').textContent,
  };
}

test('says what it is: counts, places, sort, selection', async () => {
  const { grid, rows, head, row } = await showGrid(1000);
  await expect.element(grid).toHaveAttribute('aria-rowcount', '1001');
  await expect.element(grid).toHaveAttribute('aria-colcount', '4');
  await expect.element(grid).toHaveAttribute('aria-multiselectable', 'true');
  await expect.element(head('Alpha')).toHaveAttribute('aria-sort', 'ascending');
  await expect.element(head('Beta')).toHaveAttribute('aria-sort', 'none');
  expect(head('Gamma').element().hasAttribute('aria-sort')).toBe(false);
  expect(
    rows()
      .slice(0, 3)
      .map((one) => one.getAttribute('aria-rowindex')),
  ).toEqual(['2', '3', '4']);
  const cells = row(1).querySelectorAll('[role="gridcell"]');
  expect(Array.from(cells, (cell) => cell.getAttribute('aria-colindex'))).toEqual(['1', '2', '3', '4']);
  expect(row(1).getAttribute('aria-selected')).toBe('false');
  await expectAccessible('screen');
});

test('columns that fit leave nothing to scroll sideways to', async () => {
  const { scroller, world, head } = await showGrid(1000);
  expect(scroller.scrollWidth).toBe(scroller.clientWidth);
  const width = scroller.clientWidth;
  world.columns = world.columns.map((column) => ({ id: column.id, label: column.label, width: width / 3 - 12 }));
  await expect.poll(() => head('Gamma').element().clientWidth).toBeGreaterThan(200);
  expect(scroller.scrollWidth).toBe(scroller.clientWidth);
});

test('100,000 rows make few elements, wherever one is, and elements are used again', async () => {
  const { rows, scroller, keys, at, row, world } = await showGrid(100_000);
  const few = rows().length;
  expect(few).toBeLessThan(40);
  const [element] = rows();
  scroller.scrollTo({ top: 2_000_000 });
  await expect.poll(() => keys().includes('n50000')).toBe(true);
  expect(rows().length).toBeLessThan(few + 12);
  expect(world.range[0]).toBeGreaterThan(49_000);
  expect(element!.isConnected).toBe(true);
  // The row with the keyboard is kept, out of sight.
  row(50_000).focus();
  scroller.scrollTo({ top: 0 });
  await expect.poll(() => keys()[0]).toBe('n0');
  expect(at()).toBe('n50000');
  await userEvent.keyboard('{ArrowDown}');
  await expect.poll(at).toBe('n50001');
  const { top, bottom } = row(50_001).getBoundingClientRect();
  const view = scroller.getBoundingClientRect();
  expect(top).toBeGreaterThan(view.top);
  expect(bottom).toBeLessThanOrEqual(view.bottom + 1);
});

test('a million rows can be reached, though no element is so tall', async () => {
  const { scroller, row, at, keys } = await showGrid(1_000_000);
  row(0).focus();
  await userEvent.keyboard('{End}');
  await expect.poll(at).toBe('n999999');
  expect(row(999_999).getBoundingClientRect().bottom).toBeLessThanOrEqual(scroller.getBoundingClientRect().bottom + 1);
  await userEvent.keyboard('{ArrowUp}');
  await expect.poll(at).toBe('n999998');
  scroller.scrollTo({ top: scroller.scrollHeight / 2 });
  await expect.poll(() => keys().some((key) => key?.startsWith('n500'))).toBe(true);
  // A notch of the wheel is as many rows as in a short list.
  const first = () =>
    Number(
      keys()
        .find((key) => key !== 'n999998')
        ?.slice(1),
    );
  const was = first();
  scroller.scrollBy({ top: 400 });
  await expect.poll(first).toBe(was + 10);
  await userEvent.keyboard('{Home}');
  await expect.poll(at).toBe('n0');
});

test('is one tab stop; arrows walk rows, heads and cells', async () => {
  const { at, row, head, grid } = await showGrid(100);
  await page.getByRole('button', { name: 'Before' }).click();
  await userEvent.tab();
  expect(at()).toBe('n0');
  await userEvent.keyboard('{ArrowDown}{ArrowDown}');
  await expect.poll(at).toBe('n2');
  expect(document.activeElement).toBe(row(2));
  await userEvent.keyboard('{ArrowRight}{ArrowRight}');
  const cell = () => document.activeElement?.getAttribute('aria-colindex');
  await expect.poll(cell).toBe('2');
  await userEvent.keyboard('{End}');
  await expect.poll(cell).toBe('4');
  await userEvent.keyboard('{ArrowDown}');
  await expect.poll(at).toBe('n3');
  expect(cell()).toBe('4');
  await userEvent.keyboard('{Home}{ArrowLeft}');
  await expect.poll(() => document.activeElement).toBe(row(3));
  await userEvent.keyboard('{Control>}{Home}{/Control}{ArrowUp}{End}');
  await expect.poll(() => document.activeElement).toBe(head('Gamma').getByRole('button').element());
  await userEvent.keyboard('{ArrowLeft}');
  await expect.poll(() => document.activeElement).toBe(head('Beta').getByRole('button').element());
  expect(grid.element().querySelectorAll('[tabindex="0"]')).toHaveLength(1);
  await userEvent.tab();
  await expect.element(page.getByRole('button', { name: 'After' })).toHaveFocus();
  await userEvent.tab({ shift: true });
  await expect.poll(() => document.activeElement).toBe(head('Beta').getByRole('button').element());
});

test('Enter and a click open; the keyboard tells which row it came to', async () => {
  const { world, row, at } = await showGrid(10);
  row(0).focus();
  await userEvent.keyboard('{PageDown}{Enter}');
  await expect.poll(at).toBe('n9');
  expect(world.opened).toEqual(['n9']);
  await userEvent.click(row(3));
  expect(world.opened).toEqual(['n9', 'n3']);
  await expect.poll(() => document.activeElement).toBe(row(3));
  await userEvent.keyboard('{ArrowDown}');
  expect(world.reached).toEqual(['n9', 'n4']);
});

test('Space, Shift and Ctrl select; what is selected is said', async () => {
  const { world, row, said, grid, at } = await showGrid(50);
  const chosen = () => [...world.selection.keys].sort();
  row(2).focus();
  await userEvent.keyboard(' ');
  await expect.element(row(2)).toHaveAttribute('aria-selected', 'true');
  await expect.poll(said).toBe('1 of 50 selected');
  await userEvent.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
  await expect.poll(chosen).toEqual(['n2', 'n3', 'n4']);
  await userEvent.keyboard('{Shift>}{ArrowUp}{/Shift}');
  await expect.poll(chosen).toEqual(['n2', 'n3']);
  await userEvent.click(row(6), { modifiers: ['Shift'] });
  await expect.poll(chosen).toEqual(['n2', 'n3', 'n4', 'n5', 'n6']);
  await userEvent.click(row(4), { modifiers: ['ControlOrMeta'] });
  await expect.poll(chosen).toEqual(['n2', 'n3', 'n5', 'n6']);
  await userEvent.click(row(8).querySelector('[role="checkbox"]')!);
  await expect.poll(chosen).toEqual(['n2', 'n3', 'n5', 'n6', 'n8']);
  expect(world.opened).toEqual([]);
  const all = grid.getByRole('checkbox', { name: 'Select all rows' });
  await expect.element(all).toHaveAttribute('aria-checked', 'mixed');
  await userEvent.keyboard('{Control>}a{/Control}');
  await expect.poll(() => world.selection.all).toBe(true);
  await expect.element(all).toHaveAttribute('aria-checked', 'true');
  await expect.poll(said).toBe('50 of 50 selected');
  await userEvent.keyboard(' ');
  await expect.poll(said).toBe('49 of 50 selected');
  await expectAccessible('screen');
  expect(at()).toBe('n8');
  await userEvent.keyboard('{Escape}');
  await expect.poll(said).toBe('Nothing selected');
});

test('the keyboard stays with its row as rows come and move, and with its place when the row goes', async () => {
  const { world, row, at } = await showGrid(100);
  row(5).focus();
  world.numbers = [500, 501, ...world.numbers];
  await expect.poll(() => row(5).getAttribute('aria-rowindex')).toBe('9');
  expect(at()).toBe('n5');
  world.numbers = world.numbers.filter((number) => number !== 5);
  await expect.poll(at).toBe('n6');
  world.numbers = [1, 2];
  await expect.poll(at).toBe('n2');
  world.numbers = [];
  await expect.element(page.getByText('Nothing here')).toBeVisible();
  expect(document.querySelectorAll('[role="grid"] [tabindex="0"]')).toHaveLength(1);
});

test('another list is shown from its beginning', async () => {
  const { world, scroller, keys } = await showGrid(1000);
  scroller.scrollTo({ top: 20_000 });
  await expect.poll(() => keys().includes('n500')).toBe(true);
  world.numbers = [...world.numbers].reverse();
  world.listId++;
  await expect.poll(() => scroller.scrollTop).toBe(0);
  await expect.poll(() => keys()[0]).toBe('n999');
});

test('rows that are still being read have their place, and the keyboard can wait there', async () => {
  const { world, row, at } = await showGrid(1000);
  world.readUpTo = 10;
  await expect.poll(() => document.querySelectorAll('[aria-busy="true"]').length).toBeGreaterThan(3);
  await expectAccessible('screen');
  row(0).focus();
  await userEvent.keyboard('{End}');
  await expect.poll(() => document.activeElement?.getAttribute('aria-rowindex')).toBe('1001');
  const element = document.activeElement;
  world.reached.length = 0;
  world.readUpTo = Infinity;
  await expect.poll(at).toBe('n999');
  expect(document.activeElement).toBe(element);
  expect(world.reached).toEqual(['n999']);
});

test('a row opened elsewhere comes into view and is marked', async () => {
  const { world, scroller } = await showGrid(1000);
  world.currentKey = 'n700';
  await expect.poll(() => scroller.scrollTop).toBeGreaterThan(20_000);
  // Far from where the list was, rows come a page's worth a frame.
  await expect.poll(() => document.querySelector('[data-key="n700"]')?.getAttribute('aria-current')).toBe('true');
});

test('rows that are there come a page’s worth a frame, and all of them', async () => {
  const { scroller, grid } = await showGrid(1000);
  const filled = (): number => grid.element().querySelectorAll('[data-index]:not([aria-busy])').length;
  const made = (): number => grid.element().querySelectorAll('[data-index]').length;
  await expect.poll(() => filled() === made()).toBe(true);
  const steps: number[] = [];
  const looking = new MutationObserver(() => steps.push(filled()));
  looking.observe(grid.element(), { subtree: true, attributes: true, attributeFilter: ['aria-busy'] });
  scroller.scrollTo({ top: 20_000 });
  await expect
    .poll(() => Number(grid.element().querySelector('[data-index="500"]')?.textContent.length))
    .toBeGreaterThan(0);
  await expect.poll(() => filled() === made()).toBe(true);
  looking.disconnect();
  expect(steps.length).toBeGreaterThan(1);
  expect(Math.min(...steps)).toBeLessThan(made());
});

test('heads sort, one key or several, by mouse and by keyboard; the order is shown and said', async () => {
  const { world, head, said } = await showGrid(10);
  const button = (name: string) => head(name).getByRole('button');
  await button('Alpha').click();
  expect(world.sort).toEqual([{ column: 'a', descending: true }]);
  await expect.poll(said).toBe('Sorted by Alpha, descending');
  await button('Beta').click({ modifiers: ['Shift'] });
  expect(world.sort).toEqual([
    { column: 'a', descending: true },
    { column: 'b', descending: true },
  ]);
  await expect.element(button('Alpha')).toHaveAccessibleName('Alpha first sort key');
  await expect.element(button('Beta')).toHaveAccessibleName('Beta second sort key');
  await userEvent.keyboard('{Shift>}{Enter}{/Shift}');
  await expect.poll(() => world.sort[1]).toEqual({ column: 'b', descending: false });
  await userEvent.keyboard('{Enter}');
  await expect.poll(() => world.sort).toEqual([{ column: 'b', descending: true }]);
  await button('Gamma').click();
  expect(world.sort).toEqual([{ column: 'b', descending: true }]);
});

test('columns are widened, narrowed and moved by keyboard', async () => {
  const { world, head, said } = await showGrid(10);
  const focusOn = (name: string) => {
    (head(name).getByRole('button').element() as HTMLElement).focus();
  };
  focusOn('Alpha');
  await userEvent.keyboard('{Shift>}{Alt>}{ArrowRight}{ArrowRight}{/Alt}{/Shift}');
  expect(world.columns[0]).toMatchObject({ id: 'a', width: 152 });
  await expect.poll(said).toBe('Alpha: 152 pixels wide');
  await expect.poll(() => Math.round(head('Alpha').element().getBoundingClientRect().width)).toBe(152);
  await userEvent.keyboard('{Shift>}{Control>}{ArrowRight}{/Control}{/Shift}');
  expect(world.columns.map(({ id }) => id)).toEqual(['b', 'a', 'c']);
  await expect.poll(said).toBe('Alpha is column 2 of 3');
  await expect.poll(() => document.activeElement).toBe(head('Alpha').getByRole('button').element());
  await userEvent.keyboard('{Shift>}{Control>}{ArrowLeft}{ArrowLeft}{/Control}{/Shift}');
  await expect.poll(() => world.columns.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
});

test('columns are widened and moved by mouse', async () => {
  const { world, head } = await showGrid(10);
  const drag = async (from: Element, distance: number) => {
    const { left, width, top } = from.getBoundingClientRect();
    const at = (clientX: number) => ({ clientX, clientY: top + 5, bubbles: true, button: 0 });
    const x = left + width / 2;
    from.dispatchEvent(new PointerEvent('pointerdown', at(x)));
    window.dispatchEvent(new PointerEvent('pointermove', at(x + distance)));
    await expect.poll(() => true).toBe(true);
    window.dispatchEvent(new PointerEvent('pointerup', at(x + distance)));
  };
  await drag(head('Alpha').element().querySelector('.grip')!, 40);
  expect(world.columns[0]).toMatchObject({ width: 160 });
  await drag(head('Alpha').element().querySelector('.grip')!, -1000);
  expect(world.columns[0]).toMatchObject({ width: 56 });
  head('Alpha')
    .element()
    .querySelector('.grip')!
    .dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
  expect(world.columns[0]).toMatchObject({ width: 100 });
  await drag(head('Alpha').getByRole('button').element(), 1200);
  expect(world.columns.map(({ id }) => id)).toEqual(['b', 'c', 'a']);
  expect(world.sort).toEqual([{ column: 'a', descending: false }]);
});

test('the menu of a column does what its keys do, and gives the keyboard back', async () => {
  const { world, head } = await showGrid(10);
  const button = head('Beta').getByRole('button');
  (button.element() as HTMLElement).focus();
  await userEvent.keyboard('{Shift>}{F10}{/Shift}');
  const choose = (name: string) => page.getByRole('menuitem', { name, exact: true }).click();
  await expect.element(page.getByRole('menu')).toBeVisible();
  await expectAccessible();
  await choose('Then sort by this, ascending');
  expect(world.sort.at(-1)).toEqual({ column: 'b', descending: false });
  await expect.element(page.getByRole('menu')).not.toBeInTheDocument();
  await expect.poll(() => document.activeElement).toBe(button.element());
  await button.click({ button: 'right' });
  await choose('Take out of the sort order');
  expect(world.sort).toEqual([{ column: 'a', descending: false }]);
  await userEvent.hover(head('Beta').element());
  await userEvent.click(head('Beta').element().querySelector('.more')!);
  await choose('Move left');
  expect(world.columns.map(({ id }) => id)).toEqual(['b', 'a', 'c']);
});

test('the first columns stay when the grid is scrolled sideways, and a cell that the keyboard is on is never under them', async () => {
  const { world, scroller, row, head } = await showGrid(10);
  await page.viewport(520, 700);
  world.columns = world.columns.map((column) => ({ ...column, width: 260 }));
  row(0).focus();
  await userEvent.keyboard('{ArrowRight}{End}');
  await expect.poll(() => scroller.scrollLeft).toBeGreaterThan(100);
  expect(head('Alpha').element().getBoundingClientRect().left).toBe(36);
  expect(row(0).querySelector('[data-column="a"]')!.getBoundingClientRect().left).toBe(36);
});

test('in a narrow place rows are two lines, and some heads still sort', async () => {
  const { world, grid, row } = await showGrid(20, { withNarrow: true });
  await page.viewport(420, 700);
  await expect.element(grid.getByText('Number 3, in short')).toBeVisible();
  expect(grid.getByRole('columnheader').elements()).toHaveLength(1);
  await expect.element(grid).toHaveAttribute('aria-colcount', '1');
  await expectAccessible('screen');
  row(0).focus();
  await userEvent.keyboard('{ArrowDown} ');
  await expect.poll(() => world.selection.keys.has('n1')).toBe(true);
  await expect.element(grid.getByRole('checkbox', { name: 'Select number 3' })).toBeVisible();
  await userEvent.keyboard('{ArrowUp}{ArrowUp}');
  await expect.poll(() => (document.activeElement as HTMLElement).dataset['headStop']).toBeDefined();
});
