import path from 'node:path';
import { bundlePage } from '../../support/page-code';
import { openEmptyCopytrail } from '../app-window';
import type { MeasuredWindow } from '../measured-window';
import { prepareUserData, type World } from '../world';

/** Calls at once, for all who are measured: what the app does unless told otherwise. */
export const AT_ONCE = 4;
/** So many that the app's own limit of calls a second is no part of what is measured. */
const PER_SECOND = 1000;

/** Copytrail on an empty history, with its calls a second as good as unlimited. */
export async function openFresh(executable: string, world: World, name: string): Promise<MeasuredWindow> {
  const userData = path.join(world.home.home, name);
  await prepareUserData(userData);
  const first = await openEmptyCopytrail(executable, world, userData);
  await first.evaluate(await bundlePage('fill-history'));
  await first.evaluate(`fleetFiller.prefer('call-limits', { perSecond: ${PER_SECOND}, atOnce: ${AT_ONCE} })`);
  await first.evaluate('fleetFiller.close()');
  await first.close();
  return openEmptyCopytrail(executable, world, userData);
}

/** Presses a button and waits until a region of the window says something. Answers the ms between the two. */
export async function press(window: MeasuredWindow, button: string, region: string, words: string): Promise<number> {
  const took = await window.evaluate(`(async () => {
    const find = () => [...document.querySelectorAll('button')].find((each) =>
      (each.getAttribute('aria-label') ?? each.textContent).trim() === ${JSON.stringify(button)});
    while (find() === undefined || find().disabled) await new Promise(requestAnimationFrame);
    await new Promise(requestIdleCallback);
    const says = () => document.querySelector('section[aria-label=${JSON.stringify(region)}]')
      ?.textContent.includes(${JSON.stringify(words)}) === true;
    const pressed = performance.now();
    find().click();
    await new Promise((resolve) => {
      const look = () => { if (says()) { observer.disconnect(); resolve(); } };
      const observer = new MutationObserver(look);
      observer.observe(document, { childList: true, subtree: true, characterData: true });
      look();
    });
    return performance.now() - pressed;
  })()`);
  return Number(took);
}
