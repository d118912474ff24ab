/**
 * The names of everything that may cross the border, and nothing else: no schemas, so that the
 * preload script stays a few lines long and needs no library inside the sandbox.
 */

/** Every IPC channel of this app starts with it; a channel without it is never handled. */
export const CHANNEL_PREFIX = 'copytrail:';

/** Requests from the window to the main process. Each has an input and an output schema in `calls.ts`. */
export const CALL_NAMES = [
  'describeCopyJob',
  'listCopyJobs',
  'cancelCall',
  'listProfiles',
  'openDemoAccount',
  'answerMfa',
  'getSettings',
  'changeSettings',
  'getAppInfo',
  'getLicences',
  'getDiskSpace',
  'openExternal',
  'takeLink',
  'openJobWindow',
  'savePdf',
  'changeUpdates',
  'checkForUpdate',
  'downloadUpdate',
  'showDownload',
  'startBackup',
  'writeBackup',
  'finishBackup',
  'openBackup',
  'unlockBackup',
  'readBackup',
  'closeBackup',
  'listCopies',
  'chooseCopiesFolder',
  'lookAtDisk',
  'listKept',
  'putHistoryAside',
  'showNotice',
  'setBadge',
  'loadAgain',
  'writeStorage',
  'reportProblem',
  'showLogs',
] as const;

/** Messages from the main process to the window. Each has a payload schema in `events.ts`. */
export const EVENT_NAMES = [
  'profilesChanged',
  'mfaAsked',
  'mfaSettled',
  'settingsChanged',
  'commandChosen',
  'linkArrived',
  'powerChanged',
  'noticeClicked',
  'updateFound',
  'updateProgress',
] as const;

export type CallName = (typeof CALL_NAMES)[number];
export type EventName = (typeof EVENT_NAMES)[number];

/** IPC channel of a call. */
export function callChannel(name: CallName): string {
  return `${CHANNEL_PREFIX}call:${name}`;
}

/** IPC channel of an event. */
export function eventChannel(name: EventName): string {
  return `${CHANNEL_PREFIX}event:${name}`;
}
