import { comparisonFileName, FORMATS, type Format } from '../domain/export/comparison/formats';
import type { ComparisonDocument } from '../domain/export/comparison/document';
import { saveFile } from '../ui/save-file';
import type { About, CompareDesk } from './compare-desk.svelte';
import { printing } from './printing';

/** Makes what is handed on, as it is at that moment. */
export type MakeDocument = (about: About) => ComparisonDocument;

/** Why a format cannot be had, for whoever chose it all the same. */
const NO_PATCH = 'Only a comparison of two answers or two jobs can be a JSON Patch.';

/** Formats that there are for a kind of comparison. */
export function formatsFor(patchable: boolean): readonly Format[] {
  return FORMATS.filter(({ id }) => patchable || id !== 'json-patch');
}

/** Puts a comparison on the clipboard. What came of it is told. */
export function copyAs(desk: CompareDesk, make: MakeDocument, { name, write }: Format): Promise<void> {
  return telling(desk, async () => {
    const text = write(make(await desk.about()));
    if (text === undefined) return NO_PATCH;
    await navigator.clipboard.writeText(text);
    return `Copied the comparison as ${name}.`;
  });
}

/** Saves a comparison as a file. */
export function saveAs(desk: CompareDesk, make: MakeDocument, { ending, type, write }: Format): Promise<void> {
  return telling(desk, async () => {
    const about = await desk.about();
    const text = write(make(about));
    if (text === undefined) return NO_PATCH;
    const name = comparisonFileName(ending, about.writtenAt);
    saveFile(name, type, text);
    return `Wrote the comparison to ${name}.`;
  });
}

/** Prints a comparison into a PDF file that the user chooses. */
export function saveAsPdf(desk: CompareDesk, make: MakeDocument): Promise<void> {
  return telling(desk, async () => {
    const about = await desk.about();
    const name = comparisonFileName('pdf', about.writtenAt);
    const answer = await printing(make(about), () => desk.backend.savePdf({ name }));
    if (!answer.ok) return `${answer.error.message} ${answer.error.remedy}`;
    return answer.value ? 'Wrote the comparison as PDF.' : undefined;
  });
}

/** Puts the link to a comparison on the clipboard. */
export function copyLink(desk: CompareDesk, link: string): Promise<void> {
  return telling(desk, async () => {
    await navigator.clipboard.writeText(link);
    return 'Copied the link to this comparison.';
  });
}

/** Whatever goes wrong is said. */
async function telling(desk: CompareDesk, doing: () => Promise<string | undefined>): Promise<void> {
  try {
    const told = await doing();
    if (told !== undefined) desk.tell(told);
  } catch (problem) {
    desk.tell(`That did not work: ${problem instanceof Error ? problem.message : String(problem)}`);
  }
}
