import type { BackupFailure, SignIn } from '../copy-jobs/ports';
import { redact } from '../redaction';
import { systemCodeOf } from './file-print';

/** What is known about a failure beside the error itself. */
export interface FailureContext {
  readonly during: BackupFailure['during'];
  readonly host?: string | undefined;
  readonly service?: string | undefined;
  readonly status?: number | undefined;
  readonly header?: ((name: string) => string | undefined) | undefined;
  readonly bodyStart?: string | undefined;
  readonly systemCode?: string | undefined;
  readonly requestId?: string | undefined;
  readonly signIn?: SignIn | undefined;
}

/** The parts of the SDK's errors that are read here, all of them possibly missing. */
interface SdkError {
  readonly $metadata?: { readonly httpStatusCode?: number; readonly requestId?: string; readonly attempts?: number };
}

/** Errors of the SDK whose message is another error's name and message. */
const WRAPPERS = new Set(['CredentialsProviderError', 'TokenProviderError', 'ProviderError', 'Error']);
const WRAPPED = /^([A-Z]\w*(?:Exception|Error)): (.*)$/s;
const SYSTEM_CODE_IN_TEXT = /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|EPIPE)\b/;

const MILLISECONDS_PER_SECOND = 1000;
/** Whoever asks for a longer wait is not AWS: nothing here stands still for a day because an answer says so. */
const LONGEST_WAIT_MS = 3_600_000;

/** Any error, as the plain failure that the use case judges. Redacted: nothing secret leaves the adapter. */
export function toFailure(error: unknown, context: FailureContext): BackupFailure {
  const { name, message } = unwrapped(error);
  const metadata = error instanceof Error ? ((error as SdkError).$metadata ?? {}) : {};
  const systemCode = context.systemCode ?? codeIn(error) ?? SYSTEM_CODE_IN_TEXT.exec(message)?.[1];
  return {
    during: context.during,
    name,
    message: redact(message),
    ...known({
      systemCode,
      httpStatus: metadata.httpStatusCode ?? context.status,
      requestId: metadata.requestId ?? context.requestId,
      retryAfterMs: retryAfter(context.header),
      attempts: metadata.attempts,
      contentType: context.header?.('content-type'),
      bodyStart: context.bodyStart === undefined ? undefined : redact(context.bodyStart),
      host: context.host,
      proxy: proxyIn(error),
      service: context.service,
      signIn: context.signIn,
    }),
  };
}

function unwrapped(error: unknown): { name: string; message: string } {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) };
  const [, name, message] = (WRAPPERS.has(error.name) && WRAPPED.exec(error.message)) || [];
  return name === undefined || message === undefined ? { name: error.name, message: error.message } : { name, message };
}

/** Code of the error or of one it was caused by; several attempts to connect come as one error with many inside. */
function codeIn(error: unknown): string | undefined {
  const code = systemCodeOf(error);
  if (code !== undefined) return code;
  if (error instanceof AggregateError) return error.errors.map(codeIn).find((found) => found !== undefined);
  return error instanceof Error && error.cause !== undefined ? codeIn(error.cause) : undefined;
}

/** Set by the agent that goes through a proxy. */
function proxyIn(error: unknown): string | undefined {
  return error instanceof Error && 'proxy' in error && typeof error.proxy === 'string' ? error.proxy : undefined;
}

/** `Retry-After` is in seconds or a date (RFC 9110, 10.2.3); AWS's own `x-amz-retry-after` is in milliseconds. */
function retryAfter(header: FailureContext['header']): number | undefined {
  const asked = waitIn(header?.('x-amz-retry-after'), header?.('retry-after'));
  return asked === undefined ? undefined : Math.min(Math.max(0, asked), LONGEST_WAIT_MS);
}

function waitIn(own: string | undefined, standard: string | undefined): number | undefined {
  const seconds = numberIn(standard);
  const date = Date.parse(standard ?? '');
  return (
    numberIn(own) ??
    (seconds === undefined ? undefined : seconds * MILLISECONDS_PER_SECOND) ??
    (Number.isNaN(date) ? undefined : date - Date.now())
  );
}

function numberIn(text: string | undefined): number | undefined {
  const number = text === undefined || text.trim() === '' ? NaN : Number(text);
  return Number.isFinite(number) ? number : undefined;
}

type Known<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function known<T extends object>(facts: T): Known<T> {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Known<T>;
}
