import { flushSync, mount, unmount } from 'svelte';
import type { ComparisonDocument } from '../domain/export/comparison/document';
import PrintSheet from './PrintSheet.svelte';

/** Lays a document out for paper while something prints the page. On screen nothing of it is seen. */
export async function printing<T>(document: ComparisonDocument, print: () => Promise<T>): Promise<T> {
  const sheet = mount(PrintSheet, { target: window.document.body, props: { document } });
  flushSync();
  try {
    return await print();
  } finally {
    await unmount(sheet);
  }
}
