/** The check for unused code is itself under test: a small tree with one of each kind of waste must not pass. */
import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../../build/project.mjs';

interface Issue {
  file: string;
  files: { name: string }[];
  exports: { name: string }[];
  devDependencies: { name: string }[];
  unlisted: { name: string }[];
}

const FILES: Record<string, string> = {
  'src/main/index.ts': "import { used } from './part';\nimport 'not-in-the-manifest';\nused();",
  'src/main/part.ts': 'export function used() {}\nexport function unused() {}',
  'src/main/forgotten.ts': 'export const f = 1;',
  'src/preload/index.ts': "import 'electron';",
  'src/renderer/index.html': '<script type="module" src="./src/main.ts"></script>',
  'src/renderer/src/main.ts': "import App from './App.svelte';\nApp;",
  // Svelte files count as users of what they import, in markup alone too.
  'src/renderer/src/App.svelte': '<script lang="ts">\n  import Child from \'./Child.svelte\';\n</script>\n\n<Child />',
  'src/renderer/src/Child.svelte': '<p>child</p>',
  'src/renderer/src/Forgotten.svelte': '<p>nobody shows me</p>',
};
const DEPENDENCIES = ['electron', 'electron-vite', 'svelte', '@sveltejs/vite-plugin-svelte', 'dexie'];

describe('the check for unused code', () => {
  let folder = '';
  let issues: Issue[] = [];
  const all = (kind: Exclude<keyof Issue, 'file'>) => issues.flatMap((issue) => issue[kind].map(({ name }) => name));

  beforeAll(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'copytrail-unused-'));
    for (const [file, text] of Object.entries(FILES)) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    }
    mkdirSync(path.join(folder, 'build'));
    // The last one is what the configuration before it is made with.
    for (const file of ['knip.jsonc', 'tsconfig.base.json', 'electron.vite.config.ts', 'build/bundled-packages.mjs'])
      copyFileSync(path.join(ROOT, file), path.join(folder, file));
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
    const manifest = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as {
      devDependencies: Record<string, string>;
    };
    const devDependencies = Object.fromEntries(DEPENDENCIES.map((name) => [name, manifest.devDependencies[name]]));
    writeFileSync(
      path.join(folder, 'package.json'),
      JSON.stringify({ name: 'x', type: 'module', main: 'out/main/index.js', devDependencies }),
    );
    const output = await new Promise<string>((resolve) => {
      const tool = path.join(ROOT, 'node_modules', 'knip', 'bin', 'knip.js');
      execFile(process.execPath, [tool, '--reporter', 'json'], { cwd: folder }, (_error, stdout, stderr) => {
        resolve(stdout || stderr);
      });
    });
    issues = (JSON.parse(output) as { issues: Issue[] }).issues;
  }, 60_000);
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('finds files that nothing imports, Svelte files too, and no others', () => {
    expect(all('files').toSorted()).toEqual(['src/main/forgotten.ts', 'src/renderer/src/Forgotten.svelte']);
  });

  it('finds an export that nobody takes', () => {
    expect(all('exports')).toEqual(['unused']);
  });

  it('finds a dependency without use, and a use without dependency', () => {
    expect(all('devDependencies')).toEqual(['dexie']);
    expect(all('unlisted')).toEqual(['not-in-the-manifest']);
  });
});
