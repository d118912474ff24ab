import type { LaunchedApp } from '../app';
import { processesOf } from '../processes';

export interface Crossings {
  /** What the page was told, and what it has asked. */
  readonly outwards: readonly string[];
  readonly inwards: readonly string[];
  readonly notices: readonly string[];
}

/** From now on keeps a copy of everything that crosses between the main process and the page, and of notifications. */
export async function listenIn({ electron }: LaunchedApp): Promise<() => Promise<Crossings>> {
  await electron.evaluate(({ ipcMain, BrowserWindow, Notification }) => {
    const crossed = { outwards: [] as string[], inwards: [] as string[], notices: [] as string[] };
    (globalThis as Record<string, unknown>)['crossed'] = crossed;
    type Handler = (...words: unknown[]) => unknown;
    const { _invokeHandlers: handlers } = ipcMain as unknown as { _invokeHandlers: Map<string, Handler> };
    for (const [channel, handler] of [...handlers]) {
      handlers.set(channel, async (...words) => {
        crossed.inwards.push(`${channel} ${JSON.stringify(words[1])}`);
        const answer: unknown = await handler(...words);
        crossed.outwards.push(`${channel} ${JSON.stringify(answer)}`);
        return answer;
      });
    }
    const contents = BrowserWindow.getAllWindows()[0]!.webContents;
    const send = contents.send.bind(contents);
    contents.send = (channel, ...words: unknown[]) => {
      crossed.outwards.push(`${channel} ${JSON.stringify(words)}`);
      send(channel, ...words);
    };
    Notification.isSupported = () => true;
    Notification.prototype.show = function (this: Electron.Notification) {
      crossed.notices.push(`${this.title} ${this.body}`);
    };
  });
  return () => electron.evaluate(() => (globalThis as Record<string, unknown>)['crossed'] as Crossings);
}

/** Text and attributes of the page. What a person typed into a field is that field's own, and not among them. */
export const shown = ({ page }: LaunchedApp): Promise<string> =>
  page.evaluate<string>(`document.documentElement.textContent + document.documentElement.innerHTML`);

/** Command lines of all the app's processes, looked at for as long as it runs. */
export function watchCommandLines({ electron }: LaunchedApp): () => ReadonlySet<string> {
  const seen = new Set<string>();
  const group = electron.process().pid ?? 0;
  const look = (): void => {
    for (const { words } of processesOf(group)) seen.add(words);
  };
  const timer = setInterval(look, 50);
  return () => {
    clearInterval(timer);
    look();
    return seen;
  };
}
