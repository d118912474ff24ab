import { contextBridge, ipcRenderer } from 'electron';
import { createApi } from './contract/api';

contextBridge.exposeInMainWorld(
  'api',
  createApi({
    invoke: (channel, input) => ipcRenderer.invoke(channel, input),
    subscribe: (channel, listener) => {
      // The IPC event object stays on this side: it would hand the page Electron's own objects.
      const handler = (_event: unknown, payload: unknown) => {
        listener(payload);
      };
      ipcRenderer.on(channel, handler);
      return () => {
        ipcRenderer.off(channel, handler);
      };
    },
  }),
);
