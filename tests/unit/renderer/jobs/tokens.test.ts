import { expect, test } from 'vitest';
import type { Filter } from '../../../../src/renderer/src/domain/filter/types';
import { isStateChip, withOutcomeKeys } from '../../../../src/renderer/src/jobs/tokens';

const asking = (column: string, values: readonly string[], operator: '=' | '!=' | ':' = '='): Filter => ({
  text: '',
  tokens: [{ column, operator, values }],
});

test('outcomes are told by their keys, however they were typed', () => {
  expect(withOutcomeKeys(asking('outcome', ['Failed', 'COMPLETED WITH ISSUES', 'running', 'No state']))).toEqual(
    asking('outcome', ['failed', 'completed-with-issues', 'running', 'none']),
  );
  expect(withOutcomeKeys(asking('outcome', ['failed', 'Failed'], '!='))).toEqual(asking('outcome', ['failed'], '!='));
});

test('what is an outcome already, no outcome, or another column stays as it is', () => {
  for (const filter of [
    asking('outcome', ['failed', 'other:PAUSED']),
    asking('outcome', ['exploded']),
    asking('outcome', ['Fail'], ':'),
    asking('State', ['Failed']),
  ])
    expect(withOutcomeKeys(filter)).toEqual(filter);
});

test('a chip tells only what it has a key for; anything else stays in sight as a token', () => {
  const tokenOf = (values: readonly string[]) => asking('outcome', values).tokens[0]!;
  expect(isStateChip(tokenOf(['failed', 'other:PAUSED']))).toBe(true);
  expect(isStateChip(tokenOf(['failed', 'exploded']))).toBe(false);
  expect(isStateChip(asking('outcome', ['failed'], '!=').tokens[0]!)).toBe(false);
});
