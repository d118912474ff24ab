/** Times of day by this machine's clock, `22:00`; across midnight if the second is not after the first. */
export interface QuietHours {
  readonly on: boolean;
  readonly from: string;
  readonly until: string;
}

/**
 * When the quiet hours end that `now` lies in (epoch ms UTC); undefined: it lies in none. They are counted from the instant
 * at which they began, so that an hour that the clock repeats or leaves out in spring and autumn makes them neither begin twice
 * nor stay.
 */
export function quietUntil({ on, from, until }: QuietHours, now: number): number | undefined {
  // The same time twice is no time at all.
  if (!on || from === until) return undefined;
  const today = new Date(now);
  const day = (by: number): Date => new Date(today.getFullYear(), today.getMonth(), today.getDate() + by);
  const begin = [0, -1].map((by) => atTime(day(by), from)).find((at) => at <= now);
  if (begin === undefined) return undefined;
  const end = [0, 1, 2].map((by) => atTime(dayAfter(begin, by), until)).find((at) => at > begin);
  return end !== undefined && now < end ? end : undefined;
}

function dayAfter(at: number, by: number): Date {
  const day = new Date(at);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + by);
}

/** That time on that day; one that the clock leaves out comes as much later. */
function atTime(day: Date, time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate(), hours, minutes).getTime();
}
