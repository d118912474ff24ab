import {
  DescribeCopyJobCommand,
  ListCopyJobsCommand,
  type BackupClient,
  type CopyJobState,
} from '@aws-sdk/client-backup';
import { MAX_BODY_LENGTH, MAX_PAGE_LENGTH } from '../../preload/contract/shapes';
import type { BackupFailure, BackupPort, BackupRequest } from '../copy-jobs/ports';
import { captureAnswer, type CapturedAnswer } from './captured-answer';
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
    async send(request, { signal, onPhase }) {
      const { profile, region } = request;
      const answer = captureAnswer(request.operation === 'ListCopyJobs' ? MAX_PAGE_LENGTH : MAX_BODY_LENGTH);
      let during: BackupFailure['during'] = 'credentials';
      let session: ProfileSession | undefined;
      try {
        session = await sessions.open(profile);
        await session.credentials.get({ signal, region, onPhase, mayAsk: request.background !== true });
        during = 'call';
        onPhase('calling');
        const { $metadata } = await sendWith(session.client(region), request, answer, signal);
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

/** Sends the SDK's command for a request, with `answer` listening in. */
function sendWith(client: BackupClient, request: BackupRequest, answer: CapturedAnswer, abortSignal: AbortSignal) {
  switch (request.operation) {
    case 'DescribeCopyJob': {
      const command = new DescribeCopyJobCommand({ CopyJobId: request.copyJobId });
      answer.listenTo(command.middlewareStack);
      return client.send(command, { abortSignal });
    }
    case 'ListCopyJobs': {
      const { filters, nextToken, maxResults } = request;
      const command = new ListCopyJobsCommand({
        ...filters,
        ByCreatedAfter: dateOf(filters.ByCreatedAfter),
        ByCreatedBefore: dateOf(filters.ByCreatedBefore),
        ByCompleteAfter: dateOf(filters.ByCompleteAfter),
        ByCompleteBefore: dateOf(filters.ByCompleteBefore),
        // States are open text: AWS may know ones that this version of the SDK does not.
        ByState: filters.ByState as CopyJobState | undefined,
        MaxResults: maxResults,
        NextToken: nextToken,
      });
      answer.listenTo(command.middlewareStack);
      return client.send(command, { abortSignal });
    }
  }
}

function dateOf(ms: number | undefined): Date | undefined {
  return ms === undefined ? undefined : new Date(ms);
}
