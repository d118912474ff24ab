import type { Fault, FaultRule } from './types';

/** What a fault rule is matched against. */
export interface Target {
  readonly operation: NonNullable<FaultRule['operation']>;
  readonly copyJobId?: string;
  readonly region: string;
}

/** The faults in force. Later rules win; a rule with `times` goes once it has struck that often. */
export class FaultRules {
  #rules: { readonly rule: FaultRule; passing: number; left: number }[] = [];

  add(rule: FaultRule): () => void {
    const entry = { rule, passing: rule.after ?? 0, left: rule.times ?? Number.POSITIVE_INFINITY };
    this.#rules.push(entry);
    return () => {
      this.#rules = this.#rules.filter((other) => other !== entry);
    };
  }

  clear(): void {
    this.#rules = [];
  }

  /** The fault that strikes this request, which is counted. */
  strikes(target: Target): Fault | undefined {
    for (const entry of this.#rules.toReversed()) {
      if (entry.left === 0 || !matches(entry.rule, target)) continue;
      if (entry.passing === 0) {
        entry.left -= 1;
        return entry.rule.fault;
      }
      entry.passing -= 1;
    }
    return undefined;
  }
}

function matches(rule: FaultRule, target: Target): boolean {
  return (
    (rule.operation === undefined || rule.operation === target.operation) &&
    (rule.copyJobId === undefined || rule.copyJobId === target.copyJobId) &&
    (rule.region === undefined || rule.region === target.region)
  );
}
