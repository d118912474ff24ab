import { SIGHTINGS_OF_A_JOB } from '../support/numbered-answers';
import type { Tally } from './report';
import type { Target, Victim } from './victim';
import { chance, countAll, inChamber, type Order } from './world';

/** Jobs for several writes of a thinning. */
const ANSWERS = 2400;
const JOBS = ANSWERS / SIGHTINGS_OF_A_JOB;
/** The blow falls within this time (ms) after a number of jobs, which is a matter of chance, is done: within a write or two. */
const LATEST_BLOW_MS = 200;

/** What may be left of a job, by what is taken: places of its answers. All of them, or what the rule leaves. */
const LEFT = { answers: '0 2', jobs: '' } as const;
type Takes = keyof typeof LEFT;
const ALL = Array.from({ length: SIGHTINGS_OF_A_JOB }, (_, place) => place).join(' ');

const BLOWS: readonly Target[] = ['app', 'window', 'main'];

/**
 * Kills the app while a history is thinned out, and again while that is brought back. Afterwards each job must be whole, or what the rule leaves of it;
 * and all of it must come back.
 * @param times how often: two blows each
 */
export function tortureByThinning(order: Order, times: number): Promise<void> {
  return inChamber(order, 'thinning', async ({ open, random }) => {
    const { report } = order;
    report.begin('thinning', times * 2);
    const thinned = report.tally('`kill -9` while the history is thinned out');
    const broughtBack = report.tally('`kill -9` while what a thinning took is brought back');
    let victim = await open();
    await victim.evaluate(`answerFiler.fill(${ANSWERS})`);

    const someOf = (jobs: number): number => Math.floor(random.between(0, jobs));
    /** Has the page do something, strikes soon after it has said a word, and sees to it that there is a window again. */
    const strike = async (code: string, word: RegExp, target: Target): Promise<void> => {
      victim.evaluate(code).catch(() => undefined);
      await victim.hears(word);
      await chance(random.between(0, LATEST_BLOW_MS));
      const loads = victim.loads;
      await victim.kill(target);
      if (target === 'window') {
        await victim.loaded(loads + 1);
        await victim.prepare();
      } else victim = await open();
    };

    for (let time = 0; time < times; time++) {
      const takes: Takes = time % 2 === 0 ? 'answers' : 'jobs';
      const target = BLOWS[time % BLOWS.length] ?? 'app';
      await strike(`answerFiler.thinOut('${takes}', ${someOf(JOBS)})`, /^thinning$/, target);
      const gone = await look(victim, takes, thinned);
      thinned.saw(gone === 0 ? 'nothing taken yet' : gone === JOBS ? 'all taken' : 'a part taken');
      await strike(`answerFiler.bringBack(${someOf(gone)})`, /^bringing back$/, 'app');
      const left = await look(victim, takes, broughtBack);
      broughtBack.saw(left === 0 ? 'all was back' : left === gone ? 'nothing was back yet' : 'a part was back');
      await victim.evaluate('answerFiler.bringBack(0)');
      for (const tally of [thinned, broughtBack]) {
        await countAll(victim, ANSWERS, tally);
        tally.tried();
      }
    }
    await victim.close();
  });
}

/** Whether each job is whole or what the rule leaves of it. @returns of how many something is gone */
async function look(victim: Victim, takes: Takes, tally: Tally): Promise<number> {
  const found = await victim.found(0);
  if ('failure' in found) {
    tally.fault(`the history did not open: ${found.failure.code}, ${found.failure.detail}`);
    return 0;
  }
  const places = new Map<number, number[]>();
  for (const number of found.texts) {
    const job = Math.floor(number / SIGHTINGS_OF_A_JOB);
    places.set(job, [...(places.get(job) ?? []), number % SIGHTINGS_OF_A_JOB]);
  }
  if (found.answers !== found.texts.length) tally.fault(`${found.answers} answers, but ${found.texts.length} texts`);
  let gone = 0;
  for (let job = 0; job < JOBS; job++) {
    const left = (places.get(job) ?? []).join(' ');
    if (left === ALL) continue;
    gone += 1;
    if (left !== LEFT[takes]) tally.fault(`of job ${job} there are the answers "${left}"`);
  }
  return gone;
}
