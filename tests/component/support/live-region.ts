import { onTestFinished } from 'vitest';

/** What a live region has to read out from now on: every text that is added to it, save where it is told to keep quiet. */
export function newsOf(region: Element): () => string[] {
  const news: string[] = [];
  const note = (changes: readonly MutationRecord[]): void => {
    for (const { type, target, addedNodes } of changes) {
      const place = target instanceof Element ? target : target.parentElement;
      if (place?.closest('[aria-live="off"]') !== null) continue;
      const added = type === 'childList' ? [...addedNodes] : [target];
      news.push(...added.map(({ textContent }) => (textContent ?? '').trim()).filter((text) => text !== ''));
    }
  };
  const observer = new MutationObserver(note);
  observer.observe(region, { childList: true, characterData: true, subtree: true });
  onTestFinished(() => {
    observer.disconnect();
  });
  return () => {
    note(observer.takeRecords());
    return news;
  };
}
