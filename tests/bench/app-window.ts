import path from 'node:path';
import { openWindow, presentationOf, type MeasuredWindow } from './measured-window';
import { PROFILE, REGION, type World } from './world';

/** The project's folder, which is the app to Electron. */
const APP = path.resolve(import.meta.dirname, '../..');
const BARE_APP = path.join(import.meta.dirname, 'bare-window');

const find = (selector: string) => `document.querySelector(${JSON.stringify(selector)})`;
/** A row of the history. */
const ROW = find('[role="grid"][aria-label="Copy jobs"] [data-job-key]');
/** Stands in every window but that of the very first start. */
const FORM = find('form[aria-label="Look up a copy job"]');

/** Copytrail on its history; painted means: a row of it is. */
export function openCopytrail(executable: string, world: World, userData?: string): Promise<MeasuredWindow> {
  return openApp(executable, world, ROW, userData);
}

/** Copytrail before the first lookup: painted means that one could be asked for. */
export function openEmptyCopytrail(executable: string, world: World, userData?: string): Promise<MeasuredWindow> {
  return openApp(executable, world, FORM, userData);
}

function openApp(
  executable: string,
  { home }: World,
  content: string,
  userData = home.userData,
): Promise<MeasuredWindow> {
  return openWindow({ executable, app: APP, userData, environment: home.environment, content });
}

/** A window of the same runtime with one line of text and nothing else, on a data folder of its own. */
export function openBareWindow(executable: string, { home }: World): Promise<MeasuredWindow> {
  const userData = path.join(home.home, 'bare-window');
  return openWindow({ executable, app: BARE_APP, userData, environment: home.environment, content: find('p') });
}

/**
 * Types an id into "Copy job ID", presses "Describe" and waits until that job's members are on screen.
 * @returns ms from the press to that frame; the answer has been written to disk before it is shown
 */
export async function describeInWindow(window: MeasuredWindow, copyJobId: string): Promise<number> {
  const member = `[data-field="CopyJobId"][data-value='${JSON.stringify(copyJobId)}']`;
  // The member itself may lie below the edge of the window; what is above it comes in the same frame.
  const shown = `(${find(member)}?.closest('[role="tabpanel"]') ?? null)`;
  const took = await window.evaluate(`(async () => {
    const label = [...document.querySelectorAll('label')].find(({ textContent }) => textContent.trim() === 'Copy job ID');
    const button = () =>
      [...document.querySelectorAll('button')].find(({ textContent }) => textContent.trim() === 'Describe');
    while (button() === undefined) await new Promise(requestAnimationFrame);
    label.control.value = ${JSON.stringify(copyJobId)};
    label.control.dispatchEvent(new Event('input', { bubbles: true }));
    // What typing and the lookup before have set off must not count: the window is at rest when the button is pressed.
    await new Promise(requestAnimationFrame);
    await new Promise(requestIdleCallback);
    const painted = ${presentationOf(shown, copyJobId)};
    const pressed = performance.now();
    button().click();
    return (await painted) - pressed;
  })()`);
  return Number(took);
}

/** Asks through the window's own API, as the look-up desk does. Answers the ms until the answer was back in the page. */
export async function askFromPage(window: MeasuredWindow, copyJobId: string): Promise<number> {
  const input = { callId: copyJobId, profile: { origin: 'shared', name: PROFILE }, region: REGION, copyJobId };
  const took = await window.evaluate(`(async () => {
    await new Promise(requestIdleCallback);
    const began = performance.now();
    const answer = await window.api.describeCopyJob(${JSON.stringify(input)});
    const took = performance.now() - began;
    if (!answer.ok) throw new Error(answer.error.code + ': ' + answer.error.message);
    return took;
  })()`);
  return Number(took);
}
