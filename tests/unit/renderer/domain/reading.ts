import { readCopyJob, type CopyJobReading } from '../../../../src/renderer/src/domain/copy-job';

const FIXTURES = import.meta.glob<string>('../../../fixtures/copy-jobs/[0-9]*.json', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** All single copy-job fixtures: name without ending, and text. */
export const FIXTURE_BODIES = Object.entries(FIXTURES).map(
  ([path, body]) => [path.replace(/^.*\/(.+)\.json$/, '$1'), body] as const,
);

/** The text of one fixture, found by the beginning of its name. */
export function fixture(beginning: string): string {
  const found = FIXTURE_BODIES.find(([name]) => name.startsWith(beginning));
  if (!found) throw new Error(`There is no fixture ${beginning}.`);
  return found[1];
}

/** Reads a body that is known to be good. */
export function read(body: string): CopyJobReading {
  const result = readCopyJob(body);
  if (!result.ok) throw new Error(result.problem.message);
  return result.reading;
}

/** Reads a copy job given as JavaScript values. */
export function job(members: Readonly<Record<string, unknown>> = {}): CopyJobReading {
  return read(JSON.stringify({ CopyJob: members }));
}
