import { appendFileSync } from 'node:fs';
import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Absolute path of the file that takes the figures. Empty: none does. */
    fuzzFigures: string;
  }
}

// Apart from the tests, for those of the window know no files.
globalThis.noteFigures = (line) => {
  const file = inject('fuzzFigures');
  if (file !== '') appendFileSync(file, `${line}\n`);
};
