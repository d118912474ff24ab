import address from './worker?worker&url';
import type { MirrorWorker } from './mirror';

/** The part of the browser's Trusted Types that is used here; absent where the page is not bound to them. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (address: string) => string },
  ): { createScriptURL(address: string): unknown };
}

/** Named in `src/main/security/csp.ts`: a page may start no other script than this policy lets through. */
const POLICY = 'copytrail-worker';

let policy: ReturnType<TrustedTypes['createPolicy']> | undefined;

/** Starts the thread that keeps all jobs at hand for filters. */
export function startMirrorWorker(): MirrorWorker {
  return new Worker(trusted(address), { type: 'module', name: 'copytrail-mirror' });
}

function trusted(text: string): string {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  if (!trustedTypes) return text;
  policy ??= trustedTypes.createPolicy(POLICY, {
    createScriptURL: (asked) => {
      if (asked === address) return asked;
      throw new TypeError(`No worker is started from ${asked}`);
    },
  });
  return policy.createScriptURL(text) as string;
}
