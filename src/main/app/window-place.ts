import * as v from 'valibot';

/** In device-independent pixels. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Smallest window in which the form, the list and a job still fit without losing a control. */
export const MIN_SIZE = { width: 720, height: 520 } as const;
const FIRST_SIZE = { width: 1240, height: 820 } as const;

/** Window managers report huge coordinates for minimised windows; nothing real is larger than this. */
const COORDINATE_LIMIT = 100_000;
const Coordinate = v.pipe(v.number(), v.integer(), v.minValue(-COORDINATE_LIMIT), v.maxValue(COORDINATE_LIMIT));

/** Where the window was when it was last closed. */
export const WindowStateSchema = v.strictObject({
  bounds: v.optional(v.strictObject({ x: Coordinate, y: Coordinate, width: Coordinate, height: Coordinate })),
  maximized: v.boolean(),
});
export type WindowState = v.InferOutput<typeof WindowStateSchema>;

/**
 * Bounds for a new window: the ones remembered, as far as they still lie on a display; else the middle of the main
 * display. `workAreas` are the displays' usable parts, the main one first. Never wholly or partly out of reach.
 */
export function placeWindow(saved: Rectangle | undefined, workAreas: readonly Rectangle[]): Rectangle {
  const main = workAreas[0] ?? { x: 0, y: 0, ...FIRST_SIZE };
  if (saved === undefined) return centre(FIRST_SIZE, main);
  const home = largestOverlap(saved, workAreas);
  if (home === undefined) return centre(saved, main);
  const { width, height } = limitSize(saved, home);
  return {
    x: clamp(saved.x, home.x, home.x + home.width - width),
    y: clamp(saved.y, home.y, home.y + home.height - height),
    width,
    height,
  };
}

function centre(size: Pick<Rectangle, 'width' | 'height'>, area: Rectangle): Rectangle {
  const { width, height } = limitSize(size, area);
  const x = area.x + Math.max(0, Math.floor((area.width - width) / 2));
  const y = area.y + Math.max(0, Math.floor((area.height - height) / 2));
  return { x, y, width, height };
}

/** At least the smallest usable size, even where the display is smaller still. */
function limitSize(size: Pick<Rectangle, 'width' | 'height'>, area: Rectangle): { width: number; height: number } {
  return {
    width: Math.max(MIN_SIZE.width, Math.min(size.width, area.width)),
    height: Math.max(MIN_SIZE.height, Math.min(size.height, area.height)),
  };
}

function largestOverlap(bounds: Rectangle, areas: readonly Rectangle[]): Rectangle | undefined {
  let best: { area: Rectangle; overlap: number } | undefined;
  for (const area of areas) {
    const width = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
    const height = Math.min(bounds.y + bounds.height, area.y + area.height) - Math.max(bounds.y, area.y);
    const overlap = width > 0 && height > 0 ? width * height : 0;
    if (overlap > (best?.overlap ?? 0)) best = { area, overlap };
  }
  return best?.area;
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
