// The least that is an Electron window: what the runtime itself costs. The benchmark holds Copytrail against it.
import { app, BrowserWindow } from 'electron';
import path from 'node:path';

app.on('window-all-closed', () => app.quit());
void app.whenReady().then(() => {
  // As large as Copytrail's first window: both paint as many pixels.
  const window = new BrowserWindow({ width: 1240, height: 820 });
  void window.loadFile(path.join(import.meta.dirname, 'index.html'));
});
