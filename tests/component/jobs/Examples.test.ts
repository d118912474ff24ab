import { expect, test, vi } from 'vitest';
import Examples from '../../../src/renderer/src/jobs/Examples.svelte';
import { expectAccessible } from '../support/accessible';
import { DEMO_ACCOUNT } from '../support/profiles';
import { show } from '../support/screen';

test('each example tells its story and is one click away', async () => {
  const ontry = vi.fn();
  const oncollect = vi.fn();
  const [example] = DEMO_ACCOUNT.examples;
  const screen = await show(Examples, { examples: DEMO_ACCOUNT.examples, ontry, oncollect });
  const item = screen.getByRole('listitem');
  await expect.element(item.getByRole('heading', { name: example!.title })).toBeVisible();
  await expect.element(item).toHaveTextContent(example!.story);
  await expect.element(item).toHaveTextContent(example!.copyJobId);
  await expectAccessible();
  await screen.getByRole('button', { name: `Describe: ${example!.title}` }).click();
  expect(ontry).toHaveBeenCalledExactlyOnceWith(example);
  await screen.getByRole('button', { name: 'collect all copy jobs' }).click();
  expect(oncollect).toHaveBeenCalledOnce();
});
