import { expect, test } from 'vitest';
import { onDemand } from '../../../src/main/on-demand';

test('nothing is made before it is asked for, and once however many ask', async () => {
  let made = 0;
  const thing = onDemand(() => Promise.resolve(++made));
  expect(thing.made()).toBeUndefined();
  expect(made).toBe(0);
  expect(await Promise.all([thing.get(), thing.get(), thing.get()])).toEqual([1, 1, 1]);
  expect(await thing.made()).toBe(1);
});

test('a failed attempt is told to all who asked, and forgotten', async () => {
  let attempts = 0;
  const thing = onDemand(() =>
    ++attempts === 1 ? Promise.reject(new Error('port taken')) : Promise.resolve(attempts),
  );
  const answers = await Promise.allSettled([thing.get(), thing.get()]);
  expect(answers.map((answer) => answer.status)).toEqual(['rejected', 'rejected']);
  expect(thing.made()).toBeUndefined();
  expect(await thing.get()).toBe(2);
});
