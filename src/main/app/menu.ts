import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '../../preload/contract/shapes';

export interface MenuParts {
  readonly platform: NodeJS.Platform;
  /** Developer tools are offered in development builds only. */
  readonly packaged: boolean;
  readonly choose: (command: MenuCommand) => void;
}

const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' };

/** The application menu. Every command of the contract stands in it once. */
export function menuTemplate({ platform, packaged, choose }: MenuParts): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';

  function item(command: MenuCommand, label: string, accelerator?: string): MenuItemConstructorOptions {
    return {
      id: command,
      label,
      click: () => {
        choose(command);
      },
      // Shown, not registered: the window's own table of shortcuts answers the keys, and knows when a dialog is open.
      ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }),
    };
  }

  const settings = item('settings', 'Settings…', 'CmdOrCtrl+,');
  const about = item('about', 'About Copytrail');

  const appMenu: MenuItemConstructorOptions = {
    label: 'Copytrail',
    submenu: [
      about,
      SEPARATOR,
      settings,
      SEPARATOR,
      { role: 'services' },
      SEPARATOR,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      SEPARATOR,
      { role: 'quit' },
    ],
  };
  const backups = [
    item('back-up', 'Back Up History…'),
    item('restore', 'Restore from Backup…'),
    item('thinning', 'Size of the History…'),
  ];
  const file: MenuItemConstructorOptions = {
    label: '&File',
    submenu: isMac
      ? [...backups, SEPARATOR, { role: 'close' }]
      : [...backups, SEPARATOR, settings, SEPARATOR, { role: 'quit' }],
  };
  const edit: MenuItemConstructorOptions = {
    label: '&Edit',
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      SEPARATOR,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'selectAll' },
      SEPARATOR,
      item('undo-removal', 'Undo Removal'),
    ],
  };
  const job: MenuItemConstructorOptions = {
    label: '&Copy Job',
    submenu: [
      item('look-up', 'Look Up…', 'CmdOrCtrl+L'),
      item('refresh', 'Refresh', 'CmdOrCtrl+R'),
      item('compare', 'Compare Snapshots', 'CmdOrCtrl+D'),
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: '&View',
    submenu: [
      item('toggle-theme', 'Switch Theme', 'CmdOrCtrl+Shift+L'),
      SEPARATOR,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      SEPARATOR,
      { role: 'togglefullscreen' },
      ...(packaged ? [] : ([SEPARATOR, { role: 'toggleDevTools' }] as const)),
    ],
  };
  const help: MenuItemConstructorOptions = {
    role: 'help',
    label: '&Help',
    submenu: [
      item('shortcuts', 'Keyboard Shortcuts', 'F1'),
      item('show-logs', 'Show Logs'),
      ...(isMac ? [] : [SEPARATOR, about]),
    ],
  };
  return [
    ...(isMac ? [appMenu] : []),
    file,
    edit,
    job,
    view,
    ...(isMac ? [{ role: 'windowMenu' } as const] : []),
    help,
  ];
}
