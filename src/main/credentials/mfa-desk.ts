import type { MfaQuestion } from '../../preload/contract/shapes';

/** Name of the error that ends an attempt whose question was declined or withdrawn. */
export const MFA_DECLINED = 'MfaDeclined';

/** How long a person may take over one code before the question is taken back. */
const PATIENCE_MS = 10 * 60 * 1000;

export interface MfaDeskPorts {
  /** Puts the question to the user. */
  readonly ask: (question: MfaQuestion) => void;
  /** The question needs no answer any more, however it ended. */
  readonly settled: (questionId: string) => void;
}

export interface MfaRequest {
  /** Ends the wait; the question is withdrawn when nobody waits for it any more. */
  readonly signal?: AbortSignal;
  /** Why an earlier code was refused. */
  readonly refused?: string;
}

/**
 * Where multi-factor codes are asked for. Questions for the same profile and device that come while one is open share
 * its answer. A code passes through to those who wait and is kept nowhere.
 */
export interface MfaDesk {
  /** Resolves with the code. Rejects with an error named `MfaDeclined` when declined, withdrawn or left too long. */
  codeFor(profileName: string, serial: string, request?: MfaRequest): Promise<string>;
  /** Passes on an answer; null declines. False: no such question is open. */
  answer(questionId: string, code: string | null): boolean;
}

interface OpenQuestion {
  readonly key: string;
  readonly waiting: Set<{ resolve: (code: string) => void; reject: (error: Error) => void }>;
  readonly giveUp: ReturnType<typeof setTimeout>;
}

export function createMfaDesk(ports: MfaDeskPorts): MfaDesk {
  const open = new Map<string, OpenQuestion>();

  function close(questionId: string): OpenQuestion | undefined {
    const question = open.get(questionId);
    if (!question) return undefined;
    open.delete(questionId);
    clearTimeout(question.giveUp);
    ports.settled(questionId);
    return question;
  }

  function decline(questionId: string): void {
    for (const waiter of close(questionId)?.waiting ?? []) waiter.reject(declined());
  }

  function openQuestion(key: string): [questionId: string, question: OpenQuestion] {
    const questionId = crypto.randomUUID();
    const giveUp = setTimeout(() => {
      decline(questionId);
    }, PATIENCE_MS);
    const question: OpenQuestion = { key, waiting: new Set(), giveUp };
    open.set(questionId, question);
    return [questionId, question];
  }

  /** Waits for the answer to an open question. */
  function wait(questionId: string, question: OpenQuestion, signal: AbortSignal | undefined): Promise<string> {
    return new Promise((resolve, reject) => {
      const waiter = { resolve, reject };
      question.waiting.add(waiter);
      const leave = () => {
        if (!question.waiting.delete(waiter)) return;
        reject(declined());
        if (question.waiting.size === 0) close(questionId);
      };
      signal?.addEventListener('abort', leave, { once: true });
    });
  }

  return {
    codeFor(profileName, serial, { signal, refused } = {}) {
      if (signal?.aborted) return Promise.reject(declined());
      const key = JSON.stringify([profileName, serial]);
      const asked = [...open].find(([, question]) => question.key === key);
      if (asked) return wait(...asked, signal);

      const [questionId, question] = openQuestion(key);
      // Waits before it asks: the answer may come on the spot.
      const code = wait(questionId, question, signal);
      try {
        ports.ask({ questionId, profileName, serial, ...(refused === undefined ? {} : { refused }) });
      } catch {
        decline(questionId);
      }
      return code;
    },
    answer(questionId, code) {
      if (!open.has(questionId)) return false;
      if (code === null) {
        decline(questionId);
        return true;
      }
      for (const waiter of close(questionId)?.waiting ?? []) waiter.resolve(code.trim());
      return true;
    },
  };
}

function declined(): Error {
  const error = new Error('No multi-factor code was given.');
  error.name = MFA_DECLINED;
  return error;
}
