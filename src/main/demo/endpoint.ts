import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { FaultRules, type Target } from './fault-rules';
import { EMPTY_FLEET, JobStore } from './job-store';
import { listCopyJobs } from './list/list-copy-jobs';
import { readRequest, type ReceivedRequest } from './received-request';
import { RequestLog } from './request-log';
import { send, strike } from './strike';
import { verifySignature, type Identity } from './sigv4/verify';
import type { BackupEndpoint, DemoKey, Fleet } from './types';
import { errorAnswer, jsonAnswer, type Answer } from './wire/answer';
import { AwsError, internalFailure, malformedRequest, resourceNotFound, unknownOperation } from './wire/aws-error';

const LOOPBACK = '127.0.0.1';
/** Request line and headers together. A signed request is about 1.5 kB; a long token or filter may double that. */
const MAX_HEAD_BYTES = 16 * 1024;
/** Far above what one app and its tests open (the SDK opens at most 50 a client). */
const MAX_CONNECTIONS = 512;
const HEAD_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;
/** Longer than a client keeps an idle socket in practice: a socket closed under a request looks like a fault. */
const KEEP_ALIVE_MS = 120_000;

const COPY_JOBS = '/copy-jobs';

export interface BackupEndpointOptions {
  readonly keys: readonly DemoKey[];
  /** Default: no jobs but those put in. */
  readonly fleet?: Fleet;
  /** The fleet's clock, epoch ms UTC. Default: this machine's. */
  readonly now?: () => number;
  /** The clock that signatures are checked against, and of the `date` header. Default: this machine's. */
  readonly signingClock?: () => number;
  /** Default: one that is free. */
  readonly port?: number;
}

/** What a request asks for. */
type Operation = { readonly name: 'DescribeCopyJob'; readonly copyJobId: string } | { readonly name: 'ListCopyJobs' };

function operationOf(request: ReceivedRequest): Operation {
  const path = request.rawPath;
  if (path === COPY_JOBS || path === `${COPY_JOBS}/`) return { name: 'ListCopyJobs' };
  const id = path.startsWith(`${COPY_JOBS}/`) ? path.slice(COPY_JOBS.length + 1) : '';
  if (id === '' || id.includes('/')) throw unknownOperation();
  try {
    return { name: 'DescribeCopyJob', copyJobId: decodeURIComponent(id) };
  } catch {
    throw malformedRequest('The path is not valid percent-encoding.');
  }
}

/**
 * Starts a simulated AWS Backup endpoint on loopback: real HTTP, Signature Version 4 verified, `DescribeCopyJob` and
 * `ListCopyJobs` in AWS's wire format (AWS Backup API reference), reading only. Signatures are checked before
 * anything else; then a matching fault strikes; else the truth is told. Rejects if the port is taken.
 */
export async function startBackupEndpoint(options: BackupEndpointOptions): Promise<BackupEndpoint> {
  const now = options.now ?? Date.now;
  const signingClock = options.signingClock ?? Date.now;
  const keys = new Map(options.keys.map((key) => [key.accessKeyId, key]));
  const store = new JobStore(options.fleet ?? EMPTY_FLEET);
  const faults = new FaultRules();
  const log = new RequestLog();

  function truth(identity: Identity, operation: Operation, request: ReceivedRequest): Answer {
    const accountIds = [identity.key.accountId, ...(identity.key.alsoReads ?? [])];
    if (operation.name === 'ListCopyJobs') {
      return jsonAnswer(listCopyJobs(store, accountIds, identity.region, request.query, now()));
    }
    const body = store.describe(accountIds, identity.region, operation.copyJobId, now());
    if (body === undefined) throw resourceNotFound('Copy job does not exist');
    return jsonAnswer(body);
  }

  async function handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    // The client's clock correction reads this header, so it must come from the clock that judged the signature.
    response.sendDate = false;
    response.setHeader('date', new Date(signingClock()).toUTCString());
    const honest = (tell: () => Answer): Answer => {
      try {
        return tell();
      } catch (error) {
        if (error instanceof AwsError) return errorAnswer(error);
        throw error;
      }
    };
    try {
      const request = await readRequest(message);
      log.add(request, signingClock());
      const identity = verifySignature(request, (id) => keys.get(id), signingClock());
      if (request.method !== 'GET') throw unknownOperation();
      const operation = operationOf(request);
      const target: Target = {
        operation: operation.name,
        region: identity.region,
        ...(operation.name === 'DescribeCopyJob' ? { copyJobId: operation.copyJobId } : {}),
      };
      const tell = (): Answer => honest(() => truth(identity, operation, request));
      const fault = faults.strikes(target);
      if (fault) strike(response, fault, tell);
      else send(response, tell());
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      if (!message.complete) response.setHeader('connection', 'close');
      send(response, errorAnswer(error));
    }
  }

  const server = createServer(
    {
      maxHeaderSize: MAX_HEAD_BYTES,
      headersTimeout: HEAD_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
    },
    (message, response) => {
      handle(message, response).catch(() => {
        // The client left in the middle of its request, or there is a fault in here; the former hears nothing.
        if (response.headersSent) response.destroy();
        else send(response, errorAnswer(internalFailure()));
      });
    },
  );
  server.maxConnections = MAX_CONNECTIONS;
  const port = await listen(server, options.port ?? 0);

  return {
    url: `http://${LOOPBACK}:${port}`,
    port,
    get requests() {
      return log.entries();
    },
    addFault: (rule) => faults.add(rule),
    clearFaults: () => {
      faults.clear();
    },
    putJob: (job) => {
      store.put(job);
    },
    removeJob: (job) => {
      store.remove(job);
    },
    close: () => closeServer(server),
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, LOOPBACK, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // Closing twice is no fault of the caller's: the second close finds nothing listening.
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
