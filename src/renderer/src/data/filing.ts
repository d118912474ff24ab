import type { Observation } from '../../../preload/contract/shapes';
import { HistoryProblem, type FailedLookup, type History, type Recorded } from './history';

interface Waiting<Given, Back> {
  readonly given: Given;
  readonly done: (back: Back) => void;
  readonly failed: (reason: unknown) => void;
}

/**
 * Files answers in the history in groups: while one write is under way the next ones gather, and go in together. Each
 * still counts as done only once it is safely on disk. A single answer is written at once.
 */
export class Filing {
  readonly #history: History;
  readonly #gatherMs: number;
  #answers: Waiting<Observation, Recorded>[] = [];
  #failures: Waiting<FailedLookup, undefined>[] = [];
  #writing = false;
  /** When the last write began, by `performance.now`. */
  #beganAt = -Infinity;
  #hurried = false;
  #goOn: (() => void) | undefined;

  /** @param gatherMs least time between the beginnings of two writes, in which more answers may gather */
  constructor(history: History, gatherMs = 0) {
    this.#history = history;
    this.#gatherMs = gatherMs;
  }

  /** As `History.record`. */
  record(observation: Observation): Promise<Recorded> {
    return new Promise((done, failed) => {
      this.#answers.push({ given: observation, done, failed });
      void this.#write();
    });
  }

  /** As `History.recordFailure`. */
  recordFailure(failure: FailedLookup): Promise<void> {
    return new Promise((done, failed) => {
      this.#failures.push({
        given: failure,
        done: () => {
          done();
        },
        failed,
      });
      void this.#write();
    });
  }

  /** No more is to come: what has gathered is written without waiting. */
  hurry(): void {
    this.#hurried = this.#writing;
    this.#goOn?.();
  }

  async #write(): Promise<void> {
    if (this.#writing) return;
    this.#writing = true;
    while (this.#answers.length + this.#failures.length > 0) {
      await this.#gather();
      const answers = this.#answers.splice(0);
      const failures = this.#failures.splice(0);
      if (answers.length > 0) await this.#writeAnswers(answers);
      if (failures.length > 0) {
        await settle(failures, async (given) => {
          await this.#history.recordFailures(given);
          return given.map(() => undefined);
        });
      }
    }
    this.#writing = false;
    this.#hurried = false;
  }

  async #gather(): Promise<void> {
    const restMs = this.#beganAt + this.#gatherMs - performance.now();
    if (restMs > 0 && !this.#hurried) {
      await new Promise<void>((go) => {
        const timer = setTimeout(go, restMs);
        this.#goOn = () => {
          clearTimeout(timer);
          go();
        };
      });
    }
    this.#beganAt = performance.now();
  }

  async #writeAnswers(group: readonly Waiting<Observation, Recorded>[]): Promise<void> {
    const problem = await settle(group, (given) => this.#history.recordAll(given), group.length > 1);
    // One that is no copy job keeps the whole group out: then each stands for itself.
    if (problem !== undefined) for (const one of group) await settle([one], (given) => this.#history.recordAll(given));
  }
}

/** Writes a group and tells each who waits; answers the problem instead where it is one answer's own and others may be fine. */
async function settle<Given, Back>(
  group: readonly Waiting<Given, Back>[],
  write: (given: readonly Given[]) => Promise<readonly Back[]>,
  mayPart = false,
): Promise<HistoryProblem | undefined> {
  try {
    const back = await write(group.map(({ given }) => given));
    for (const [at, { done }] of group.entries()) done(back[at] as Back);
  } catch (reason) {
    if (mayPart && reason instanceof HistoryProblem && isOfOneAnswer(reason)) return reason;
    for (const { failed } of group) failed(reason);
  }
  return undefined;
}

function isOfOneAnswer({ code }: HistoryProblem): boolean {
  return code === 'unreadable-body' || code === 'wrong-job';
}
