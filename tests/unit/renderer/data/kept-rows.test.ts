import { expect, it } from 'vitest';
import type { JobRow, Live, LiveState } from '../../../../src/renderer/src/data/history';
import { keyedInTurn, type KeyedRows } from '../../../../src/renderer/src/data/kept-rows';
import type { JobKey } from '../../../../src/renderer/src/domain/job-key';

const KEYS = ['1/r/A', '1/r/B', '1/r/C'] as unknown as readonly JobKey[];
const row = (jobKey: JobKey, timesSeen = 1) => ({ jobKey, timesSeen }) as unknown as JobRow;

/** Reads that are answered by hand, in any order. */
function reader() {
  const asked = new Map<string, (state: LiveState<readonly (JobRow | undefined)[]>) => void>();
  const read = (keys: readonly JobKey[]): Live<readonly (JobRow | undefined)[]> => ({
    subscribe: (listener) => {
      asked.set(keys.join(), listener);
      listener({ status: 'loading' });
      return () => asked.delete(keys.join());
    },
  });
  const answer = (keys: readonly JobKey[], timesSeen?: number): void =>
    asked.get(keys.join())?.({ status: 'ready', value: keys.map((key) => row(key, timesSeen)) });
  return { read, answer, open: () => [...asked.keys()] };
}

function heard(live: Live<KeyedRows>) {
  const states: LiveState<KeyedRows>[] = [];
  const end = live.subscribe((state) => states.push(state));
  const rows = () =>
    states.flatMap((state) => (state.status === 'ready' ? [state.value.rows.map((one) => one?.timesSeen)] : []));
  return { states, rows, end };
}

it('gives the rows on screen before all of them, and nothing older afterwards', () => {
  const { read, answer, open } = reader();
  const first = KEYS.slice(0, 1);
  const { rows, end } = heard(keyedInTurn(KEYS, first, read));
  expect(rows()).toEqual([]);
  answer(first);
  expect(rows()).toEqual([[1]]);
  answer(KEYS, 2);
  expect(rows()).toEqual([[1], [2, 2, 2]]);
  answer(first, 3);
  expect(rows(), 'what all of them say is told by all of them').toHaveLength(2);
  answer(KEYS, 3);
  expect(rows().at(-1)).toEqual([3, 3, 3]);
  end();
  expect(open()).toEqual([]);
});

it.each([{ first: [] }, { first: KEYS }])('asks once where there is nothing to give first: $first', ({ first }) => {
  const { read, answer, open } = reader();
  const { rows } = heard(keyedInTurn(KEYS, first, read));
  expect(open()).toHaveLength(1);
  answer(KEYS);
  expect(rows()).toEqual([[1, 1, 1]]);
});

it('tells of a failure of either', () => {
  const failing: Live<never> = {
    subscribe: (listener) => {
      listener({ status: 'failed', problem: new Error('closed') });
      return () => undefined;
    },
  };
  const { states } = heard(keyedInTurn(KEYS, KEYS.slice(0, 1), () => failing));
  expect(states.at(-1)).toMatchObject({ status: 'failed' });
});
