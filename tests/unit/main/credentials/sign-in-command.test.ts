import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { shellQuoted, signInCommand } from '../../../../src/main/credentials/sign-in-command';

test.each([
  ['sso', 'prod', 'aws sso login --profile prod'],
  ['login', 'default', 'aws login --profile default'],
  ['sso', 'with space', "aws sso login --profile 'with space'"],
] as const)('%s of %s', (way, name, command) => {
  expect(signInCommand(way, name)).toBe(command);
});

test.each([
  'prod',
  "o'brien",
  'a b',
  '$(touch /tmp/x)',
  '`id`',
  'a;b',
  'a&b',
  '"',
  '\\',
  '*',
  '~',
  '-x',
  'größe',
  "''",
])('a shell reads %s as one plain word', (name) => {
  expect(execFileSync('/bin/sh', ['-c', `printf %s ${shellQuoted(name)}`], { encoding: 'utf8' })).toBe(name);
});
