import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CopyJobReading } from '../../../../../src/renderer/src/domain/copy-job';
import { sameJson } from '../../../../../src/renderer/src/domain/json';
import { matrixOf } from '../../../../../src/renderer/src/domain/matrix/matrix';
import { read } from '../../../../component/support/fixtures';

const reading = (members: Record<string, unknown>): CopyJobReading =>
  read(JSON.stringify({ CopyJob: { CopyJobId: 'A', ...members } }));
const rowOf = (
  columns: readonly (CopyJobReading | undefined)[],
  path: string,
  marking: 'steps' | 'minority' = 'steps',
) => matrixOf(columns, marking).rows.find((row) => row.path === path);

describe('many readings beside each other', () => {
  const states = ['CREATED', 'RUNNING', 'RUNNING', 'COMPLETED'].map((State) => reading({ State, ResourceType: 'EBS' }));

  it('have a row for what ever changed, each step marked, and the rest folded', () => {
    const { rows, shared } = matrixOf(states, 'steps');
    expect(rows.map(({ path, label }) => [path, label])).toEqual([['State', 'State']]);
    expect(rows[0]?.marked).toEqual([false, true, false, true]);
    expect(shared.map(({ path }) => path)).toEqual(['ResourceType', 'CopyJobId']);
  });

  it('tell not there from null, zero and empty, and two spellings of a number from none', () => {
    const sizes = [{}, { N: null }, { N: 0 }, { N: '' }, { N: '0' }, { N: false }].map(reading);
    expect(rowOf(sizes, 'N')?.marked).toEqual([false, true, true, true, true, true]);
    const spelled = [read('{"CopyJob":{"CopyJobId":"A","N":1}}'), read('{"CopyJob":{"CopyJobId":"A","N":1.0}}')];
    expect(matrixOf(spelled, 'steps').rows).toEqual([]);
  });

  it('pass over a column that cannot be read', () => {
    const columns = [states[0], undefined, states[0], states[1]];
    expect(rowOf(columns, 'State')?.marked).toEqual([false, false, false, true]);
    expect(matrixOf([states[0], undefined], 'steps').rows).toEqual([]);
    expect(matrixOf([undefined], 'steps')).toEqual({ rows: [], shared: [] });
  });

  it('mark the few among many, and none where no value is the usual one', () => {
    const children = ['COMPLETED', 'FAILED', 'COMPLETED'].map((State) => reading({ State }));
    expect(rowOf(children, 'State', 'minority')?.marked).toEqual([false, true, false]);
    expect(rowOf(children.slice(0, 2), 'State', 'minority')?.marked).toEqual([false, false]);
  });

  const value = fc.constantFrom<unknown>(undefined, null, 0, 1, '', '1', 'a', true, [1], { X: 1 });
  const job = fc.record({ State: value, ResourceName: value, New: value });

  it('have exactly the rows whose value differs somewhere, found by looking at every pair', () => {
    fc.assert(
      fc.property(
        fc.array(job, { minLength: 1, maxLength: 6 }),
        fc.constantFrom('steps' as const, 'minority' as const),
        (jobs, marking) => {
          const columns = jobs.map((members) => reading(members));
          const paths = [...new Set(columns.flatMap(({ members }) => members.map(({ path }) => path)))];
          const at = (column: CopyJobReading, path: string) =>
            column.members.find((member) => member.path === path)?.value;
          const same = (one: CopyJobReading, other: CopyJobReading, path: string): boolean => {
            const [a, b] = [at(one, path), at(other, path)];
            return a === undefined || b === undefined ? a === b : sameJson(a, b);
          };
          const differing = paths.filter((path) =>
            columns.some((one) => columns.some((other) => !same(one, other, path))),
          );
          const { rows, shared } = matrixOf(columns, marking);
          expect(rows.map(({ path }) => path).sort()).toEqual(differing.sort());
          expect([...rows, ...shared].map(({ path }) => path).sort()).toEqual(paths.sort());
          for (const { path, values, marked } of rows) {
            expect(values).toEqual(columns.map((column) => at(column, path)));
            if (marking === 'steps')
              expect(marked).toEqual(
                columns.map((column, place) => place > 0 && !same(column, columns[place - 1]!, path)),
              );
          }
        },
      ),
    );
  });
});
