import type { CopyJobFilters, ProfileRef } from '../../preload/contract/shapes';

/** What the copy-job use cases need from the world. Adapters in `main/aws` give it to them. */

/** Times for people come from `now`; durations come from `monotonic`, which no clock change can bend. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
  /** Milliseconds since an arbitrary start, never going back. */
  monotonic(): number;
  /** Calls back once after so many milliseconds; the returned function calls it off. */
  after(ms: number, callback: () => void): () => void;
}

/** Where faults and notable events are written. Texts hold no secret, but the writer redacts again. */
export interface Log {
  info(text: string): void;
  warn(text: string): void;
  error(text: string): void;
}

interface RequestBasis {
  readonly profile: ProfileRef;
  readonly region: string;
  /** Set where no person waits: nobody is asked for a multi-factor code then. */
  readonly background?: true;
}

export interface DescribeRequest extends RequestBasis {
  readonly operation: 'DescribeCopyJob';
  readonly copyJobId: string;
}

export interface ListRequest extends RequestBasis {
  readonly operation: 'ListCopyJobs';
  readonly filters: CopyJobFilters;
  readonly nextToken?: string;
  readonly maxResults: number;
}

/** `operation` is AWS's own name of the call, which is also the second half of its IAM action. */
export type BackupRequest = DescribeRequest | ListRequest;

export interface BackupAnswer {
  /** The HTTP body exactly as it was received. */
  readonly body: string;
  /** Origin of the endpoint that answered, for example `https://backup.eu-central-1.amazonaws.com`. */
  readonly endpoint: string;
  readonly requestId?: string;
  /** Attempts made, retries included. */
  readonly attempts: number;
}

/**
 * How a call is getting on. Time spent in `asking` belongs to the person who types a multi-factor code,
 * so no deadline runs meanwhile.
 */
export type CallPhase = 'signing-in' | 'asking' | 'calling';

/** Which sign-in would help, and the profile it has to be done for: for a role that is its source profile. */
export interface SignIn {
  readonly way: 'sso' | 'login';
  readonly profileName: string;
}

/**
 * A failure as an adapter saw it, in plain data, before anybody has judged it. `name` is the error's own name
 * (AWS's where AWS sent one): errors are told apart by it alone, because most of AWS Backup's errors have no class
 * of their own in the SDK.
 */
export interface BackupFailure {
  /** Getting credentials, or the call to AWS Backup itself. */
  readonly during: 'credentials' | 'call';
  readonly name: string;
  readonly message: string;
  /** Code of Node.js for network and TLS failures, for example `ENOTFOUND`. */
  readonly systemCode?: string;
  readonly httpStatus?: number;
  readonly requestId?: string;
  /** Milliseconds the server asked us to wait. */
  readonly retryAfterMs?: number;
  readonly attempts?: number;
  /** Content type of the answer and the first characters of its body, if one came. */
  readonly contentType?: string;
  readonly bodyStart?: string;
  /** The host that was asked. */
  readonly host?: string;
  /** The proxy that failed, or could not be reached, on the way to the host: `proxy.example:3128`; empty if its address cannot be used. */
  readonly proxy?: string;
  /** The service that failed, where it was not AWS Backup: `sts`, `sso`, `signin`. */
  readonly service?: string;
  readonly signIn?: SignIn;
}

export type BackupOutcome =
  { readonly ok: true; readonly value: BackupAnswer } | { readonly ok: false; readonly failure: BackupFailure };

export interface SendContext {
  readonly signal: AbortSignal;
  /** Told whenever the call moves to another phase, possibly several times. */
  readonly onPhase: (phase: CallPhase) => void;
}

/** AWS Backup, as far as copy jobs go. */
export interface BackupPort {
  /** Sends one request, with the SDK's standard retries. Never throws: every failure is an outcome. */
  send(request: BackupRequest, context: SendContext): Promise<BackupOutcome>;
}
