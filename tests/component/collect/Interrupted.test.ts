import { expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import Interrupted from '../../../src/renderer/src/collect/Interrupted.svelte';
import { newReading } from '../../../src/renderer/src/data/sync/reading';
import { expectAccessible } from '../support/accessible';
import { show } from '../support/screen';

test('a sync that did not come to its end says what is safe, and is gone on with or left', async () => {
  const asked = { syncId: 's', syncName: 'production', filters: {}, plan: { depth: 'everything' }, at: 1000 } as const;
  const row = (region: string) =>
    newReading({ ...asked, place: { profile: { origin: 'shared', name: 'prod' }, region } });
  const oncontinue = vi.fn();
  const onleave = vi.fn();
  await show(Interrupted, {
    rows: [{ ...row('eu-west-1'), jobs: 1000, pages: 1, lastAt: 61_000 }, row('us-east-1')],
    now: 181_000,
    times: 'utc' as const,
    oncontinue,
    onleave,
  });
  const section = page.getByRole('region', { name: 'Interrupted sync' });
  await expect.element(section).toHaveTextContent('The sync “production” did not come to its end');
  await expect.element(section).toHaveTextContent('Not read to the end: 2 places. 1,000 copy jobs on 1 page are safe');
  await expect.element(section).toHaveTextContent('Last answer 2 minutes ago.');
  await expectAccessible();
  await section.getByRole('button', { name: 'Go on with it' }).click();
  await section.getByRole('button', { name: 'Leave it' }).click();
  expect([oncontinue, onleave].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
});
