/**
 * What the simulated AWS Backup endpoint offers to whoever starts it: the app's demo account and the tests,
 * which use the very same server.
 */

/** A key pair the endpoint accepts, and the account it belongs to. */
export interface DemoKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** When set, requests must carry exactly this `x-amz-security-token`. */
  readonly sessionToken?: string;
  readonly accountId: string;
  /** Accounts whose jobs this key may also read, as a delegated administrator can. */
  readonly alsoReads?: readonly string[];
  /** The session has ended: every request is refused with ExpiredTokenException. */
  readonly expired?: boolean;
  /** When set, the key is unknown in Regions of any other partition, as in AWS. */
  readonly partition?: 'aws' | 'aws-us-gov' | 'aws-cn';
}

/** A copy job as it goes over the wire. */
export interface FleetJob {
  readonly accountId: string;
  readonly region: string;
  readonly copyJobId: string;
  /** The `CopyJob` object as JSON text. Text, so that integers above 2^53 and `null` stay as they are. */
  readonly json: string;
}

/**
 * Where the endpoint gets its jobs from. `now` is epoch ms UTC; jobs that do not exist yet, or that finished more
 * than 30 days before it, are not given out.
 */
export interface Fleet {
  job(accountId: string, region: string, copyJobId: string, now: number): FleetJob | undefined;
  jobs(accountId: string, region: string, now: number): readonly FleetJob[];
}

/** One request as the endpoint saw it. Headers that prove identity are left out. */
export interface SeenRequest {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Region of the signature's credential scope. */
  readonly region: string | undefined;
  readonly accessKeyId: string | undefined;
  readonly userAgent: string | undefined;
  readonly attempt: string | undefined;
}

/**
 * What to do instead of answering truthfully.
 *
 * - `error`: an AWS error in the service's own wire form; `form` says where the type is named.
 * - `body`: any status, headers and bytes (HTML, truncated JSON, wrongly typed members, another job…).
 * - `hang`: accept and never answer; `headers-then-hang`: stop after the headers; `drip`: the true answer, slowly.
 * - `reset`: destroy the socket, before or in the middle of the body.
 * - `delay`: the true answer, later.
 */
export type Fault =
  | {
      readonly kind: 'error';
      readonly status: number;
      readonly type: string;
      readonly message: string;
      readonly code?: string;
      readonly form?: 'header' | '__type' | 'code' | 'Code';
      readonly retryAfterSeconds?: number;
    }
  | {
      readonly kind: 'body';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body: string;
    }
  | { readonly kind: 'hang' }
  | { readonly kind: 'headers-then-hang' }
  | { readonly kind: 'drip'; readonly bytesPerSecond: number }
  | { readonly kind: 'reset'; readonly when: 'before' | 'mid-body' }
  | { readonly kind: 'delay'; readonly ms: number };

/** Which requests a fault applies to; what is left out matches everything. */
export interface FaultRule {
  readonly fault: Fault;
  readonly copyJobId?: string;
  readonly operation?: 'DescribeCopyJob' | 'ListCopyJobs';
  readonly region?: string;
  /** How many requests it lets pass before it begins; default: none. */
  readonly after?: number;
  /** How often it strikes before the endpoint is truthful again; default: always. */
  readonly times?: number;
}

export interface BackupEndpoint {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly port: number;
  /** Every request so far, oldest first (bounded). */
  readonly requests: readonly SeenRequest[];
  /** Adds a fault; the returned function takes it away again. Later rules win. */
  addFault(rule: FaultRule): () => void;
  clearFaults(): void;
  /**
   * Serves this body, byte for byte, for the job it names, in that account and Region, instead of the fleet's own.
   * `body` is the whole HTTP body, `{"CopyJob":{…}}`.
   */
  putJob(job: {
    readonly accountId: string;
    readonly region: string;
    readonly copyJobId: string;
    readonly body: string;
  }): void;
  /** Removes a job put before, or hides one of the fleet, as AWS does 30 days after it finished. */
  removeJob(job: { readonly accountId: string; readonly region: string; readonly copyJobId: string }): void;
  /** Stops listening and destroys open sockets. */
  close(): Promise<void>;
}
