import type { Section } from '../report';
import type { FilledHistory } from './fill';
import { nameOf } from './sizes';

/** Disk per job with one snapshot, over its JSON as it came. */
const GOAL = { atMost: 0.8 };
const OURS = 'Copytrail, one snapshot a job, all indexes';
const WIRE = 'the jobs as AWS sends them';

export function weighDisk({ jobs, wireBytes, diskBytes }: FilledHistory): Section {
  return {
    title: `Disk per job of ${nameOf(jobs)}`,
    notes: [],
    unit: 'bytes',
    rows: [
      { name: WIRE, figures: [wireBytes / jobs] },
      { name: OURS, figures: [diskBytes / jobs] },
    ],
    comparisons: [{ of: OURS, to: WIRE, goal: GOAL }],
  };
}
