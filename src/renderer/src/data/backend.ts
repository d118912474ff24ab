import type { Api } from '../../../preload/contract/api';

declare global {
  interface Window {
    /** Put there by the preload script; missing when the page runs anywhere but in Copytrail's own window. */
    readonly api?: Api;
  }
}

/** The main process, as the contract describes it. */
export function backend(): Api {
  const { api } = window;
  if (!api) {
    throw new Error(
      'window.api is missing: this page does not run in a Copytrail window, or its preload script did not load.',
    );
  }
  return api;
}

export type { Api } from '../../../preload/contract/api';
