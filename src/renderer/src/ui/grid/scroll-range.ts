/**
 * Tallest element that is made (CSS px). Browsers cap what an element can measure at 16 to 33 million; a list that is taller
 * than this scrolls over a shorter range.
 */
export const TALLEST = 10_000_000;

/** Where a list stands: `top` px of it are above the view, and the element that scrolls is at `scrollTop`. */
export interface ScrollPlace {
  readonly top: number;
  readonly scrollTop: number;
}

/** Heights in CSS px: of all rows together, and of the view on them. */
export interface ScrollExtent {
  readonly content: number;
  readonly view: number;
}

export const AT_TOP: ScrollPlace = { top: 0, scrollTop: 0 };

/** Height of the element that stands for the rows. */
export function elementHeight({ content }: ScrollExtent): number {
  return Math.min(content, TALLEST);
}

/** The place at which `top` px of the list are above the view, or as near as its ends allow. */
export function placeAt(top: number, extent: ScrollExtent): ScrollPlace {
  const furthest = Math.max(extent.content - extent.view, 0);
  const reach = Math.max(elementHeight(extent) - extent.view, 0);
  const within = Math.min(Math.max(top, 0), furthest);
  return { top: within, scrollTop: furthest === 0 ? 0 : (within / furthest) * reach };
}

/**
 * The place after somebody has scrolled to `scrollTop`. By less than a view it moves as far as the finger did, also where the
 * range is scaled: a wheel's notch is as many rows at a million as at a hundred. Further, it is a jump to that share of the list.
 */
export function scrolledTo(scrollTop: number, from: ScrollPlace, extent: ScrollExtent): ScrollPlace {
  const furthest = Math.max(extent.content - extent.view, 0);
  const reach = Math.max(elementHeight(extent) - extent.view, 0);
  if (furthest === reach) return { top: Math.min(Math.max(scrollTop, 0), furthest), scrollTop };
  if (scrollTop <= 0) return { top: 0, scrollTop };
  if (scrollTop >= reach) return { top: furthest, scrollTop };
  const moved = scrollTop - from.scrollTop;
  const top = Math.abs(moved) <= extent.view ? from.top + moved : (scrollTop / reach) * furthest;
  return { top: Math.min(Math.max(top, 0), furthest), scrollTop };
}

/** The least that has to be scrolled so that a row is whole in the view; undefined if it is. Row height in CSS px. */
export function revealing(index: number, rowHeight: number, top: number, extent: ScrollExtent): number | undefined {
  const start = index * rowHeight;
  if (start < top) return start;
  const end = start + rowHeight;
  return end > top + extent.view ? end - extent.view : undefined;
}
