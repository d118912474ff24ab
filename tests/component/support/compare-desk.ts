import { CompareDesk } from '../../../src/renderer/src/compare/compare-desk.svelte';
import { SettingsStore } from '../../../src/renderer/src/data/settings.svelte';
import { MainProcess } from './main-process';

/** How comparisons are read, with settings that are kept, and what was told meanwhile. */
export async function openDesk(main = new MainProcess()): Promise<{ desk: CompareDesk; told: string[] }> {
  const told: string[] = [];
  const settings = await SettingsStore.open(main.api);
  const tell = (text: string): void => void told.push(text);
  return { desk: new CompareDesk({ backend: main.api, settings, workspace: 'aws', tell }), told };
}
