import type { CallInput } from '../../../src/preload/contract/calls';
import type { CallName } from '../../../src/preload/contract/names';

const ID = '47C8EF56-74D8-059D-1301-C5BE1D5C926E';
const PROFILE = { origin: 'shared', name: 'production' } as const;
const JOB = { accountId: '111122223333', region: 'eu-central-1', copyJobId: ID } as const;
const CALL_ID = 'call-1';

/** For each call what an honest window asks; hostile inputs begin from there. */
export const HONEST_CALLS: { readonly [Name in CallName]: readonly CallInput<Name>[] } = {
  describeCopyJob: [
    { callId: CALL_ID, profile: PROFILE, region: 'eu-central-1', copyJobId: ID },
    {
      callId: CALL_ID,
      profile: { origin: 'demo', name: 'demo' },
      region: 'us-east-1',
      copyJobId: ID,
      background: true,
    },
  ],
  listCopyJobs: [
    {
      callId: CALL_ID,
      profile: PROFILE,
      region: 'eu-central-1',
      filters: {
        ByState: 'FAILED',
        ByResourceArn: 'arn:aws:rds:eu-central-1:111122223333:db:orders',
        ByCreatedAfter: 1_790_000_000_000,
      },
      nextToken: 'token',
      maxResults: 1000,
    },
  ],
  cancelCall: [{ callId: CALL_ID }],
  listProfiles: [undefined],
  openDemoAccount: [undefined],
  answerMfa: [
    { questionId: 'question-1', code: '123456' },
    { questionId: 'question-1', code: null },
  ],
  getSettings: [undefined],
  changeSettings: [
    { theme: 'dark', times: 'utc', density: 'compact', workspace: 'aws' },
    { last: { aws: { profile: PROFILE, region: 'eu-central-1' }, demo: {} } },
    { comparing: { layout: 'unified', ignoredFields: ['StatusMessage'], ignoredClasses: ['own'] } },
  ],
  getAppInfo: [undefined],
  getLicences: [undefined],
  getDiskSpace: [undefined],
  openExternal: [{ url: 'https://docs.aws.amazon.com/aws-backup/latest/devguide/API_DescribeCopyJob.html' }],
  takeLink: [undefined],
  openJobWindow: [{ workspace: 'aws', job: JOB }],
  savePdf: [{ name: 'copytrail-comparison.pdf' }],
  changeUpdates: [{ on: true, address: 'https://files.example.com/copytrail/', key: 'MCowBQYDK2VwAyEA' }],
  checkForUpdate: [{ callId: CALL_ID }],
  downloadUpdate: [{ callId: CALL_ID }],
  showDownload: [undefined],
  startBackup: [
    { to: 'file', workspace: 'aws', passphrase: 'correct horse' },
    { to: 'copies', workspace: 'demo' },
  ],
  writeBackup: [{ backupId: 'backup-1', lines: '{"preference":{"name":"a","value":1}}\n' }],
  finishBackup: [{ backupId: 'backup-1', counts: { job: 1 } }],
  openBackup: [
    { from: 'file' },
    { from: 'desktop' },
    { from: { copy: 'copytrail-aws-2026-11-25T03-00-00Z.copytrail', workspace: 'aws' } },
    { from: { kept: 'app_main_0.indexeddb.leveldb.2026-11-25T03-00-00.000Z' } },
  ],
  unlockBackup: [{ backupId: 'backup-1', passphrase: 'correct horse' }],
  readBackup: [{ backupId: 'backup-1', again: true }],
  closeBackup: [{ backupId: 'backup-1' }],
  listCopies: [{ workspace: 'aws' }],
  chooseCopiesFolder: [undefined],
  lookAtDisk: [undefined],
  listKept: [undefined],
  putHistoryAside: [undefined],
  showNotice: [{ title: 'A copy failed', body: 'orders-db', jobKey: `111122223333/eu-central-1/${ID}` }],
  setBadge: [{ count: 3 }],
  showLogs: [undefined],
  writeStorage: [undefined],
  loadAgain: [{ asked: true }, { asked: false }],
  reportProblem: [{ text: 'TypeError: undefined is not a function' }],
};
