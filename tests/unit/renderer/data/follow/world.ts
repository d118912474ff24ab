import { onTestFinished } from 'vitest';
import type { Settings } from '../../../../../src/preload/contract/settings';
import { Following } from '../../../../../src/renderer/src/data/follow/following.svelte';
import type { FollowClock } from '../../../../../src/renderer/src/data/follow/world';
import type { History } from '../../../../../src/renderer/src/data/history';
import { openWithoutHistory } from '../../../../../src/renderer/src/data/open-history';
import { CallBudget } from '../../../../../src/renderer/src/data/sync/budget.svelte';
import type { StoredGap } from '../../../../../src/renderer/src/data/coverage/gap-rows';
import { MainProcess } from '../../../../component/support/main-process';
import { answer, once } from '../../../../component/support/history';

export const REGION = 'eu-central-1';
export const PROFILE = { origin: 'shared', name: 'prod' } as const;
/** 25 November 2026, 10:00 UTC. */
export const START = Date.UTC(2026, 10, 25, 10);

/** Turns of the event loop in which everything that is on its way arrives: digests are worked out beside the loop. */
const TURNS = 12;

/** A clock that moves when it is told to; what was put off for later comes in its turn. */
export class FakeClock implements FollowClock {
  time = START;
  #timers: { readonly at: number; readonly act: () => void }[] = [];

  now = (): number => this.time;

  later = (ms: number, act: () => void): (() => void) => {
    const timer = { at: Math.ceil(this.time + ms), act };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  };

  /** Lets so much time go by, and everything that happens in it. */
  async pass(ms: number): Promise<void> {
    const end = this.time + ms;
    await settle();
    for (;;) {
      const next = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#timers = this.#timers.filter((other) => other !== next);
      this.time = Math.max(this.time, next.at);
      next.act();
      await settle();
    }
    this.time = end;
  }

  /** The computer sleeps: time goes by, and nothing happens. */
  jump(ms: number): void {
    this.time += ms;
  }
}

/** Digests are made by another thread, which takes as long as the machine lets it: nothing has settled before they are there. */
let digesting = 0;
const digest = crypto.subtle.digest.bind(crypto.subtle);
crypto.subtle.digest = async (...words) => {
  digesting += 1;
  try {
    return await digest(...words);
  } finally {
    digesting -= 1;
  }
};

async function settle(): Promise<void> {
  for (let quiet = 0; quiet < TURNS; quiet = digesting === 0 ? quiet + 1 : 0) {
    await new Promise((resolve) => setTimeout(resolve));
  }
}

export function jobBody(id: string, state = 'RUNNING', more: Readonly<Record<string, unknown>> = {}): string {
  const created = START / 1000 - 60;
  const job = { AccountId: '111122223333', CopyJobId: id, State: state, CreationDate: created, ResourceName: id };
  return JSON.stringify({ CopyJob: { ...job, ...more } });
}

export function keyOf(id: string, region = REGION): string {
  return `111122223333/${region}/${id}`;
}

/** Everything real but AWS, the clock and the desktop. */
export async function followWorld(history?: History, clock = new FakeClock()) {
  const main = new MainProcess();
  main.now = clock.now;
  const kept = history ?? (await openWithoutHistory('aws'));
  const budget = new CallBudget({ now: clock.now, later: clock.later });
  const told: string[] = [];
  const usable = { value: false };
  const settings = (): Settings['notices'] => main.settings.notices;
  const following = new Following({
    backend: main.api,
    history: kept,
    budget,
    finder: undefined,
    profiles: { isThere: () => true, isUsable: () => usable.value },
    settings,
    tell: (text) => told.push(text),
    clock,
  });
  onTestFinished(() => {
    void following.close();
  });
  /** What the history holds of a job before anything is followed. */
  const seen = async (id: string, ago = 0, region = REGION, body = jobBody(id)): Promise<void> => {
    await kept.record(answer(body, clock.time - ago, { profile: PROFILE, region, copyJobId: id }));
    main.says(region, id, body);
  };
  return {
    main,
    history: kept,
    clock,
    budget,
    following,
    told,
    usable,
    seen,
    gaps: (id: string, region = REGION): Promise<readonly StoredGap[]> => once(kept.gaps(keyOf(id, region))),
    watchJob: (id: string, region = REGION) => {
      following.watch({ kind: 'job', jobKey: keyOf(id, region), title: id });
    },
  };
}
