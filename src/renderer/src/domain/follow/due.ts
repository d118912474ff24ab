import { intervalMs } from './pace';

/** What tells when a followed job is to be asked about. */
export interface DueFacts {
  readonly createdAt?: number;
  readonly firstSeen: number;
  /** When somebody last tried, whatever came of it; epoch ms UTC. */
  readonly askedAt: number;
  readonly usualMs: number | undefined;
  readonly slowedBy: number;
}

/** When the job is due, epoch ms UTC. */
export function dueAt({ createdAt, firstSeen, askedAt, usualMs, slowedBy }: DueFacts): number {
  // A job that does not tell when it was created is at least as old as our first sight of it.
  const ageMs = askedAt - (createdAt ?? firstSeen);
  return askedAt + intervalMs({ ageMs, usualMs, slowedBy });
}
