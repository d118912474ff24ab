import { expect, test } from 'vitest';
import { shutDebuggingDoors } from '../../../../src/main/security/debugging';

function commandLine(...switches: string[]) {
  const left = new Set(switches);
  return { left, hasSwitch: (name: string) => left.has(name), removeSwitch: (name: string) => void left.delete(name) };
}

test.each(['remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-socket-name'])(
  'a release takes %s off its command line and says that it was there',
  (door) => {
    const line = commandLine(door, 'demo');
    expect(shutDebuggingDoors(line, 'release')).toBe(door);
    expect([...line.left]).toEqual(['demo']);
  },
);

test('a release without such a switch goes on', () => {
  expect(shutDebuggingDoors(commandLine('demo'), 'release')).toBeUndefined();
});

test.each(['test', 'development'] as const)('a %s build may be looked into', (kind) => {
  const line = commandLine('remote-debugging-port');
  expect(shutDebuggingDoors(line, kind)).toBeUndefined();
  expect(line.left.size).toBe(1);
});
