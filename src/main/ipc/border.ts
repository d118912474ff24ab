import * as v from 'valibot';
import { CALLS, LARGE_INPUTS } from '../../preload/contract/calls';
import { AppErrorSchema, type AppError } from '../../preload/contract/error';
import { CALL_NAMES, callChannel, type CallName } from '../../preload/contract/names';
import { failed, ok, type Result } from '../../preload/contract/result';
import { whyUntrusted, type Sender } from '../security/trusted-sender';
import { CallsInFlight, MAX_CALLS_PER_WINDOW } from './calls-in-flight';
import { cancelled, invalidInput, refused, tooManyCalls, unexpected } from './failures';
import type { CallContext, Handlers } from './handlers';
import { whyNotPlainData } from './plain-data';

export interface BorderLog {
  warn(message: string, details?: Readonly<Record<string, unknown>>): void;
  error(message: string, details?: Readonly<Record<string, unknown>>): void;
}

export interface BorderParts {
  readonly handlers: Handlers;
  /** The one origin whose top frame is answered. */
  readonly trustedOrigin: string;
  readonly log: BorderLog;
  /** Takes secrets out of a text. A net under handlers that should not have put any in. */
  readonly redact: (text: string) => string;
}

export interface Border {
  /** Answers one request of a window. Never rejects. */
  answer(channel: string, sender: Sender, input: unknown): Promise<Result<unknown>>;
  /** Aborts every call of a window that was closed or reloaded. */
  cancelAll(windowId: number): void;
}

type AnyHandler = (input: unknown, context: CallContext) => Promise<Result<unknown>>;

/** Names of unknown members are chosen by whoever sent them; a message needs no more of them than this. */
const MAX_PLACES_LENGTH = 300;

const CALL_OF_CHANNEL: ReadonlyMap<string, CallName> = new Map(CALL_NAMES.map((name) => [callChannel(name), name]));

/**
 * The post every request of a window passes: who asks, what is asked, the handler, what is answered. It knows
 * nothing of Electron, so that the same code can be tested in one process.
 */
export function createBorder({ handlers, trustedOrigin, log, redact }: BorderParts): Border {
  const inFlight = new CallsInFlight();

  function fault(call: string, what: string, details: Readonly<Record<string, unknown>>): Result<never> {
    // Short enough to be read out; it joins what the user sees with this line of the log.
    const faultId = crypto.randomUUID().slice(0, 8);
    log.error(what, { call, faultId, ...details });
    return failed(unexpected(faultId));
  }

  function refuseInput(call: string, where: string): Result<never> {
    log.warn('call with unacceptable input', { call, where });
    return failed(invalidInput(where));
  }

  async function handle(call: CallName, sender: Sender, input: unknown): Promise<Result<unknown>> {
    const notPlain = whyNotPlainData(input, LARGE_INPUTS[call]);
    if (notPlain !== undefined) return refuseInput(call, notPlain);
    const checked = v.safeParse(CALLS[call].input, input);
    if (!checked.success) return refuseInput(call, describeIssues(checked.issues));
    const callId = callIdOf(checked.output);
    if (call === 'cancelCall') return ok(callId !== undefined && inFlight.cancel(sender.windowId, callId));

    const open = inFlight.start(sender.windowId, callId);
    if (open === 'id-in-use') return refuseInput(call, 'callId is in use by another request');
    if (open === 'too-many') {
      log.warn('call refused', { call, reason: 'too many calls in flight' });
      return failed(tooManyCalls(MAX_CALLS_PER_WINDOW));
    }
    try {
      const answer = await (handlers[call] as AnyHandler)(checked.output, {
        signal: open.signal,
        windowId: sender.windowId,
      });
      return checkAnswer(call, answer);
    } catch (error) {
      if (open.signal.aborted) return failed(cancelled());
      return fault(call, 'a handler threw', {
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    } finally {
      open.end();
    }
  }

  /** What a handler answers is checked as strictly as what a window asks: a member too many could be a secret. */
  function checkAnswer(call: CallName, answer: Result<unknown>): Result<unknown> {
    if (answer.ok) {
      const checked = v.safeParse(CALLS[call].output, answer.value);
      if (checked.success) return ok(checked.output);
      return fault(call, 'an answer does not fit the contract', { where: describeIssues(checked.issues) });
    }
    const checked = v.safeParse(AppErrorSchema, answer.error);
    if (checked.success) return failed(redactError(checked.output, redact));
    return fault(call, 'an error does not fit the contract', { where: describeIssues(checked.issues) });
  }

  return {
    async answer(channel, sender, input) {
      try {
        const why = whyUntrusted(sender, trustedOrigin);
        if (why !== undefined) {
          log.warn('call refused', { channel, reason: why, origin: sender.origin });
          return failed(refused());
        }
        const call = CALL_OF_CHANNEL.get(channel);
        if (call === undefined) {
          log.warn('call refused', { channel, reason: 'no such call' });
          return failed(invalidInput('there is no such call'));
        }
        return await handle(call, sender, input);
      } catch (error) {
        return fault(channel, 'the border itself failed', { error: String(error) });
      }
    },
    cancelAll(windowId) {
      inFlight.cancelAll(windowId);
    },
  };
}

/** Names of the members at fault; never a value, which could be a secret. */
function describeIssues(issues: readonly v.BaseIssue<unknown>[]): string {
  const places = issues.map((issue) => v.getDotPath(issue) ?? 'the whole');
  return `not as agreed: ${[...new Set(places)].join(', ')}`.slice(0, MAX_PLACES_LENGTH);
}

function callIdOf(input: unknown): string | undefined {
  if (typeof input !== 'object' || input === null || !('callId' in input)) return undefined;
  return typeof input.callId === 'string' ? input.callId : undefined;
}

function redactError(error: AppError, redact: (text: string) => string): AppError {
  const members = Object.entries(error).map(([name, value]) => [
    name,
    typeof value === 'string' && name !== 'code' ? redact(value) : value,
  ]);
  return Object.fromEntries(members) as AppError;
}
