import type { Api } from '../../../preload/contract/api';
import type { MfaQuestion } from '../../../preload/contract/shapes';

/** Open questions for multi-factor codes, oldest first. The code goes straight through and is kept nowhere. */
export class MfaQuestions {
  open = $state.raw<MfaQuestion[]>([]);
  #backend: Api;

  constructor(backend: Api) {
    this.#backend = backend;
    backend.on.mfaAsked((question) => {
      this.open = [...this.open.filter((other) => other.questionId !== question.questionId), question];
    });
    backend.on.mfaSettled(({ questionId }) => {
      this.#drop(questionId);
    });
  }

  async answer(questionId: string, code: string | null): Promise<void> {
    this.#drop(questionId);
    await this.#backend.answerMfa({ questionId, code });
  }

  #drop(questionId: string): void {
    this.open = this.open.filter((question) => question.questionId !== questionId);
  }
}
