import { CREDENTIAL_FAILURES } from '../copy-jobs/credential-errors';
import type { CallPhase } from '../copy-jobs/ports';
import { createSharedCalls, untilAborted } from '../copy-jobs/shared-calls';
import { named } from './named-error';
import type { Identity } from './identity';

/** As the SDK does: credentials are renewed while they still work, so that none expire on the way. */
const RENEW_BEFORE_MS = 5 * 60 * 1000;

export interface CredentialAttempt {
  /** Aborted when nobody waits for the credentials any more. */
  readonly signal: AbortSignal;
  /** The Region of the call the credentials are for. */
  readonly region: string;
  /** Told true while the user is asked for something, so that no deadline runs. */
  readonly asking: (asking: boolean) => void;
  /** Whether a person waits who may be asked for a multi-factor code. */
  readonly mayAsk: () => boolean;
}

export interface CredentialRequest {
  readonly signal: AbortSignal;
  readonly region: string;
  readonly onPhase: (phase: CallPhase) => void;
  /** False where no person waits for this. */
  readonly mayAsk: boolean;
}

/** The credentials of one profile: fetched once for all Regions and all calls, renewed in time, forgotten on demand. */
export interface MemoisedCredentials {
  get(request: CredentialRequest): Promise<Identity>;
  /**
   * Those fetched last, even if they are due for renewal: the SDK asks several times during one call, and must not
   * set off a question to the user each time. Undefined when none were fetched or they were forgotten.
   */
  latest(): Identity | undefined;
  /** The next `get` fetches afresh. */
  forget(): void;
}

export function memoiseCredentials(provide: (attempt: CredentialAttempt) => Promise<Identity>): MemoisedCredentials {
  const calls = createSharedCalls<Identity>();
  const waiting = new Set<CredentialRequest>();
  let current: Identity | undefined;
  let generation = 0;
  let questions = 0;

  function tell(): void {
    for (const { onPhase } of waiting) onPhase(questions > 0 ? 'asking' : 'signing-in');
  }

  async function fetchFresh(signal: AbortSignal, region: string): Promise<Identity> {
    const startedIn = generation;
    const asking = (on: boolean) => {
      questions += on ? 1 : -1;
      tell();
    };
    const mayAsk = () => [...waiting].some((request) => request.mayAsk);
    const identity = await provide({ signal, region, asking, mayAsk });
    if (remaining(identity) <= 0) {
      // The SDK would send them and leave it to AWS to say so.
      throw named(CREDENTIAL_FAILURES.alreadyExpired, 'The credentials had expired when they were handed out.');
    }
    if (startedIn === generation) current = identity;
    return identity;
  }

  return {
    async get(request) {
      const { signal, region, onPhase } = request;
      if (current && remaining(current) > RENEW_BEFORE_MS) return current;
      onPhase(questions > 0 ? 'asking' : 'signing-in');
      waiting.add(request);
      const call = calls.join(String(generation), (shared) => fetchFresh(shared, region));
      try {
        return await untilAborted(call.result, signal, () => Promise.reject(named('AbortError', 'Request aborted')));
      } finally {
        waiting.delete(request);
        call.leave();
      }
    },
    latest: () => current,
    forget() {
      generation += 1;
      current = undefined;
    },
  };
}

function remaining({ expiration }: Identity): number {
  return expiration === undefined ? Infinity : expiration.getTime() - Date.now();
}
