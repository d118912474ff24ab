import type { Column } from '../columns';
import type { JobValue } from '../job-values';

/**
 * A value as it is typed into a token, so that `=` finds exactly the jobs that have it.
 * @param now epoch ms UTC, for ages
 */
export function typedValue({ kind }: Pick<Column, 'kind'>, value: JobValue, now: number): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  switch (kind) {
    case 'instant':
      return new Date(value).toISOString();
    case 'duration':
      return `${value}ms`;
    case 'age':
      return `${Math.max(0, now - value)}ms`;
    default:
      return String(value);
  }
}
