import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CallBudget, type BudgetClock, type CallSlot } from '../../../../../src/renderer/src/data/sync/budget.svelte';

/** A clock that only moves when told to. */
class FakeClock implements BudgetClock {
  #now = 0;
  #timers = new Set<{ readonly at: number; readonly act: () => void }>();
  now(): number {
    return this.#now;
  }
  later(ms: number, act: () => void): () => void {
    const timer = { at: this.#now + ms, act };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    for (;;) {
      const next = [...this.#timers].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#timers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.act();
      await Promise.resolve();
    }
    this.#now = end;
    await Promise.resolve();
  }
}

function prepare(perSecond: number, atOnce: number) {
  const clock = new FakeClock();
  const budget = new CallBudget(clock);
  budget.setLimits({ perSecond, atOnce });
  const slots: CallSlot[] = [];
  const ask = (count = 1): void => {
    for (let at = 0; at < count; at += 1) void budget.take().then((slot) => slot && slots.push(slot));
  };
  return { clock, budget, slots, ask };
}

describe('the call budget', () => {
  test('never has more calls under way than allowed', async () => {
    const { clock, budget, slots, ask } = prepare(100, 3);
    ask(10);
    await clock.pass(1000);
    expect(slots).toHaveLength(3);
    await expect.poll(() => budget.inFlight).toBe(3);
    slots[0]!.giveBack('answered');
    slots[0]!.giveBack('answered');
    await clock.pass(0);
    expect(slots).toHaveLength(4);
  });

  test('in any second it begins at most one second’s worth more than the pace', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.nat(400), { minLength: 3, maxLength: 15 }),
        async (pace, waits) => {
          const { clock, slots, ask } = prepare(pace, 32);
          let passed = 0;
          for (const wait of waits) {
            ask(5);
            await clock.pass(wait);
            passed += wait;
            for (const slot of slots) slot.giveBack('answered');
            await clock.pass(0);
            expect(slots.length).toBeLessThanOrEqual(Math.max(1, pace) + (passed * pace) / 1000 + 1e-6);
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  test('throttled, it pauses, halves its pace once however many were under way, and recovers', async () => {
    const { clock, budget, slots, ask } = prepare(20, 4);
    ask(4);
    await clock.pass(0);
    for (const slot of slots) slot.giveBack('throttled');
    expect(budget.pace).toBe(10);
    expect(budget.slowed).toBe(true);
    ask(1);
    await clock.pass(900);
    expect(slots).toHaveLength(4);
    expect(budget.pausing).toBe(true);
    await clock.pass(300);
    expect(slots).toHaveLength(5);
    for (let at = 4; budget.slowed; at += 1) {
      slots[at]!.giveBack('answered');
      ask(1);
      await clock.pass(1000);
    }
    expect(budget.pace).toBe(20);
    expect(slots.length).toBeLessThan(30);
  });

  test('waits as long as AWS asks for; an answer after retries slows it without a pause', async () => {
    const { clock, budget, slots, ask } = prepare(10, 2);
    ask(1);
    await clock.pass(0);
    slots[0]!.giveBack('throttled', 20_000);
    ask(1);
    await clock.pass(19_900);
    expect(slots).toHaveLength(1);
    await clock.pass(200);
    expect(slots).toHaveLength(2);
    slots[1]!.giveBack('strained');
    expect(budget.pace).toBe(3.75);
    expect(budget.pausing).toBe(false);
  });

  test('who gives up waiting leaves the queue', async () => {
    const { clock, budget, ask, slots } = prepare(10, 1);
    ask(1);
    const stop = new AbortController();
    const left = budget.take(stop.signal);
    ask(1);
    stop.abort();
    expect(await left).toBeUndefined();
    expect(await budget.take(stop.signal)).toBeUndefined();
    await clock.pass(0);
    slots[0]!.giveBack('failed');
    await clock.pass(1000);
    expect(slots).toHaveLength(2);
  });
});
