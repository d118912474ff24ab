import * as v from 'valibot';

/** In device-independent pixels. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** In device-independent pixels. */
export type Size = Pick<Rectangle, 'width' | 'height'>;

/** Smallest window in which the form, the list and a job still fit without losing a control. */
export const MIN_SIZE = { width: 720, height: 520 } as const;
const FIRST_SIZE = { width: 1240, height: 820 } as const;

/** Smallest window in which one job alone can still be read, so that two stand side by side on a small display. */
export const MIN_JOB_SIZE = { width: 520, height: 420 } as const;
const FIRST_JOB_SIZE = { width: 960, height: 780 } as const;
/** From one window to the next: as far as its title bar is high, so that each can be reached. */
const CASCADE = 36;

/** Window managers report huge coordinates for minimised windows; nothing real is larger than this. */
const COORDINATE_LIMIT = 100_000;
const Length = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(COORDINATE_LIMIT));
const Coordinate = v.pipe(v.number(), v.integer(), v.minValue(-COORDINATE_LIMIT), v.maxValue(COORDINATE_LIMIT));

/** Where the main window was when it was last closed, and how large the others were. */
export const WindowStateSchema = v.strictObject({
  bounds: v.optional(v.strictObject({ x: Coordinate, y: Coordinate, width: Coordinate, height: Coordinate })),
  maximized: v.boolean(),
  /** How large a window of one job was left last. */
  jobSize: v.optional(v.strictObject({ width: Length, height: Length })),
});
export type WindowState = v.InferOutput<typeof WindowStateSchema>;

/**
 * Bounds for a new window: the ones remembered, as far as they still lie on a display; else the middle of the main
 * display. `workAreas` are the displays' usable parts, the main one first. Never wholly or partly out of reach.
 */
export function placeWindow(
  saved: Rectangle | undefined,
  workAreas: readonly Rectangle[],
  least: Size = MIN_SIZE,
): Rectangle {
  const main = workAreas[0] ?? { x: 0, y: 0, ...FIRST_SIZE };
  if (saved === undefined) return centre(FIRST_SIZE, main, least);
  const home = largestOverlap(saved, workAreas);
  if (home === undefined) return centre(saved, main, least);
  const { width, height } = limitSize(saved, home, least);
  return {
    x: clamp(saved.x, home.x, home.x + home.width - width),
    y: clamp(saved.y, home.y, home.y + home.height - height),
    width,
    height,
  };
}

/** Bounds for a window of one job: a step away from the main one (`beside`) and from `place` others, wholly on a display. */
export function placeJobWindow(
  size: Size | undefined,
  beside: Rectangle | undefined,
  place: number,
  workAreas: readonly Rectangle[],
): Rectangle {
  const { width, height } = size ?? FIRST_JOB_SIZE;
  const from = beside ?? centre({ width, height }, workAreas[0] ?? { x: 0, y: 0, width, height }, MIN_JOB_SIZE);
  const step = CASCADE * (place + 1);
  return placeWindow({ x: from.x + step, y: from.y + step, width, height }, workAreas, MIN_JOB_SIZE);
}

function centre(size: Size, area: Rectangle, least: Size): Rectangle {
  const { width, height } = limitSize(size, area, least);
  const x = area.x + Math.max(0, Math.floor((area.width - width) / 2));
  const y = area.y + Math.max(0, Math.floor((area.height - height) / 2));
  return { x, y, width, height };
}

/** At least the smallest usable size, even where the display is smaller still. */
function limitSize(size: Size, area: Rectangle, least: Size): Size {
  return {
    width: Math.max(least.width, Math.min(size.width, area.width)),
    height: Math.max(least.height, Math.min(size.height, area.height)),
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
