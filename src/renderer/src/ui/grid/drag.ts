/** A press becomes a drag only after this many CSS px: a hand is never quite still when it clicks. */
const DRAG_FROM = 5;

/** What a drag tells while it lasts. Distances in CSS px from where the press began. */
export interface Drag {
  moved(distance: number, clientX: number): void;
  /** `dragged` is false for a press that never moved: a click. */
  ended?(dragged: boolean): void;
}

/** Follows the pointer from a press until it is let go, also outside of the window. Begin in a `pointerdown` handler. */
export function followPointer(event: PointerEvent, drag: Drag): void {
  const from = event.clientX;
  let dragged = false;
  const ended = new AbortController();
  const { signal } = ended;
  window.addEventListener(
    'pointermove',
    ({ clientX }) => {
      if (!dragged && Math.abs(clientX - from) < DRAG_FROM) return;
      dragged = true;
      drag.moved(clientX - from, clientX);
    },
    { signal },
  );
  const end = (): void => {
    ended.abort();
    drag.ended?.(dragged);
  };
  window.addEventListener('pointerup', end, { signal });
  window.addEventListener('pointercancel', end, { signal });
}
