import { describe, expect, it } from 'vitest';
import { SeededRandom, uuidOf } from '../../../../../src/main/demo/fleet/random';

describe('SeededRandom', () => {
  it('says the same under the same name, and something else under another', () => {
    const say = (...name: (string | number)[]) => {
      const random = new SeededRandom(...name);
      return [random.uuid(), random.hex(70), random.between(0, 1)];
    };
    expect(say('a', 1)).toEqual(say('a', 1));
    expect(say('a', 1)).not.toEqual(say('a', 2));
    expect(say('a', 'b')).not.toEqual(say('ab'));
  });

  it('stays within its bounds and reaches all of them', () => {
    const random = new SeededRandom('bounds');
    const values = Array.from({ length: 2000 }, () => random.between(10, 20));
    expect(Math.min(...values)).toBeGreaterThanOrEqual(10);
    expect(Math.max(...values)).toBeLessThan(20);
    expect(new Set(values.map(Math.floor)).size).toBe(10);
  });

  it('gives as many digits as asked for, and ids in the form of a UUID', () => {
    expect(new SeededRandom('x').hex(150)).toMatch(/^[0-9a-f]{150}$/);
    expect(new SeededRandom('x').uuid()).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(uuidOf('plan', 1)).toBe(uuidOf('plan', 1));
  });
});
