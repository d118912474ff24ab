import type { Log } from '../copy-jobs/ports';
import type { MfaRequest } from '../credentials/mfa-desk';

/** Where a demo profile's calls go and the key pair they are signed with. */
export interface DemoAccess {
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface AwsOptions {
  /** The process's own environment: the SDK reads `process.env` itself in places, so nothing else makes sense here. */
  readonly environment: NodeJS.ProcessEnv;
  readonly homeDirectory: string;
  readonly appVersion: string;
  /** Asks for a multi-factor code; see `MfaDesk.codeFor`. */
  readonly mfaCode: (profileName: string, serial: string, request: MfaRequest) => Promise<string>;
  /** Undefined: the demo account has no such profile. */
  readonly demo: (profileName: string) => Promise<DemoAccess | undefined>;
  readonly log: Log;
  /** Default: `STANDARD_TIMEOUTS`. */
  readonly timeouts?: Timeouts;
}

/** Milliseconds after which one attempt is given up. */
export interface Timeouts {
  /** Until the connection stands. */
  readonly connectMs: number;
  /** From sending to the headers of the answer. */
  readonly requestMs: number;
  /** Without a byte in either direction, for bodies that stop half way. */
  readonly silenceMs: number;
}

/**
 * The SDK has no time-outs of its own: a server that says nothing would be waited for without end. AWS Backup answers
 * within a second or two.
 */
export const STANDARD_TIMEOUTS: Timeouts = { connectMs: 3000, requestMs: 15_000, silenceMs: 15_000 };
