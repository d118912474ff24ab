import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readJson, ROOT } from '../../../build/project.mjs';

const text = readFileSync(path.join(ROOT, 'docs', 'security.md'), 'utf8');
const section = /^## What it is made of$(.*?)^### /ms.exec(text)?.[1] ?? '';
const manifest = readJson('package.json') as Readonly<Record<string, Readonly<Record<string, string>> | undefined>>;
const devDependencies = manifest['devDependencies'] ?? {};

test('every package that the project names is counted and accounted for in docs/security.md', () => {
  const listed = [...section.matchAll(/^\| `([^`]+)` \| (?:yes|no) \| \S/gm)].map(([, name]) => name);
  expect([...listed].sort()).toEqual(Object.keys(devDependencies).sort());
  expect(section).toContain(`**${Object.keys(devDependencies).length}** packages`);
});

test('nothing but the build is shipped, and every version is exact', () => {
  expect(manifest['dependencies']).toBeUndefined();
  for (const version of Object.values(devDependencies)) expect(version).toMatch(/^(npm:electron@)?\d+\.\d+\.\d+$/);
});
