import type { CameBack } from '../../../preload/contract/shapes';
import type { Toaster } from '../ui/toaster.svelte';

const WHAT: Readonly<Record<CameBack['what'], string>> = {
  page: 'This window’s page ended unexpectedly and was loaded again.',
  app: 'Copytrail did not quit last time: it crashed, was ended, or the power went.',
};

/** Says that something ended unexpectedly, and where the report about it is, until somebody has read it. */
export function tellCameBack(cameBack: CameBack | undefined, toaster: Toaster, showLogs: () => void): void {
  if (cameBack === undefined) return;
  toaster.keep(
    `${WHAT[cameBack.what]} Everything that was reported as saved is there. A report was kept on this computer.`,
    { text: 'Show logs', run: showLogs },
  );
}
