import path from 'node:path';
import { build, type Rolldown } from 'vite';

/** Code that runs in the app's window; see tests/in-page for what each gives. */
type PagePart = 'fill-history' | 'ask-jobs' | 'compare-sets' | 'compare-answers' | 'file-answers';

const bundled = new Map<PagePart, Promise<string>>();

/** Code for the page as one script without imports, built of the app's own sources. */
export function bundlePage(part: PagePart): Promise<string> {
  const known = bundled.get(part) ?? bundle(part);
  bundled.set(part, known);
  return known;
}

async function bundle(part: PagePart): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: { entry: path.join(import.meta.dirname, '../in-page', `${part}.ts`), formats: ['iife'], name: 'pageCode' },
    },
  });
  const [output] = [result].flat() as Rolldown.RolldownOutput[];
  const chunk = output?.output[0];
  if (chunk === undefined) throw new Error('The code for the page could not be bundled.');
  return chunk.code;
}
