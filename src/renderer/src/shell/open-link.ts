import type { Api } from '../data/backend';
import type { Toaster } from '../ui/toaster.svelte';

/** Opens an address in the system's browser, or says that it is none that Copytrail opens. */
export function openLinkWith(api: Api, url: string, toaster: Toaster): void {
  void api.openExternal({ url }).then((answer) => {
    if (!answer.ok || !answer.value) toaster.show('Copytrail does not open this address.');
  });
}
