import type { AppError } from '../../preload/contract/error';

/** The call did not come from the page we trust. Says nothing about how to do better. */
export function refused(): AppError {
  return {
    code: 'Refused',
    message: 'Copytrail answers only its own window, and this request came from somewhere else.',
    remedy: "Use Copytrail's own window.",
    mayRetry: false,
  };
}

/** The window has as many calls open as it may. */
export function tooManyCalls(limit: number): AppError {
  return {
    code: 'Refused',
    message: `This window already has ${limit} requests under way.`,
    remedy: 'Wait until some of them have ended, or cancel them, and try again.',
    mayRetry: true,
  };
}

/** The input does not fit the contract. `where` names members, never their values. */
export function invalidInput(where: string): AppError {
  return {
    code: 'InvalidInput',
    message: `The request could not be accepted: ${where}.`,
    remedy: 'Check what was entered and try again.',
    mayRetry: false,
  };
}

export function cancelled(): AppError {
  return {
    code: 'Cancelled',
    message: 'The request was cancelled.',
    remedy: 'Start it again whenever you like.',
    mayRetry: true,
  };
}

/** A fault of ours. The id joins what the user sees with the line in the log that tells what happened. */
export function unexpected(faultId: string): AppError {
  return {
    code: 'Unexpected',
    message: `Something went wrong inside Copytrail (fault ${faultId}).`,
    remedy: 'Try again. If it happens again, the log file tells more under that fault number.',
    mayRetry: true,
  };
}
