import { SeededRandom } from '../../src/main/demo/fleet/random';
import { prepareUserData } from '../bench/world';
import { isWhole, SIGHTINGS_OF_A_JOB } from '../support/numbered-answers';
import { makeHome, type TestHome } from '../support/test-home';
import type { Report, Tally } from './report';
import { LIMIT_MS, startVictim, type Victim, type VictimStart } from './victim';

/** More answers than anybody lives to file. */
export const FOR_EVER = 1_000_000;

/** What every kind of torture is told. */
export interface Order {
  /** Absolute path of Electron. */
  readonly executable: string;
  readonly seed: string;
  /** Where it tells what became of it. */
  readonly report: Report;
  /** Puts an end to it: every app is killed, and whatever waits for one rejects. */
  readonly signal?: AbortSignal;
}

/** What one kind of torture works in: a home and a data folder of its own, and random numbers that are the same with the same seed. */
export interface Chamber {
  readonly home: TestHome;
  readonly random: SeededRandom;
  readonly start: (more?: Partial<VictimStart>) => Victim;
  /** Starts it and waits until it can be asked. */
  readonly open: (more?: Partial<VictimStart>) => Promise<Victim>;
}

/**
 * Runs one kind of torture, and ends and removes whatever it leaves.
 * @param name with the seed it makes the random numbers
 */
export async function inChamber<T>(
  { executable, seed, signal }: Pick<Order, 'executable' | 'seed' | 'signal'>,
  name: string,
  work: (chamber: Chamber) => Promise<T>,
): Promise<T> {
  const home = await makeHome();
  await prepareUserData(home.userData);
  const victims: Victim[] = [];
  const start: Chamber['start'] = (more) => {
    signal?.throwIfAborted();
    const victim = startVictim({ executable, userData: home.userData, environment: home.environment, ...more });
    victims.push(victim);
    return victim;
  };
  const killAll = (): Promise<unknown> => Promise.allSettled(victims.map((victim) => victim.kill('app')));
  const onabort = (): void => void killAll();
  signal?.addEventListener('abort', onabort);
  try {
    return await work({
      home,
      random: new SeededRandom('torture', `${name} ${seed}`),
      start,
      async open(more) {
        const victim = start(more);
        await victim.loaded(1);
        await victim.prepare();
        return victim;
      },
    });
  } finally {
    signal?.removeEventListener('abort', onabort);
    await killAll();
    await home.remove();
  }
}

/** Resolves after so many milliseconds: when the blow falls is a matter of chance, not of a state to be waited for. */
export const chance = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Resolves when so many answers are acknowledged. */
export async function acknowledgedAtLeast(victim: Victim, count: number): Promise<void> {
  const began = performance.now();
  while (victim.acknowledged < count) {
    if (performance.now() - began > LIMIT_MS) throw new Error(`Nothing was saved within ${LIMIT_MS / 1000} s.`);
    const refused = victim.said.find((text) => text.startsWith('refused'));
    if (refused !== undefined) throw new Error(`Saving was ${refused}.`);
    if (victim.isGone) throw new Error('The app ended while answers were being saved.');
    await chance(5);
  }
}

/** What is known to have been filed, in order from the first answer on. */
export interface Filed {
  /** Found when it was counted last: these are there for certain. */
  readonly before: number;
  /** Acknowledged by now. */
  readonly acknowledged: number;
}

/**
 * Counts what a history holds of answers that were filed in order. All that were acknowledged must be there, and beyond them at most what was
 * under way: whole writes, none doubled. The tally counts those filed since the last time; an older one that is gone is a fault.
 * @param textsFrom the texts of answers from this one on are compared as well
 * @returns how many answers there are, from the first on
 */
export async function countAnswers(
  victim: Victim,
  { before, acknowledged }: Filed,
  textsFrom: number,
  tally: Tally,
): Promise<number> {
  const found = await victim.found(textsFrom);
  if ('failure' in found) {
    tally.fault(`the history did not open: ${found.failure.code}, ${found.failure.detail}`);
    tally.counted(acknowledged - before, 0);
    return 0;
  }
  const { answers, doubled, texts } = found;
  const looked = texts.filter((number) => number >= before && number < acknowledged).length;
  tally.counted(acknowledged - before, looked);
  const firstText = textsFrom - (textsFrom % SIGHTINGS_OF_A_JOB);
  if (answers < before) tally.fault(`only ${answers} of ${before} older answers are there`);
  if (doubled > 0) tally.fault(`${doubled} answers are there twice`);
  if (!isWhole(answers)) tally.fault(`a write is there in part: ${answers} answers`);
  if (texts.length !== Math.max(0, answers - firstText)) tally.fault(`${answers} answers, but other texts`);
  return answers;
}

/** Counts answers of which all have to be there, in whatever order they were filed. */
export async function countAll(victim: Victim, acknowledged: number, tally: Tally): Promise<void> {
  const found = await victim.found(0);
  if ('failure' in found) tally.fault(`the history did not open: ${found.failure.code}, ${found.failure.detail}`);
  else if (found.doubled > 0) tally.fault(`${found.doubled} answers are there twice`);
  tally.counted(acknowledged, 'failure' in found ? 0 : new Set(found.texts).size);
}
