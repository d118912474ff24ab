import { describe, expect, test } from 'vitest';
import { familyOf, type FamilyMember } from '../../../../src/renderer/src/domain/family';
import { fixtureReading } from '../../../component/support/fixtures';
import { job } from './reading';

const member = (id: string, members: Record<string, unknown>): FamilyMember => ({
  jobKey: `1/r/${id}`,
  reading: job({ CopyJobId: id, ...members }),
});
const parent = (members: Record<string, unknown>) => member('P', { IsParent: true, ...members });
const child = (id: string, state: string, more: Record<string, unknown> = {}) =>
  member(id, { ParentJobId: 'P', State: state, ...more });

describe('a family of copy jobs', () => {
  test('the children of a fixture parent, and the one because of which it is PARTIAL', () => {
    const members = ['15', '16', '17', '18'].map((number) => ({
      jobKey: number,
      reading: fixtureReading(number),
    }));
    const { root, causes } = familyOf(members[0]!, members.slice(1));
    expect(root.children.map(({ jobKey }) => jobKey).sort()).toEqual(['16', '17']);
    expect(causes.map(({ jobKey }) => jobKey)).toEqual(['17']);
  });

  test('grandchildren stand below their own parent, and the cause is the deepest one', () => {
    const jobs = [
      child('A', 'PARTIAL', { IsParent: true }),
      member('B', { ParentJobId: 'A', State: 'FAILED', CompletionDate: 20 }),
      child('C', 'FAILED', { CompletionDate: 10 }),
      child('D', 'COMPLETED'),
      member('X', { ParentJobId: 'another', State: 'FAILED' }),
    ];
    const { root, causes } = familyOf(parent({ State: 'PARTIAL' }), jobs);
    expect(root.children).toHaveLength(3);
    expect(causes.map(({ jobKey }) => jobKey)).toEqual(['1/r/C', '1/r/B']);
  });

  test('counts that add up are no oddity; while the parent runs, nothing is', () => {
    const jobs = [child('A', 'COMPLETED'), child('B', 'FAILED')];
    const counted = { NumberOfChildJobs: 2, ChildJobsInState: { COMPLETED: 1, FAILED: 1 } };
    const sound = familyOf(parent({ State: 'PARTIAL', ...counted }), jobs);
    expect(sound.oddities).toEqual([]);
    expect(sound.counts).toEqual([
      { state: 'COMPLETED', known: 1, reported: 1n },
      { state: 'FAILED', known: 1, reported: 1n },
    ]);
    expect(familyOf(parent({ State: 'RUNNING', NumberOfChildJobs: 9 }), jobs)).toMatchObject({
      oddities: [],
      causes: [],
    });
  });

  test.for<[string, Record<string, unknown>, FamilyMember[], string[]]>([
    [
      'counts by state that are not the number',
      { NumberOfChildJobs: 3, ChildJobsInState: { FAILED: 1 } },
      [],
      ['number', 'children-unknown'],
    ],
    ['children that are not in the history', { NumberOfChildJobs: 3 }, [child('A', 'COMPLETED')], ['children-unknown']],
    [
      'more children than counted',
      { NumberOfChildJobs: 1 },
      [child('A', 'COMPLETED'), child('B', 'COMPLETED')],
      ['number'],
    ],
    [
      'a child that says another state',
      { ChildJobsInState: { COMPLETED: 1 } },
      [child('A', 'FAILED')],
      ['state', 'state'],
    ],
    ['a child that has not ended', {}, [child('A', 'RUNNING')], ['unfinished-child']],
  ])('%s', ([, members, jobs, kinds]) => {
    const { oddities } = familyOf(parent({ State: 'COMPLETED', ...members }), jobs);
    expect(oddities.map(({ kind }) => kind)).toEqual(kinds);
    for (const { text } of oddities) expect(text).toMatch(/\.$/);
  });

  test('a circle and a job that is its own parent end', () => {
    const self = member('P', { ParentJobId: 'P' });
    const loop = [member('A', { ParentJobId: 'P' }), self, member('P2', { CopyJobId: 'P', ParentJobId: 'A' })];
    expect(familyOf(self, loop).root.children).toHaveLength(1);
  });
});
