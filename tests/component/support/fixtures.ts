import { readCopyJob, type CopyJobReading } from '../../../src/renderer/src/domain/copy-job';

const TEXTS = import.meta.glob<string>('../../fixtures/copy-jobs/[0-9]*.json', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Every copy-job fixture: its name and the body as received. */
export const FIXTURES: readonly { readonly name: string; readonly body: string }[] = Object.entries(TEXTS).map(
  ([path, body]) => ({ name: path.replace(/^.*\/|\.json$/g, ''), body }),
);

/** The body of one fixture, by its number. */
export function fixture(number: string): string {
  const found = FIXTURES.find(({ name }) => name.startsWith(`${number}-`));
  if (found === undefined) throw new Error(`There is no fixture ${number}.`);
  return found.body;
}

/** The reading of a body that holds a copy job. */
export function read(body: string): CopyJobReading {
  const result = readCopyJob(body);
  if (!result.ok) throw new Error(result.problem.message);
  return result.reading;
}

/** The reading of one fixture, by its number. */
export function fixtureReading(number: string): CopyJobReading {
  return read(fixture(number));
}

/** A fixture's body with some members of the copy job changed; `undefined` takes one out. */
export function fixtureWith(number: string, members: Readonly<Record<string, unknown>>): string {
  const body = JSON.parse(fixture(number)) as { CopyJob: Record<string, unknown> };
  return JSON.stringify({ CopyJob: { ...body.CopyJob, ...members } });
}

/** Every fixture has the creation date 1790000000 (epoch seconds) or one near it; an hour after that is a good "now". */
export const NOW = 1_790_003_600_000;
