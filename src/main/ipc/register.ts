import { app, ipcMain, type IpcMainInvokeEvent } from 'electron';
import { CALL_NAMES, callChannel } from '../../preload/contract/names';
import type { Sender } from '../security/trusted-sender';
import type { Border } from './border';

/** Joins the border to Electron's IPC. The only file that touches `ipcMain`. */
export function registerCalls(border: Border): void {
  for (const name of CALL_NAMES) {
    const channel = callChannel(name);
    ipcMain.handle(channel, (event, input: unknown) => border.answer(channel, senderOf(event), input));
  }
  // A page that was left or reloaded, or whose process died, waits for no answer any more.
  app.on('web-contents-created', (_event, contents) => {
    const { id } = contents;
    const cancelAll = (): void => {
      border.cancelAll(id);
    };
    contents.on('did-navigate', cancelAll);
    contents.on('render-process-gone', cancelAll);
    contents.once('destroyed', cancelAll);
  });
}

function senderOf(event: IpcMainInvokeEvent): Sender {
  const frame = event.senderFrame;
  return { windowId: event.sender.id, origin: frame?.origin, isTopFrame: frame?.parent === null };
}
