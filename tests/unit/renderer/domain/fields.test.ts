import { CopyJob$, Lifecycle$, RecoveryPointCreator$ } from '@aws-sdk/client-backup';
import { describe, expect, test } from 'vitest';
import {
  describePath,
  fieldOf,
  FIELDS,
  fieldsOfGroup,
  GROUPS,
  positionOf,
  type FieldKind,
} from '../../../../src/renderer/src/domain/fields';

/** Type codes in the SDK's schemas. */
const TEXT = 0;
const NUMBER = 1;
const FLAG = 2;
const TIME = 4;
const MAP_OF_NUMBERS = 128 | NUMBER;

type Shape = readonly [unknown, unknown, unknown, unknown, readonly string[], readonly unknown[]];

const KINDS_OF_TYPE = new Map<unknown, readonly FieldKind[]>([
  [TEXT, ['account', 'arn', 'category', 'cron', 'id', 'state', 'text', 'timezone', 'type']],
  [NUMBER, ['bytes', 'count', 'days']],
  [FLAG, ['flag']],
  [TIME, ['instant']],
  [MAP_OF_NUMBERS, ['map']],
]);

/** Every member in the SDK's model of a copy job, as path and type. */
function modelled(): (readonly [path: string, type: unknown])[] {
  const [, , , , names, types] = CopyJob$ as unknown as Shape;
  return names.flatMap((name, index) => {
    const type = types[index];
    if (typeof type !== 'function') return [[name, type] as const];
    const inner = (type as () => unknown)() as Shape;
    expect([Lifecycle$, RecoveryPointCreator$]).toContain(inner);
    return [
      [name, 'object'] as const,
      ...inner[4].map((innerName, innerIndex) => [`${name}.${innerName}`, inner[5][innerIndex]] as const),
    ];
  });
}

describe('the field catalogue', () => {
  test('has exactly the members that the AWS SDK knows', () => {
    const [, , , , names] = CopyJob$ as unknown as Shape;
    expect(names).toHaveLength(27);
    expect(FIELDS.map((field) => field.path).sort()).toEqual(
      modelled()
        .map(([path]) => path)
        .sort(),
    );
  });

  test.each(modelled())('shows %s as something of its type', (path, type) => {
    expect(type === 'object' ? ['object'] : KINDS_OF_TYPE.get(type)).toContain(fieldOf(path)?.kind);
  });

  test.each(FIELDS)('$path is described', ({ path, label, group, meaning, docs, absent }) => {
    expect(label).toMatch(/^[A-Z]/);
    expect(meaning).toMatch(/^[A-Z].*\.$/);
    expect(absent ?? 'Fine.').toMatch(/^[A-Z].*\.$/);
    expect(GROUPS.map(({ id }) => id)).toContain(group);
    expect(group).not.toBe('new');
    if (docs !== undefined) expect(new URL(docs).host).toBe('docs.aws.amazon.com');
    expect(FIELDS.filter((field) => field.path === path)).toHaveLength(1);
  });

  test('labels are unique, so that a comparison can name members by them', () => {
    expect(new Set(FIELDS.map((field) => field.label)).size).toBe(FIELDS.length);
  });

  test('groups are filled, and stand together in order', () => {
    const ids = GROUPS.map(({ id }) => id).filter((id) => id !== 'new');
    expect(ids.flatMap(fieldsOfGroup)).toEqual(FIELDS);
    for (const id of ids) expect(fieldsOfGroup(id).length).toBeGreaterThan(0);
  });

  test('entries of a map are fields, members nobody knows are new, and both have their place', () => {
    expect(fieldOf('ChildJobsInState.SUSPENDED')).toMatchObject({
      kind: 'count',
      group: 'family',
      label: 'Child jobs SUSPENDED',
    });
    expect(fieldOf('FutureMember')).toBeUndefined();
    expect(fieldOf('CreatedBy.FutureMember')).toBeUndefined();
    expect(fieldOf('ChildJobsInState.FAILED.deeper')).toBeUndefined();
    expect(describePath('CreatedBy.FutureMember')).toMatchObject({
      group: 'new',
      kind: 'unknown',
      label: 'FutureMember',
    });
    expect(positionOf('ChildJobsInState.SUSPENDED')).toBe(positionOf('ChildJobsInState'));
    expect(positionOf('FutureMember')).toBeGreaterThan(positionOf('DestinationEncryptionKeyArn'));
    for (const path of ['constructor', '__proto__', 'toString']) expect(fieldOf(path)).toBeUndefined();
  });
});
