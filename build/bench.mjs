/** Measures the app (`npm run bench`): tests/bench/main.ts. */
import path from 'node:path';
import { ROOT } from './project.mjs';
import { runWithWindows } from './with-windows.mjs';

await runWithWindows(path.join(ROOT, 'tests', 'bench', 'main.ts'), (module) => {
  const bench = /** @type {typeof import('../tests/bench/main')} */ (module);
  const options = bench.readOptions(process.argv.slice(2));
  return {
    needs: ['aws', ...(options.parts.includes('sets') ? /** @type {const} */ (['jq']) : [])],
    run: (executable) => bench.run(executable, options),
  };
});
