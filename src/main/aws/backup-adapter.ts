import {
  DescribeCopyJobCommand,
  ListCopyJobsCommand,
  type BackupClient,
  type CopyJobState,
} from '@aws-sdk/client-backup';
import { MAX_BODY_LENGTH, MAX_PAGE_LENGTH } from '../../preload/contract/shapes';
import type { BackupFailure, BackupOutcome, BackupPort, BackupRequest, SendContext } from '../copy-jobs/ports';
import { captureAnswer, type CapturedAnswer } from './captured-answer';
import { toFailure } from './failure';
import type { Identity } from './identity';
import { createProfileSessions, type ProfileSession, type ProfileSessionsOptions } from './profile-sessions';
import { CredentialsFailed } from './shared-profile';

/** What AWS says when a session has ended: another one may do. */
const SESSION_OVER = new Set(['ExpiredToken', 'ExpiredTokenException', 'TokenRefreshRequired']);
/** What AWS says when the credentials themselves are at fault: memory must not hand them out again. */
const SPENT_CREDENTIALS = new Set([
  ...SESSION_OVER,
  'UnrecognizedClientException',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'SignatureDoesNotMatch',
]);

export interface BackupAdapter extends BackupPort {
  close(): void;
}

interface Attempt {
  readonly outcome: BackupOutcome;
  /** The session that AWS called over, if it did, and whether it was one from memory. */
  readonly over?: { readonly identity: Identity; readonly wasKept: boolean };
}

/** AWS Backup through the AWS SDK. This file is loaded by the first call: it brings the SDK with it. */
export function createBackupAdapter(options: ProfileSessionsOptions): BackupAdapter {
  const sessions = createProfileSessions(options);

  /** @param before an attempt whose session was over: where the profile gives out no other one, nothing is sent and it stands */
  async function attempt(request: BackupRequest, context: SendContext, before?: Attempt): Promise<Attempt> {
    const { profile, region, background } = request;
    const { signal, onPhase } = context;
    const answer = captureAnswer(request.operation === 'ListCopyJobs' ? MAX_PAGE_LENGTH : MAX_BODY_LENGTH);
    let during: BackupFailure['during'] = 'credentials';
    let session: ProfileSession | undefined;
    let used: Attempt['over'];
    try {
      session = await sessions.open(profile);
      const kept = session.credentials.latest();
      // Whoever has just typed a multi-factor code is not asked for the next one at once.
      const mayAsk = background !== true && before?.over?.wasKept !== false;
      const identity = await session.credentials.get({ signal, region, onPhase, mayAsk });
      if (before?.over && isSame(identity, before.over.identity)) {
        session.forget();
        return before;
      }
      used = { identity, wasKept: identity === kept };
      during = 'call';
      onPhase('calling');
      const { $metadata } = await sendWith(session.client(region), request, answer, signal);
      const value = {
        body: answer.text(),
        endpoint: answer.origin() ?? '',
        attempts: $metadata.attempts ?? 1,
        ...($metadata.requestId === undefined ? {} : { requestId: $metadata.requestId }),
      };
      return { outcome: { ok: true, value } };
    } catch (error) {
      if (error instanceof CredentialsFailed) return { outcome: { ok: false, failure: error.failure } };
      const failure = toFailure(error, {
        during,
        host: answer.host(),
        status: answer.status(),
        header: (name) => answer.header(name),
        bodyStart: answer.start(),
        signIn: session?.signIn,
      });
      if (SPENT_CREDENTIALS.has(failure.name)) session?.forget();
      return { outcome: { ok: false, failure }, ...(used && SESSION_OVER.has(failure.name) && { over: used }) };
    }
  }

  return {
    async send(request, context) {
      const first = await attempt(request, context);
      // A session that ended under way is no news where the profile gives out another one by itself.
      const last = first.over ? await attempt(request, context, first) : first;
      return last.outcome;
    },
    close() {
      sessions.closeAll();
    },
  };
}

function isSame(one: Identity, other: Identity): boolean {
  return one.accessKeyId === other.accessKeyId && one.sessionToken === other.sessionToken;
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
