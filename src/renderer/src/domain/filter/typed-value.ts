import type { Column } from '../columns';
import type { JobValue } from '../job-values';

/**
 * A value as it is typed into a token, so that `=` finds exactly the jobs that have it.
 * @param now epoch ms UTC, for ages
 */
export function typedValue({ kind }: Pick<Column, 'kind'>, value: JobValue, now: number): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  if (kind === 'instant') return new Date(value).toISOString();
  if (kind === 'duration') return `${value}ms`;
  return kind === 'age' ? `${Math.max(0, now - value)}ms` : String(value);
}
