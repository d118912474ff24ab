export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** Every story comes round after this many days, so that on any day all of them lie within AWS's 30 days. */
const CYCLE_DAYS = 28;
/** 1970-01-01, day 0, was a Thursday. */
const WEEKDAY_OF_DAY_0 = 4;
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] as const;

export type Weekday = (typeof WEEKDAYS)[number];

/** When a backup rule runs: every day, or on one weekday, at a wall-clock time of a time zone. */
export interface Schedule {
  readonly hour: number;
  readonly minute: number;
  /** IANA name. */
  readonly timezone: string;
  readonly weekday?: Weekday;
}

/** One calendar day, counted from 1970-01-01 in whatever time zone the schedule has. */
export class Night {
  constructor(readonly day: number) {}

  /** Which round of the stories this day belongs to. */
  get cycle(): number {
    return Math.floor(this.day / CYCLE_DAYS);
  }

  /** 0 to 27. */
  get dayOfCycle(): number {
    return this.day - this.cycle * CYCLE_DAYS;
  }

  /** 0 to 3. */
  get weekOfCycle(): number {
    return Math.floor(this.dayOfCycle / 7);
  }

  get weekday(): Weekday {
    return WEEKDAYS[(this.day + WEEKDAY_OF_DAY_0) % 7] ?? 'SUN';
  }

  get isoDate(): string {
    return new Date(this.day * DAY_MS).toISOString().slice(0, 10);
  }
}

/** The UTC calendar day of an instant (epoch ms). */
export function dayOf(epochMs: number): number {
  return Math.floor(epochMs / DAY_MS);
}

/** In the notation of AWS Backup's rules, which is that of Amazon EventBridge. */
export function cronOf(schedule: Schedule): string {
  return `cron(${schedule.minute} ${schedule.hour} ? * ${schedule.weekday ?? '*'} *)`;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** How far a time zone's clocks are ahead of UTC at an instant, in ms, read off a formatted date. */
function readOffset(timezone: string, epochMs: number): number {
  let clock = clocks.get(timezone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-US', {
      timeZone: timezone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    clocks.set(timezone, clock);
  }
  const shown = new Map(clock.formatToParts(epochMs).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => shown.get(type) ?? 0;
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  return wall - Math.floor(epochMs / 1000) * 1000;
}

const atMidnight = new Map<string, number>();

function offsetAtMidnight(timezone: string, day: number): number {
  const key = `${timezone} ${day}`;
  const offset = atMidnight.get(key) ?? readOffset(timezone, day * DAY_MS);
  atMidnight.set(key, offset);
  return offset;
}

/** As `readOffset`, but formatting is slow and most days have one offset from UTC midnight to UTC midnight. */
function offsetAt(timezone: string, epochMs: number): number {
  const day = dayOf(epochMs);
  const offset = offsetAtMidnight(timezone, day);
  return offset === offsetAtMidnight(timezone, day + 1) ? offset : readOffset(timezone, epochMs);
}

/** The instant (epoch ms) at which a rule starts on this night; undefined when it does not run on that weekday. */
export function startOf(schedule: Schedule, night: Night): number | undefined {
  if (schedule.weekday !== undefined && schedule.weekday !== night.weekday) return undefined;
  const wall = night.day * DAY_MS + schedule.hour * HOUR_MS + schedule.minute * MINUTE_MS;
  const guess = wall - offsetAt(schedule.timezone, wall);
  // Once more from the guess: on the day the clocks change, the first offset may be that of the other side.
  return wall - offsetAt(schedule.timezone, guess);
}
