import type { ComparisonDocument, FormatId, MakeDocument } from '../domain/export/comparison/document';
import { comparisonFileName, type Format } from '../domain/export/comparison/formats';
import { grouped } from '../domain/numbers';
import { saveFile } from '../ui/save-file';
import type { CompareDesk } from './compare-desk.svelte';
import { printing } from './printing';
import { textOf } from './text-of';

/** More rows than these nobody reads on paper, and laying them out would hold up the window. */
const MOST_ON_PAPER = 2000;

/** Why a format cannot be had, for whoever chose it all the same. */
const NOT_SO = 'This comparison cannot be written so.';

/** Copies, saves and prints one comparison. What comes of it is told; whatever goes wrong, too. One thing at a time: a further one ends the one before. */
export class HandingOn {
  /** How much of what is handed on has been read, where that takes a while. */
  progress = $state.raw<{ readonly done: number; readonly of: number }>();
  readonly #desk: () => CompareDesk;
  readonly #make: () => MakeDocument;
  #underWay: AbortController | undefined;

  constructor(desk: () => CompareDesk, make: () => MakeDocument) {
    this.#desk = desk;
    this.#make = make;
  }

  /** Puts the comparison on the clipboard. */
  copyAs({ id, name, parts }: Format): Promise<void> {
    return this.#telling(async (signal) => {
      const text = await this.#written(id, parts, signal);
      if (text === undefined) return NOT_SO;
      await navigator.clipboard.writeText(text);
      return `Copied the comparison as ${name}.`;
    });
  }

  /** Saves the comparison as a file. */
  saveAs({ id, ending, type, parts }: Format): Promise<void> {
    return this.#telling(async (signal) => {
      const writtenAt = Date.now();
      const text = await this.#written(id, parts, signal);
      if (text === undefined) return NOT_SO;
      const name = comparisonFileName(ending, writtenAt);
      saveFile(name, type, text);
      return `Wrote the comparison to ${name}.`;
    });
  }

  /** Prints the comparison into a PDF file that the user chooses. */
  saveAsPdf(): Promise<void> {
    return this.#telling(async (signal) => {
      const document = await this.#document('pdf', signal);
      const rows = document.sections.reduce((sum, section) => sum + section.rows.length, 0);
      if (rows > MOST_ON_PAPER) {
        return `${grouped(rows)} rows are too many for paper, which takes ${grouped(MOST_ON_PAPER)}: narrow the comparison, or save it as HTML or CSV.`;
      }
      const name = comparisonFileName('pdf', document.about.writtenAt);
      const answer = await printing(document, () => this.#desk().backend.savePdf({ name }));
      if (!answer.ok) return `${answer.error.message} ${answer.error.remedy}`;
      return answer.value ? 'Wrote the comparison as PDF.' : undefined;
    });
  }

  /** Puts the link to the comparison on the clipboard. */
  copyLink(link: string): Promise<void> {
    return this.#telling(async () => {
      await navigator.clipboard.writeText(link);
      return 'Copied the link to this comparison.';
    });
  }

  cancel(): void {
    this.#underWay?.abort();
  }

  async #document(format: FormatId | 'pdf', signal: AbortSignal): Promise<ComparisonDocument> {
    const about = await this.#desk().about();
    const progress = (done: number, of: number): void => {
      if (!signal.aborted) this.progress = { done, of };
    };
    const document = await this.#make()(about, { format, progress, signal });
    signal.throwIfAborted();
    return document;
  }

  async #written(format: FormatId, parts: Format['parts'], signal: AbortSignal): Promise<string | undefined> {
    const pieces = parts(await this.#document(format, signal));
    return pieces && textOf(pieces, signal);
  }

  async #telling(doing: (signal: AbortSignal) => Promise<string | undefined>): Promise<void> {
    this.cancel();
    const underWay = new AbortController();
    this.#underWay = underWay;
    const tell = (text: string): void => {
      this.#desk().tell(text);
    };
    try {
      const told = await doing(underWay.signal);
      if (told !== undefined) tell(told);
    } catch (problem) {
      if (underWay.signal.aborted) tell('Stopped: nothing was handed on.');
      else tell(`That did not work: ${problem instanceof Error ? problem.message : String(problem)}`);
    } finally {
      if (this.#underWay === underWay) {
        this.#underWay = undefined;
        this.progress = undefined;
      }
    }
  }
}
