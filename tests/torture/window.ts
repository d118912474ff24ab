import type { Tally } from './report';
import type { Victim } from './victim';

/** What the window says of a history that does not open, once it does; `nothing` if it does not in half a minute. */
const ALERT_CODE = `new Promise((resolve) => {
  setTimeout(() => resolve('nothing'), 30000);
  const look = () => {
    const alert = document.querySelector('[role="alert"][data-error-code]');
    if (alert === null) requestAnimationFrame(look);
    else resolve(alert.dataset.errorCode);
  };
  look();
})`;

/** Presses a button of the window as soon as there is one of that name that can be pressed. */
export const press = (victim: Victim, name: string): Promise<unknown> =>
  victim.evaluate(`new Promise((resolve) => {
    const look = () => {
      const button = [...document.querySelectorAll('button')].find(
        (one) => one.textContent.trim() === ${JSON.stringify(name)} && !one.disabled,
      );
      if (button === undefined) requestAnimationFrame(look);
      else resolve(button.click());
    };
    look();
  })`);

/** How often a window that closes the history again and again is asked to open it. */
const OPENED_AGAIN = 3;

/** What the window says once it was asked to open the history again: `trouble`, `open`, or the same as before. */
const REOPENED = `new Promise((resolve) => {
  const began = performance.now();
  const look = () => {
    if (document.querySelector('main.trouble') !== null) return resolve('trouble');
    if (performance.now() - began < 20000) return requestAnimationFrame(look);
    resolve(document.querySelector('[role="alert"][data-error-code]')?.dataset.errorCode ?? 'open');
  };
  look();
})`;

/**
 * Waits until the window says what is wrong with the history, and has it do what it offers: a new history, and into it the newest copy, or what can be read
 * of the files. Resolves when that begins; false: there was nothing to mend once the history was opened again.
 * @param detail what the history itself said
 */
export async function beginMending(victim: Victim, withCopy: boolean, tally: Tally, detail: string): Promise<boolean> {
  let code = String(await victim.evaluate(ALERT_CODE));
  const said = [code];
  for (let time = 0; code === 'closed' && time < OPENED_AGAIN; time++) {
    await press(victim, 'Open it again');
    code = String(await victim.evaluate(REOPENED));
    if (code === 'trouble') code = String(await victim.evaluate(ALERT_CODE));
    said.push(code);
  }
  tally.saw(`the window said ${said.join(', then ')}`);
  if (code === 'nothing') tally.fault(`nothing was said of ${detail}`);
  if (code === 'open') return false;
  if (withCopy) {
    await press(victim, 'Restore the copy');
    await press(victim, 'Restore');
  } else {
    await press(victim, 'Read the files');
    await press(victim, 'Restore what can be read');
  }
  return true;
}
