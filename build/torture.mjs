/** Tortures the app (`npm run torture`): tests/torture/main.ts. */
import path from 'node:path';
import { ROOT } from './project.mjs';
import { runWithWindows } from './with-windows.mjs';

await runWithWindows(path.join(ROOT, 'tests', 'torture', 'main.ts'), (module) => {
  const torture = /** @type {typeof import('../tests/torture/main')} */ (module);
  const options = torture.readOptions(process.argv.slice(2));
  return {
    needs: [],
    async run(executable) {
      if (!(await torture.run(executable, options))) process.exitCode = 1;
    },
  };
});
