import type { ReceivedRequest } from './received-request';
import { readAuthorization } from './sigv4/verify';
import type { SeenRequest } from './types';

/** Enough for any test, and an end to what a long session can pile up. */
const MAX_ENTRIES = 2000;

/** The requests an endpoint has seen. Signatures and session tokens are never kept. */
export class RequestLog {
  readonly #entries: SeenRequest[] = [];

  add(request: ReceivedRequest, at: number): void {
    const auth = readAuthorization(request.headers.get('authorization') ?? '');
    // A pre-signed address carries its signature and token in the query.
    const query = [...request.query].filter(([name]) => !name.toLowerCase().startsWith('x-amz-'));
    this.#entries.push({
      at,
      method: request.method,
      path: request.rawPath,
      query: Object.fromEntries(query),
      region: auth?.region,
      accessKeyId: auth?.accessKeyId,
      userAgent: request.headers.get('user-agent'),
      attempt: request.headers.get('amz-sdk-request'),
    });
    if (this.#entries.length > MAX_ENTRIES) this.#entries.shift();
  }

  /** What was seen so far, oldest first; the list does not change afterwards. */
  entries(): readonly SeenRequest[] {
    return [...this.#entries];
  }
}
