import type { MenuCommand } from '../../../preload/contract/shapes';
import type { Api } from '../data/backend';
import type { Command } from '../ui/command';

/**
 * Runs what is chosen in the app's menu, where it can be run at that moment. Call while a component is being set up.
 * @param others what the menu has beside the commands
 */
export function runChosen(
  api: Api,
  commands: readonly Command[],
  others: Partial<Readonly<Record<MenuCommand, () => void>>> = {},
): void {
  $effect(() =>
    api.on.commandChosen(({ command }) => {
      const chosen = commands.find(({ id }) => id === command);
      if (chosen === undefined) others[command]?.();
      else if (chosen.enabled()) chosen.run();
    }),
  );
}
