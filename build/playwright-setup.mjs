/**
 * Before the first test with a window: makes sure of the Electron runtime, a fresh build and a screen, so that
 * `npx playwright test` works by itself. Under `npm test` all three are there already.
 */
import { ensureBuilt } from './build.mjs';
import { lacksDisplay, startDisplay } from './display.mjs';
import { resolveRuntime, runtimeEnvironment } from './electron-runtime.mjs';
import { ensureSystem } from './system-libraries.mjs';

/** @returns {Promise<() => void>} the tidying up, which Playwright calls at the end */
export default async function setUp() {
  const say = (/** @type {string} */ line) => console.log(line);
  const runtime = await resolveRuntime({ say });
  ensureSystem(['libraries', 'screen'], runtime.executable, say);
  await ensureBuilt(say);
  // Workers inherit this environment.
  Object.assign(process.env, runtimeEnvironment(runtime), { AWS_EC2_METADATA_DISABLED: 'true' });
  if (!lacksDisplay(process.env, process.platform)) return () => undefined;
  const display = await startDisplay();
  process.env['DISPLAY'] = display.name;
  return display.stop;
}
