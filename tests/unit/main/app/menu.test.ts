import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, test } from 'vitest';
import { MENU_COMMANDS, type MenuCommand } from '../../../../src/preload/contract/shapes';
import { menuTemplate } from '../../../../src/main/app/menu';

/** The window's own table of commands, as text: it belongs to another process. */
const COMMANDS = ['commands.ts', 'job-commands.ts']
  .map((file) => readFileSync(path.resolve(import.meta.dirname, '../../../../src/renderer/src/shell', file), 'utf8'))
  .join('\n');

type Item = MenuItemConstructorOptions;

function items(template: readonly Item[]): Item[] {
  return template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? items(item.submenu) : [])]);
}

function menu(platform: NodeJS.Platform, packaged = false) {
  const chosen: MenuCommand[] = [];
  const all = items(menuTemplate({ platform, packaged, choose: (command) => chosen.push(command) }));
  return { all, chosen };
}

describe.each(['linux', 'win32', 'darwin'] as const)('on %s', (platform) => {
  test('every command stands in it once and is sent when chosen', () => {
    const { all, chosen } = menu(platform);
    const commands = all.filter((item) => item.id !== undefined);
    expect(commands.map((item) => item.id).sort()).toEqual([...MENU_COMMANDS].sort());
    for (const item of commands) (item.click as () => void)();
    expect(chosen).toEqual(commands.map((item) => item.id));
  });

  test('keys are shown once each and left to the window to answer', () => {
    const withKeys = menu(platform).all.filter((item) => item.accelerator !== undefined);
    expect(withKeys.length).toBeGreaterThan(0);
    expect(new Set(withKeys.map((item) => item.accelerator)).size).toBe(withKeys.length);
    expect(withKeys.every((item) => item.registerAccelerator === false)).toBe(true);
  });

  test('the keys shown are keys that the window answers', () => {
    for (const { id, accelerator } of menu(platform).all) {
      if (accelerator === undefined) continue;
      const row = COMMANDS.split(`id: '${id ?? ''}'`)[1]
        ?.split('keys: [')[1]
        ?.split(']')[0];
      expect(row).toContain(`'${accelerator.replace('CmdOrCtrl', 'Mod')}'`);
    }
  });

  test.each(['undo', 'redo', 'cut', 'copy', 'paste', 'selectAll'])('text can be edited: %s', (role) => {
    expect(menu(platform).all.map((item) => item.role)).toContain(role);
  });

  test('developer tools and reloading are not offered in a packaged app', () => {
    const roles = menu(platform, true).all.map((item) => item.role);
    expect(menu(platform, false).all.map((item) => item.role)).toContain('toggleDevTools');
    expect(roles).not.toContain('toggleDevTools');
    expect(roles).not.toContain('reload');
    expect(roles).not.toContain('forceReload');
  });
});
