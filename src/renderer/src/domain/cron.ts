/**
 * AWS cron expressions in words: `cron(minute hour day-of-month month day-of-week year)`, format from the Amazon EventBridge user
 * guide. Only forms that can be said in one short sentence; undefined for all others.
 */

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const SHORT_WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** `Every day at 05:00`, `Every Sunday at 01:30`, `On day 1 of every month at 03:00`, `Every 4 hours`. */
export function cronText(expression: string): string | undefined {
  const match = /^cron\((.+)\)$/.exec(expression.trim());
  const fields = match?.[1]?.trim().split(/\s+/) ?? [];
  const [minute = '', hour = '', day = '', month = '', weekday = '', year = ''] = fields;
  if (fields.length !== 6 || month !== '*' || year !== '*') return undefined;
  const everyDay = (day === '*' || day === '?') && (weekday === '*' || weekday === '?');
  const step = /^(?:0|\*)\/(\d{1,2})$/.exec(hour)?.[1];
  if (everyDay && /^\d{1,2}$/.test(minute) && (hour === '*' || step !== undefined)) {
    const every = step === undefined || step === '1' ? 'Every hour' : `Every ${Number(step)} hours`;
    return minute === '0' ? every : `${every}, ${minute} minutes past`;
  }
  if (!/^\d{1,2}$/.test(minute) || !/^\d{1,2}(,\d{1,2})*$/.test(hour)) return undefined;
  const times = list(hour.split(',').map((text) => `${text.padStart(2, '0')}:${minute.padStart(2, '0')}`));
  if (everyDay) return `Every day at ${times}`;
  if (weekday === '?' && /^(\d{1,2}|L)$/.test(day)) {
    return `On ${day === 'L' ? 'the last day' : `day ${day}`} of every month at ${times}`;
  }
  const days = day === '?' ? weekdaysOf(weekday) : undefined;
  return days && `Every ${days} at ${times}`;
}

function weekdaysOf(field: string): string | undefined {
  if (/^(MON-FRI|2-6)$/i.test(field)) return 'weekday';
  const names = field.split(',').map((part) => {
    // AWS counts from 1 for Sunday.
    const index = /^[1-7]$/.test(part) ? Number(part) - 1 : SHORT_WEEKDAYS.indexOf(part.toUpperCase());
    return WEEKDAYS[index];
  });
  return names.every((name) => name !== undefined) ? list(names) : undefined;
}

function list(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}
