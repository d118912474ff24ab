import { DescribeCopyJobCommand } from '@aws-sdk/client-backup';
import type { BackupFailure, BackupPort } from '../copy-jobs/ports';
import { captureAnswer } from './captured-answer';
import { toFailure } from './failure';
import { createProfileSessions, type ProfileSession, type ProfileSessionsOptions } from './profile-sessions';
import { CredentialsFailed } from './shared-profile';

/** What AWS says when the credentials themselves are at fault: memory must not hand them out again. */
const SPENT_CREDENTIALS = new Set([
  'ExpiredToken',
  'ExpiredTokenException',
  'TokenRefreshRequired',
  'UnrecognizedClientException',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
]);

export interface BackupAdapter extends BackupPort {
  close(): void;
}

/** AWS Backup through the AWS SDK. This file is loaded by the first call: it brings the SDK with it. */
export function createBackupAdapter(options: ProfileSessionsOptions): BackupAdapter {
  const sessions = createProfileSessions(options);

  return {
    async describeCopyJob({ profile, region, copyJobId }, { signal, onPhase }) {
      const answer = captureAnswer();
      let during: BackupFailure['during'] = 'credentials';
      let session: ProfileSession | undefined;
      try {
        session = await sessions.open(profile);
        await session.credentials.get({ signal, region, onPhase });
        during = 'call';
        onPhase('calling');
        const command = new DescribeCopyJobCommand({ CopyJobId: copyJobId });
        answer.listenTo(command.middlewareStack);
        const { $metadata } = await session.client(region).send(command, { abortSignal: signal });
        return {
          ok: true,
          value: {
            body: answer.text(),
            endpoint: answer.origin() ?? '',
            attempts: $metadata.attempts ?? 1,
            ...($metadata.requestId === undefined ? {} : { requestId: $metadata.requestId }),
          },
        };
      } catch (error) {
        if (error instanceof CredentialsFailed) return { ok: false, failure: error.failure };
        const failure = toFailure(error, {
          during,
          host: answer.host(),
          status: answer.status(),
          header: (name) => answer.header(name),
          bodyStart: answer.start(),
          signIn: session?.signIn,
        });
        if (SPENT_CREDENTIALS.has(failure.name)) session?.forget();
        return { ok: false, failure };
      }
    },
    close() {
      sessions.closeAll();
    },
  };
}
