import type { AppError } from '../../preload/contract/error';
import { LIST_NAME } from './release-list';

export function switchedOff(): AppError {
  return {
    code: 'Refused',
    message: 'Looking for updates is switched off.',
    remedy: 'Switch it on in the settings first. Until then Copytrail asks nobody.',
    mayRetry: false,
  };
}

export function noPlace(): AppError {
  return {
    code: 'MissingInput',
    message: 'There is no usable place to look for updates.',
    remedy: 'Give an https address, or the path of a folder on this computer or on a file server.',
    mayRetry: false,
  };
}

export function noKey(): AppError {
  return {
    code: 'MissingInput',
    message: 'There is no usable key to check updates with.',
    remedy:
      'Paste the public key (Ed25519) of whoever provides the updates. Without it nobody could tell them from forged ones.',
    mayRetry: false,
  };
}

export function notFound(name: string): AppError {
  return {
    code: 'NotFound',
    message: `There is no ${name} at the place for updates.`,
    remedy: `Check the address: it must lead to the folder in which ${LIST_NAME} lies.`,
    mayRetry: true,
  };
}

export function notSigned(): AppError {
  return {
    code: 'NotTrusted',
    message: 'The list of updates is not signed with the key that Copytrail trusts.',
    remedy: 'Do not install anything from there. Ask whoever provides the updates; nothing was downloaded.',
    mayRetry: false,
  };
}

export function unreadable(): AppError {
  return {
    code: 'NotTrusted',
    message: 'The list of updates is signed, but in a form that this version of Copytrail cannot read.',
    remedy: 'Get the newest version by hand, from where this one came.',
    mayRetry: false,
  };
}

export function otherContent(name: string): AppError {
  return {
    code: 'NotTrusted',
    message: `${name} is not the file that the signed list names. It was thrown away.`,
    remedy:
      'Try again later: it may be in the middle of being replaced. If that goes on, tell whoever provides the updates.',
    mayRetry: true,
  };
}

export function nothingOffered(): AppError {
  return {
    code: 'InvalidInput',
    message: 'There is no update to download for this computer.',
    remedy: 'Look for updates again.',
    mayRetry: true,
  };
}

export function timedOut(): AppError {
  return {
    code: 'TimedOut',
    message: 'The place for updates did not answer in time.',
    remedy: 'Try again later. Copytrail works without it.',
    mayRetry: true,
  };
}

/** The place could not be reached, or the file not be read there. */
export function notReached(error: unknown): AppError {
  return {
    code: 'Offline',
    message: 'The place for updates could not be reached.',
    remedy: 'Check the address and the network, and try again. Copytrail works without it.',
    mayRetry: true,
    ...detail(error),
  };
}

export function notKept(error: unknown): AppError {
  return {
    code: 'Unexpected',
    message: 'The update could not be written to the folder for downloads.',
    remedy: 'Check that the disk is not full and that the folder can be written to.',
    mayRetry: true,
    ...detail(error),
  };
}

const detail = (error: unknown): { detail?: string } => (error instanceof Error ? { detail: error.message } : {});
