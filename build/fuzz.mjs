/** The long form of the tests with hostile inputs (`npm run fuzz`): millions of them, where `npm test` tries thousands. */
import { runToEnd, tool } from './child-process.mjs';
import { checkNode } from './project.mjs';

/** Ended after a day at the latest: whatever takes longer hangs. */
const LIMIT_MS = 86_400_000;

checkNode();
const { code } = await runToEnd(tool('vitest'), ['run', '--project', 'fuzz', ...process.argv.slice(2)], {
  env: { ...process.env, COPYTRAIL_FUZZING: 'long' },
  limitMs: LIMIT_MS,
});
process.exitCode = code;
