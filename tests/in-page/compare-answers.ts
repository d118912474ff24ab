import { readCopyJob, type CopyJobReading } from '../../src/renderer/src/domain/copy-job';
import { compareReadings } from '../../src/renderer/src/domain/diff';
import type { AnswersComparer } from './shapes';

function read(body: string): CopyJobReading {
  const result = readCopyJob(body);
  if (!result.ok) throw new Error(result.problem.message);
  return result.reading;
}

const comparer: AnswersComparer = {
  parse(pairs) {
    const readings = pairs.map(([left, right]) => [read(left), read(right)] as const);
    return {
      differences: () =>
        readings.reduce((total, [left, right]) => total + compareReadings(left, right).differences.length, 0),
      everything: () =>
        readings.reduce((total, [left, right]) => {
          const { rows, derived, summary } = compareReadings(left, right);
          const said = rows.filter(({ delta, reason }) => delta !== undefined || reason !== undefined);
          return total + rows.length + derived.length + said.length + (summary === '' ? 1 : 0);
        }, 0),
    };
  },
  fromText: (pairs) =>
    pairs.reduce((total, [left, right]) => total + compareReadings(read(left), read(right)).differences.length, 0),
};

Object.assign(globalThis, { answersComparer: comparer });
