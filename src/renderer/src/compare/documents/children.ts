import type { History, JobRow } from '../../data/history';
import type { CopyJobReading } from '../../domain/copy-job';
import { listed } from '../../domain/diff/summary';
import type { About, ComparisonDocument, Making } from '../../domain/export/comparison/document';
import { manyDocument } from '../../domain/export/comparison/many';
import { newestFacts } from '../../domain/export/comparison/side-facts';
import { FIELDS } from '../../domain/fields';
import { exactIso, type TimeDisplay } from '../../domain/instants';
import { jobTitle } from '../../domain/job-title';
import { grouped } from '../../domain/numbers';
import { outcomeLabel } from '../../domain/outcome';
import { forEach, readingOf } from './read-all';

/** Each child has values of its own in these. */
const OWN = new Set(FIELDS.filter(({ ofEachJob }) => ofEachJob === true).map(({ path }) => path));

interface Children {
  readonly history: Pick<History, 'body'>;
  readonly parent: JobRow;
  /** Those that are on screen, and how many there are. */
  readonly rows: readonly JobRow[];
  readonly all: number;
  readonly times: TimeDisplay;
}

/** The children of a parent beside each other: what AWS said last about each. */
export async function childrenDocument(
  { history, parent, rows, all, times }: Children,
  about: About,
  making: Making,
): Promise<ComparisonDocument> {
  const readings: (CopyJobReading | undefined)[] = [];
  await forEach(rows, making, async ({ newestSnapshot }) => {
    readings.push(readingOf(await history.body(newestSnapshot)));
  });
  const columns = rows.map((row, at) => {
    const part = row.values['CompositeMemberIdentifier'];
    return {
      title: typeof part === 'string' && part !== '' ? part : jobTitle(row),
      facts: [{ label: 'Outcome', text: outcomeLabel(row.outcomeKey) }, ...newestFacts(row, times)],
      reading: readings[at],
    };
  });
  const outcomes = new Map<string, number>();
  for (const { outcomeKey } of rows) outcomes.set(outcomeKey, (outcomes.get(outcomeKey) ?? 0) + 1);
  const counts = [...outcomes].map(([key, count]) => `${grouped(count)} ${outcomeLabel(key).toLowerCase()}`).join(', ');
  return manyDocument(
    {
      title: `Copy job ${parent.copyJobId}: its child jobs`,
      subject: {
        name: 'Parent',
        title: jobTitle(parent),
        facts: [
          { label: 'Parent job ID', text: parent.copyJobId },
          { label: 'Parent outcome', text: outcomeLabel(parent.outcomeKey) },
          { label: 'Parent observed', text: exactIso(parent.lastSeen) },
        ],
      },
      ...{ all: 'Child jobs', one: 'Child job', differing: 'What differs between them', marking: 'minority' },
      ...{ leftOut: OWN, columns },
      summary: (differing, hidden) => {
        const them = `${grouped(rows.length)} child ${rows.length === 1 ? 'job' : 'jobs'}: ${counts}.`;
        return differing.length === 0
          ? `${them} They differ in nothing but ids and times, which each has of its own${hidden === 0 ? '' : ', and what the ignore rules leave out'}.`
          : `${them} They differ in ${listed(differing.map(({ label }) => label))}; ids and times, which each has of its own, are left out.`;
      },
      notes: [
        'What AWS Backup said last about each. “Other than most”: another value than most of them have.',
        ...(all > rows.length ? [`The first ${grouped(rows.length)} of ${grouped(all)} child jobs.`] : []),
      ],
    },
    times,
    about,
  );
}
