import * as v from 'valibot';
import { expect, test } from 'vitest';
import { CALLS } from '../../../src/preload/contract/calls';
import { CALL_NAMES } from '../../../src/preload/contract/names';
import { HONEST_CALLS } from './honest-calls';

test.each(CALL_NAMES)('what hostile inputs of %s begin from is honest', (name) => {
  for (const input of HONEST_CALLS[name]) expect(v.safeParse(CALLS[name].input, input).issues).toBeUndefined();
});
