import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { History } from '../../../../src/renderer/src/data/history';
import { expectAccessible } from '../../support/accessible';
import { fixtureWith, NOW } from '../../support/fixtures';
import { answer, newHistory, once } from '../../support/history';
import JobHost from '../../support/JobHost.svelte';
import { failure } from '../../support/main-process';
import { only, show } from '../../support/screen';

const MINUTE = 60_000;
const CREATED_AT = NOW - 30 * MINUTE;

/** Fixture 03 in one state of its life. */
function said(state: string, more: Readonly<Record<string, unknown>> = {}): string {
  return fixtureWith('03', { State: state, CreationDate: CREATED_AT / 1000, ...more });
}

const DONE = { CompletionDate: (CREATED_AT + 20 * MINUTE) / 1000 };

/** A history in which the job was seen so many minutes after its creation. */
async function historyOf(seen: readonly (readonly [number, string, Record<string, unknown>?])[]) {
  const history = await newHistory();
  let jobKey = '';
  for (const [minutes, state, more] of seen) {
    ({ jobKey } = await history.record(answer(said(state, more), CREATED_AT + minutes * MINUTE)));
  }
  return { history, jobKey };
}

const WHOLE = [
  [1, 'CREATED'],
  [3, 'CREATED'],
  [5, 'RUNNING'],
  [12, 'RUNNING'],
  [22, 'COMPLETED', DONE],
] as const;

async function showCourse(history: History, jobKey: string, now = NOW) {
  const screen = await show(JobHost, { history, jobKey, now });
  const answers = screen.getByRole('listbox', { name: 'Answers of AWS Backup' });
  await expect.element(answers).toBeVisible();
  return {
    screen,
    answers,
    options: () => answers.getByRole('option').elements() as HTMLElement[],
    selected: () => answers.getByRole('option', { selected: true }),
    words: async (): Promise<string[]> => {
      await screen.getByText('In words').click();
      const list = screen.getByRole('list', { name: 'Course of this job in words' });
      await expect.element(list).toBeVisible();
      return list
        .getByRole('listitem')
        .elements()
        .map(({ textContent }) => textContent.replace(/\s+/g, ' ').trim());
    },
  };
}

/** `CREATED: certain, maybe`, for each lane. */
const lanes = (): string[] =>
  Array.from(document.querySelectorAll<HTMLElement>('[data-lane]'), (lane) => {
    const bars = Array.from(lane.querySelectorAll<HTMLElement>('[data-certain]'));
    return `${lane.dataset['lane'] ?? ''}: ${bars.map((bar) => (bar.dataset['certain'] === 'true' ? 'certain' : 'maybe')).join(', ')}`;
  });

test('the picture has a lane for each state, solid where it is certain', async () => {
  const { history, jobKey } = await historyOf(WHOLE);
  const { answers } = await showCourse(history, jobKey);
  expect(lanes()).toEqual(['CREATED: certain, maybe', 'RUNNING: maybe, certain, maybe', 'COMPLETED: certain']);
  expect(answers.getByRole('option').elements()).toHaveLength(5);
  // What is solid and what is not differs by more than its colour.
  const styles = Array.from(
    document.querySelectorAll('[data-lane="RUNNING"] [data-certain]'),
    (bar) => getComputedStyle(bar).borderTopStyle,
  );
  expect(styles).toEqual(['dashed', 'solid', 'dashed']);
  await expectAccessible('screen');
});

test('the facts say how long the job was in CREATED and RUNNING, as ranges', async () => {
  const { history, jobKey } = await historyOf(WHOLE);
  const { screen } = await showCourse(history, jobKey);
  const fact = (name: string) => screen.getByRole('listitem').filter({ hasText: name });
  await expect.element(fact('Time in CREATED').first()).toHaveTextContent('Between 3 m and 5 m');
  await expect.element(fact('Time in RUNNING').first()).toHaveTextContent('Between 7 m and 17 m');
});

test('the course in words says each interval, and can be copied', async () => {
  const { history, jobKey } = await historyOf(WHOLE);
  const { words, screen } = await showCourse(history, jobKey);
  const items = await words();
  expect(items).toHaveLength(3);
  expect(items[1]).toMatch(
    /^RUNNING Became RUNNING between .+ and .+ UTC\. It left that state .+; it lasted between 7 m and 17 m\. Seen 2 times\.$/,
  );
  expect(items[2]).toMatch(/Ended as COMPLETED at .+ UTC, by AWS Backup’s own date/);
  await expect.element(screen.getByRole('button', { name: 'Copy course of this job' })).toBeVisible();
  await expectAccessible('screen');
});

test('one tab stop; the arrow keys step from answer to answer and show the snapshot of each', async () => {
  const { history, jobKey } = await historyOf(WHOLE);
  const { answers, options, selected, screen } = await showCourse(history, jobKey);
  expect(options().every((option) => option.tabIndex < 0)).toBe(true);
  (answers.element() as HTMLElement).focus();
  await expect
    .element(selected())
    .toHaveAttribute('aria-label', expect.stringContaining('COMPLETED · describe · prod'));
  const article = screen.getByRole('article');
  await userEvent.keyboard('{ArrowLeft}');
  await expect.element(article).toHaveAttribute('data-state', 'RUNNING');
  await userEvent.keyboard('{ArrowLeft}');
  await expect.element(article).toHaveAttribute('data-state', 'RUNNING');
  await userEvent.keyboard('{ArrowLeft}');
  await expect.element(article).toHaveAttribute('data-state', 'CREATED');
  // The keyboard stayed where it was while the job below was drawn anew.
  expect(document.activeElement).toBe(answers.element());
  expect(answers.element().getAttribute('aria-activedescendant')).toBe(selected().element().id);
  await expect.element(only('[data-readout]')).toHaveTextContent('CREATED · describe · prod');
  await userEvent.keyboard('{Home}{ArrowLeft}');
  expect(options().indexOf(selected().element() as HTMLElement)).toBe(0);
  await userEvent.keyboard('{End}');
  await expect.element(article).toHaveAttribute('data-state', 'COMPLETED');
});

test('the snapshot chosen in the list of snapshots is the one marked in the picture', async () => {
  const { history, jobKey } = await historyOf(WHOLE);
  const { selected, screen } = await showCourse(history, jobKey);
  await screen
    .getByRole('list', { name: 'Snapshots' })
    .getByRole('button', { name: /Created/ })
    .click();
  await expect.element(selected()).toHaveAttribute('aria-label', expect.stringContaining('CREATED'));
});

test('failed look-ups have marks and words of their own', async () => {
  const { history, jobKey } = await historyOf(WHOLE);
  await history.recordFailure({
    at: CREATED_AT + 8 * MINUTE,
    profile: { origin: 'shared', name: 'prod' },
    region: 'us-east-1',
    copyJobId: jobKey.split('/')[2]!,
    jobKey,
    error: failure('Offline'),
  });
  const { words } = await showCourse(history, jobKey);
  await expect.poll(lanes).toContain('failures: ');
  expect(only('[data-lane="failures"] [title]').title).toMatch(/^A look-up failed at .+: Offline$/);
  expect(await words()).toContainEqual(expect.stringMatching(/^Failed A look-up failed at .+: Offline\.$/));
  await expectAccessible('screen');
});

test('a time in which nobody could ask stands in the picture and in the words', async () => {
  const { history, jobKey } = await historyOf(WHOLE);
  const gap = { profile: { origin: 'shared', name: 'prod' } as const, region: 'us-east-1', jobKeys: [jobKey] };
  await history.coverage.write((shelf) =>
    shelf.putGaps([
      { ...gap, id: 'one', from: CREATED_AT + 6 * MINUTE, until: CREATED_AT + 11 * MINUTE, why: 'asleep' },
    ]),
  );
  expect(await once(history.gaps(jobKey))).toHaveLength(1);
  const { words } = await showCourse(history, jobKey);
  await expect
    .poll(() => document.querySelector('[data-lane="gaps"]')?.textContent)
    .toContain('this computer was asleep');
  expect(await words()).toContainEqual(
    expect.stringMatching(/^Not asked Not asked between .+: this computer was asleep\.$/),
  );
  await expectAccessible('screen');
});

test('a job seen again weeks later keeps its picture; what came later is told beside it', async () => {
  const { history, jobKey } = await historyOf([
    ...WHOLE,
    [20 * 1440, 'COMPLETED', { ...DONE, MessageCategory: 'SUCCESS' }],
  ]);
  const { options, answers } = await showCourse(history, jobKey, NOW + 30 * 1440 * MINUTE);
  const places = options().map((option) => option.getBoundingClientRect().left);
  const { left, width } = answers.element().getBoundingClientRect();
  // Half of the picture and more is the job itself.
  expect((places[4]! - left) / width).toBeGreaterThan(0.5);
  expect(places[5]).toBeGreaterThan(places[4]!);
  await expect.element(page.getByText('later', { exact: true })).toBeVisible();
});

test('a clock that was off is said, and no time is negative', async () => {
  const { history, jobKey } = await historyOf([
    [-0.2, 'CREATED'],
    [5, 'RUNNING'],
  ]);
  const { screen } = await showCourse(history, jobKey);
  await expect.element(screen.getByText(/clock was behind AWS Backup’s by at least 12 s/)).toBeVisible();
  expect(screen.container.textContent).not.toContain('−');
  await expectAccessible('screen');
});

test.for([290, 2000])('at %i px nothing stands outside of the picture', async (px) => {
  const { history, jobKey } = await historyOf(WHOLE);
  const { screen, options } = await showCourse(history, jobKey);
  const course = only('section.course');
  course.style.width = `${px}px`;
  await expect.poll(() => course.clientWidth).toBeLessThanOrEqual(px);
  await expect
    .poll(() => {
      const box = course.getBoundingClientRect();
      const ticks = Array.from(course.querySelectorAll('.axis span'));
      return [...options(), ...ticks].every((part) => {
        const { left, right } = part.getBoundingClientRect();
        return left >= box.left && right <= box.right;
      });
    })
    .toBe(true);
  expect(screen.container.querySelectorAll('.axis span').length).toBeGreaterThan(0);
});
