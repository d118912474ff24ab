import { readCopyJob } from '../../domain/copy-job';
import { digestOf } from '../../domain/json';
import type { Observation } from '../../../../preload/contract/shapes';
import type { PreparedObservation } from './ledger';
import { HistoryProblem } from './types';

/**
 * Reads an observation and works out its content's digest, before anything is written.
 * @throws {HistoryProblem} if its body holds no copy job, or another one than was asked about
 */
export async function prepare(observation: Observation): Promise<PreparedObservation> {
  const result = readCopyJob(observation.body);
  if (!result.ok) {
    throw new HistoryProblem('unreadable-body', `The answer was not kept: ${result.problem.message}`);
  }
  const { reading } = result;
  const { copyJobId } = reading;
  if (copyJobId !== undefined && copyJobId.toLowerCase() !== observation.copyJobId.toLowerCase()) {
    throw new HistoryProblem(
      'wrong-job',
      'The answer was not kept: it is about another copy job than the one asked for.',
    );
  }
  return { observation, reading, digest: await digestOf(reading.copyJob) };
}
