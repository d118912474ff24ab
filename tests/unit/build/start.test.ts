import { describe, expect, it } from 'vitest';
import { lacksDisplay } from '../../../build/display.mjs';
import { ROOT } from '../../../build/project.mjs';
import { electronArguments, readArguments } from '../../../build/start.mjs';

describe('readArguments', () => {
  it('keeps its own options and hands everything else to the app, in order', () => {
    const words = ['--demo', '--', '--user-data-dir=/tmp/x', '--exit-after-screenshot', '--screenshot=a.png', 'extra'];
    expect(readArguments(words)).toEqual({
      app: ['--demo', '--user-data-dir=/tmp/x', 'extra'],
      endAfterScreenshot: true,
      screenshot: 'a.png',
    });
  });

  it('asks for nothing by default', () => {
    expect(readArguments([])).toEqual({ app: [], endAfterScreenshot: false, screenshot: undefined });
  });
});

describe('electronArguments', () => {
  const plain = { isRoot: false, wantsDevTools: false, onlyWayland: false };

  it('adds nothing for an ordinary user on a desktop: the sandbox stays on and no port is opened', () => {
    expect(electronArguments(['--demo'], plain)).toEqual([ROOT, '--demo']);
  });

  it('leaves out the sandbox for root alone', () => {
    expect(electronArguments([], { ...plain, isRoot: true })).toEqual([ROOT, '--no-sandbox']);
    expect(electronArguments(['--no-sandbox'], { ...plain, isRoot: true })).toEqual([ROOT, '--no-sandbox']);
  });

  it("opens a DevTools port for the picture, unless the app's arguments name one", () => {
    const wants = { ...plain, wantsDevTools: true };
    expect(electronArguments([], wants)).toEqual([ROOT, '--remote-debugging-port=0']);
    expect(electronArguments(['--remote-debugging-port=9333'], wants)).toEqual([ROOT, '--remote-debugging-port=9333']);
  });

  it('lets Chromium use Wayland where there is nothing else', () => {
    expect(electronArguments([], { ...plain, onlyWayland: true })).toContain('--ozone-platform-hint=auto');
  });
});

describe('lacksDisplay', () => {
  it.each([
    [{}, 'linux', true],
    [{ DISPLAY: '' }, 'linux', true],
    [{ DISPLAY: ':0' }, 'linux', false],
    [{ WAYLAND_DISPLAY: 'wayland-0' }, 'linux', false],
    [{}, 'darwin', false],
    [{}, 'win32', false],
  ] as const)('%j on %s: %s', (env, platform, lacks) => {
    expect(lacksDisplay(env, platform)).toBe(lacks);
  });
});
