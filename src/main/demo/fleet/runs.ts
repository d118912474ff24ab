import { assemble, copyJobIdOf, type ChildRun } from './assemble';
import { MINUTE_MS, startOf, type Night } from './calendar';
import type { JobFacts, JobTimes } from './facts';
import { OUTCOMES, type Outcome, type OutcomeName } from './outcomes';
import { SeededRandom } from './random';
import type { CopySpec } from './spec';

const SECOND_MS = 1000;

/** The outcome of a parent follows from those of its children. */
function parentOutcome(children: readonly Pick<ChildRun, 'outcome'>[]): Outcome {
  const failures = children.filter(({ outcome }) => outcome.state === 'FAILED').length;
  if (failures === 0) return OUTCOMES.ok;
  const state = failures === children.length ? 'FAILED' : 'PARTIAL';
  return { state, after: 'all its data', message: 'Some of the nested copy jobs did not complete.' };
}

/** How long a job runs before it ends this way, in ms. */
function runningTime(outcome: Outcome, usualMinutes: number, slower: number, random: SeededRandom): number {
  switch (outcome.after) {
    case 'seconds':
      return random.between(4, 60) * SECOND_MS;
    case 'minutes':
      return random.between(2, 12) * MINUTE_MS;
    case 'hours':
      return random.between(110, 170) * MINUTE_MS;
    case 'all its data':
      return usualMinutes * slower * random.between(0.92, 1.08) * MINUTE_MS;
  }
}

function timesFrom(createdAt: number, running: number, random: SeededRandom): JobTimes {
  const startedAt = createdAt + Math.round(random.between(5, 90) * SECOND_MS);
  return { createdAt, startedAt, endedAt: startedAt + Math.round(running) };
}

function outcomeOf(night: Night, weeks: CopySpec['weeks'], twist: OutcomeName | undefined): Outcome {
  return OUTCOMES[twist ?? weeks?.[night.weekOfCycle] ?? 'ok'];
}

/**
 * The job that a spec's schedule makes on a night, or undefined when it makes none. The calendar is absolute: the
 * same night gives the same job, with the same id, on whatever day the demo account is opened.
 */
export function plannedJob(spec: CopySpec, night: Night): JobFacts | undefined {
  const start = startOf(spec.schedule, night);
  const twist = spec.story?.(night) ?? {};
  if (start === undefined || twist.missed === true) return undefined;

  const random = new SeededRandom('run', spec.key, night.isoDate);
  const copyJobId = copyJobIdOf(random);
  // The backup comes first; the copy is created when it is done. Somebody's copy on demand starts at once.
  const backup = spec.plan ? random.between(8, 35) : random.between(0, 20);
  const createdAt = start + Math.round(backup * MINUTE_MS);

  const children = (spec.children ?? []).map((child, index) => {
    const outcome = outcomeOf(night, child.weeks, undefined);
    const running = runningTime(outcome, child.minutes, 1, random);
    const times = timesFrom(createdAt + (index + 1) * SECOND_MS, running, random);
    return { child, copyJobId: copyJobIdOf(random), times, outcome };
  });
  const isParent = children.length > 0;
  const outcome = isParent ? parentOutcome(children) : outcomeOf(night, spec.weeks, twist.outcome);
  const own = timesFrom(createdAt, runningTime(outcome, spec.minutes, twist.slower ?? 1, random), random);
  const lastChild = Math.max(...children.map(({ times }) => times.endedAt));
  const times = isParent
    ? {
        createdAt,
        startedAt: createdAt + SECOND_MS,
        endedAt: lastChild + Math.round(random.between(3, 30) * SECOND_MS),
      }
    : own;
  return assemble({ spec, name: night.isoDate, copyJobId, times, outcome, twist }, children);
}
