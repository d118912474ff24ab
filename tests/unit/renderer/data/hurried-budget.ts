import { SECOND_MS } from '../../../../src/renderer/src/domain/durations';
import { CallBudget } from '../../../../src/renderer/src/data/sync/budget.svelte';

/** A budget whose waits are over at once: its clock runs a minute each time somebody looks. What counts here is order, not time. */
export function hurriedBudget(): CallBudget {
  let now = 0;
  return new CallBudget({
    now: () => (now += 60 * SECOND_MS),
    later: (_ms, act) => {
      const timer = setTimeout(act);
      return () => {
        clearTimeout(timer);
      };
    },
  });
}
