/**
 * The import rules are themselves under test: a rule that never fires guards nothing. A small tree of files breaks each rule
 * once, another does what is allowed at every border.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync, copyFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from '../../../build/project.mjs';

interface Violation {
  from: string;
  to: string;
  rule: { name: string };
}
interface Rule {
  name: string;
  comment: string;
  from?: { path?: string };
}

const CONFIG = path.join(ROOT, '.dependency-cruiser.cjs');
const rules = (createRequire(import.meta.url)(CONFIG) as { forbidden: Rule[] }).forbidden;

/** Files that break exactly one rule each: [rule, file, its text, what it must not import]. */
const PLANTS: [rule: string, file: string, text: string, forbidden: string][] = [
  ['no-circles', 'src/main/app/a.ts', "import './b';", 'src/main/app/b.ts'],
  ['contract-stands-alone', 'src/preload/contract/x.ts', "import 'node:os';", 'os'],
  ['preload-stays-small', 'src/preload/index.ts', "import './contract/shapes';", 'src/preload/contract/shapes.ts'],
  ['hearts-know-no-world', 'src/main/copy-jobs/x.ts', "import 'node:child_process';", 'child_process'],
  ['hearts-know-no-world', 'src/main/credentials/x.ts', "import '../aws/port';", 'src/main/aws/port.ts'],
  ['redaction-is-pure', 'src/main/redaction.ts', "import 'node:fs';", 'fs'],
  ['aws-adapters-only-adapt', 'src/main/aws/x.ts', "import '../demo/fleet';", 'src/main/demo/fleet.ts'],
  ['aws-adapters-only-adapt', 'src/main/aws/y.ts', "import 'electron';", 'node_modules/electron/'],
  ['demo-is-a-server', 'src/main/demo/x.ts', "import '../aws/port';", 'src/main/aws/port.ts'],
  ['ipc-is-a-border-post', 'src/main/ipc/x.ts', "import '../copy-jobs/use-case';", 'src/main/copy-jobs/use-case.ts'],
  ['backups-know-no-app', 'src/main/backup/x.ts', "import '../app/b';", 'src/main/app/b.ts'],
  ['backups-know-no-app', 'src/main/backup/y.ts', "import 'electron';", 'node_modules/electron/'],
  ['salvage-knows-no-app', 'src/main/salvage/x.ts', "import '../app/b';", 'src/main/app/b.ts'],
  ['updates-know-no-app', 'src/main/updates/x.ts', "import '../ipc/good';", 'src/main/ipc/good.ts'],
  ['shell-knows-no-aws', 'src/main/app/x.ts', "import '../demo/fleet';", 'src/main/demo/fleet.ts'],
  ['shell-knows-no-aws', 'src/main/security/x.ts', "import '../backup/good';", 'src/main/backup/good.ts'],
  [
    'aws-sdk-only-in-adapters',
    'src/main/settings/x.ts',
    "export type { BackupClient } from '@aws-sdk/client-backup';",
    'node_modules/@aws-sdk/client-backup/',
  ],
  ['processes-meet-at-the-contract', 'src/renderer/src/main.ts', "import '../../main/app/b';", 'src/main/app/b.ts'],
  [
    'main-never-imports-renderer',
    'src/main/index.ts',
    "import '../renderer/src/ui/plain';",
    'src/renderer/src/ui/plain.ts',
  ],
  ['renderer-has-no-node', 'src/renderer/src/jobs/node.ts', "import 'node:http';", 'http'],
  ['renderer-has-no-electron', 'src/renderer/src/jobs/electron.ts', "import 'electron';", 'node_modules/electron/'],
  ['domain-is-pure', 'src/renderer/src/domain/x.ts', "import 'svelte';", 'node_modules/svelte/'],
  ['data-shows-nothing', 'src/renderer/src/data/x.ts', "import '../ui/plain';", 'src/renderer/src/ui/plain.ts'],
  [
    'only-data-touches-dexie',
    'src/renderer/src/job/x.ts',
    "export type { Table } from 'dexie';",
    'node_modules/dexie/',
  ],
  [
    'ui-knows-nothing-of-ours',
    'src/renderer/src/ui/Wrong.svelte',
    '<script lang="ts">\n  import { a } from \'../domain/pure\';\n</script>\n\n<p>{a}</p>',
    'src/renderer/src/domain/pure.ts',
  ],
  [
    'features-do-not-know-each-other',
    'src/renderer/src/jobs/Wrong.svelte',
    '<script lang="ts">\n  import Right from \'../job/Right.svelte\';\n</script>\n\n<Right />',
    'src/renderer/src/job/Right.svelte',
  ],
  [
    'features-do-not-know-each-other',
    'src/renderer/src/jobs/jobs.svelte.ts',
    "export type { A } from '../job/part';",
    'src/renderer/src/job/part.ts',
  ],
  [
    'nothing-below-knows-the-shell',
    'src/renderer/src/compare/x.ts',
    "import '../shell/window';",
    'src/renderer/src/shell/window.ts',
  ],
];

/** What may be imported: together these files break nothing. */
const ALLOWED: Record<string, string> = {
  'src/preload/contract/names.ts': 'export const n = 1;',
  'src/preload/contract/shapes.ts': "import 'valibot';\nimport './names';\nexport const a = 1;",
  'src/main/app/b.ts': "import 'electron';\nimport 'node:fs';\nexport const b = 1;",
  'src/main/aws/port.ts': "import '@aws-sdk/client-backup';\nimport '../copy-jobs/use-case';\nexport const p = 1;",
  'src/main/copy-jobs/use-case.ts': "import '../../preload/contract/shapes';\nexport const u = 1;",
  'src/main/demo/fleet.ts': "import 'node:http';\nexport const f = 1;",
  'src/main/backup/good.ts':
    "import 'node:fs';\nimport '../ipc/handlers';\nimport '../settings/whole-file';\nexport const k = 1;",
  'src/main/settings/whole-file.ts': "import 'node:fs';\nexport const w = 1;",
  'src/main/ipc/handlers.ts': 'export const h = 1;',
  'src/main/ipc/good.ts': "import 'electron';\nimport '../../preload/contract/names';",
  'src/renderer/src/domain/pure.ts': "import 'lossless-json';\nexport const a = 1;",
  'src/renderer/src/data/store.ts': "import 'dexie';\nimport '../domain/pure';\nexport const s = 1;",
  'src/renderer/src/ui/plain.ts': 'export const p = 1;',
  'src/renderer/src/ui/Plain.svelte':
    '<script lang="ts">\n  import { Dialog } from \'bits-ui\';\n</script>\n\n<Dialog.Root />',
  'src/renderer/src/job/part.ts': "import '../data/store';\nexport interface A {\n  a: 1;\n}",
  'src/renderer/src/job/Right.svelte':
    "<script lang=\"ts\">\n  import Plain from '../ui/Plain.svelte';\n  import './part';\n</script>\n\n<Plain />",
  'src/renderer/src/shell/window.ts': "import '../job/Right.svelte';\nimport '../data/store';\nexport const w = 1;",
};

const plain: Record<string, string> = Object.fromEntries(PLANTS.map(([, file, text]) => [file, text]));

function grow(folder: string, files: Record<string, string>) {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  }
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(folder, 'node_modules'));
  for (const file of ['package.json', 'tsconfig.base.json'])
    copyFileSync(path.join(ROOT, file), path.join(folder, file));
}

/** Runs the real tool with the real rules, as `npm run layers` does; `type` is one of its output types. */
function check(folder: string, type: string): string {
  const tool = path.join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  try {
    return execFileSync(process.execPath, [tool, 'src', '--config', CONFIG, '--output-type', type], {
      cwd: folder,
      encoding: 'utf8',
    });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

describe('import rules', () => {
  const folders: string[] = [];
  const makeFolder = () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'copytrail-layers-'));
    folders.push(folder);
    return folder;
  };
  let violations: Violation[] = [];
  let words = '';

  beforeAll(() => {
    const folder = makeFolder();
    // A circle needs a way back.
    grow(folder, { ...ALLOWED, ...plain, 'src/main/app/b.ts': "import './a';\nexport const b = 1;" });
    violations = (JSON.parse(check(folder, 'json')) as { summary: { violations: Violation[] } }).summary.violations;
    words = check(folder, 'err-long').replaceAll(/\s+/g, ' ');
  }, 60_000);
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true });
  });

  it.each(PLANTS)('%s fires for %s', (rule, file, _text, forbidden) => {
    const fired = violations.filter((violation) => violation.rule.name === rule && violation.from === file);
    expect(fired.map((violation) => violation.to)).toEqual([expect.stringContaining(forbidden)]);
  });

  it.each(rules)('$name is broken above, and its message says what to do instead', ({ name, comment }) => {
    expect(PLANTS.some(([rule]) => rule === name)).toBe(true);
    expect(words).toContain(comment);
  });

  it('leave out no folder of the main process', () => {
    const folders = readdirSync(path.join(ROOT, 'src/main'), { withFileTypes: true }).filter((one) =>
      one.isDirectory(),
    );
    const ruled = rules.map(({ from }) => from?.path ?? '').filter((from) => from.startsWith('^src/main/'));
    const free = folders.filter(({ name }) => !ruled.some((from) => new RegExp(from).test(`src/main/${name}/x.ts`)));
    expect(free.map(({ name }) => name)).toEqual([]);
  });

  it('leave alone what is allowed', () => {
    const folder = makeFolder();
    grow(folder, ALLOWED);
    const report = JSON.parse(check(folder, 'json')) as { summary: { violations: Violation[]; totalCruised: number } };
    expect(report.summary.violations).toEqual([]);
    expect(report.summary.totalCruised).toBeGreaterThan(Object.keys(ALLOWED).length);
  }, 60_000);
});
