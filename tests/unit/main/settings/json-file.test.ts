import { mkdirSync, readdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { beforeEach, describe, expect, test } from 'vitest';
import { openJsonFile, type JsonFile, type Step } from '../../../../src/main/settings/json-file';
import { temporaryFolder } from '../../../support/temporary-folder';

const Schema = v.strictObject({
  colour: v.picklist(['red', 'blue']),
  size: v.number(),
  last: v.strictObject({ place: v.optional(v.string()) }),
  note: v.optional(v.string()),
});
type Value = v.InferOutput<typeof Schema>;

const DEFAULTS: Value = { colour: 'red', size: 1, last: {} };
const NOW = Date.UTC(2026, 0, 2, 3, 4, 5, 678);
const ASIDE = 'things.json.bad-2026-01-02T03-04-05.678Z';

let folder: string;
let file: string;

beforeEach(() => {
  folder = temporaryFolder('settings');
  file = path.join(folder, 'things.json');
});

function open(steps: readonly Step[] = []): JsonFile<Value> {
  return openJsonFile({ file, schema: Schema, defaults: DEFAULTS, title: 'The things', steps, now: () => NOW });
}

function onDisk(): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

describe('a file as it should be', () => {
  test('none yet: defaults, no notice, and nothing is written by reading', () => {
    const things = open();
    expect(things.current()).toEqual(DEFAULTS);
    expect(things.notices).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('what was set is there at the next start', async () => {
    const value: Value = { colour: 'blue', size: 7, last: { place: 'x' }, note: 'n' };
    await open().set(value);
    expect(onDisk()).toEqual({ ...value, version: 1 });
    const again = open();
    expect(again.current()).toEqual(value);
    expect(again.notices).toEqual([]);
  });

  test('a member left out stays left out', async () => {
    const things = open();
    await things.set({ ...DEFAULTS, note: 'n' });
    await things.set(DEFAULTS);
    expect(onDisk()).toEqual({ ...DEFAULTS, version: 1 });
  });

  test('a member that the file lacks has its default', () => {
    writeFileSync(file, JSON.stringify({ version: 1, colour: 'blue' }));
    const things = open();
    expect(things.current()).toEqual({ ...DEFAULTS, colour: 'blue' });
    expect(things.notices).toEqual([]);
  });
});

describe('writing', () => {
  test('many changes at once end with the last one, whole, and leave no other file behind', async () => {
    const things = open();
    const sizes = Array.from({ length: 50 }, (_, size) => size);
    await Promise.all(sizes.map((size) => things.set({ ...DEFAULTS, size })));
    expect(onDisk()).toMatchObject({ size: 49 });
    expect(readdirSync(folder)).toEqual(['things.json']);
  });

  test('a reader never finds a part of it', async () => {
    const things = open();
    const note = 'x'.repeat(200_000);
    await things.set({ ...DEFAULTS, note });
    const state = { finished: false };
    const writing = (async () => {
      for (let size = 0; size < 20; size += 1) await things.set({ ...DEFAULTS, note, size });
      state.finished = true;
    })();
    let reads = 0;
    while (!state.finished) {
      expect(onDisk()).toMatchObject({ note });
      reads += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
    await writing;
    expect(reads).toBeGreaterThan(20);
  });

  test('a failure is told, and the next write works again', async () => {
    const things = open();
    const blocker = `${file}.tmp`;
    mkdirSync(blocker);
    await expect(things.set({ ...DEFAULTS, size: 2 })).rejects.toThrow(/EISDIR|EEXIST|EPERM/);
    expect(things.current().size).toBe(2);
    await things.flush();
    rmdirSync(blocker);
    await things.set({ ...DEFAULTS, size: 3 });
    expect(onDisk()).toMatchObject({ size: 3 });
  });

  test('flush waits for what is under way', async () => {
    const things = open();
    void things.set({ ...DEFAULTS, size: 5 });
    await things.flush();
    expect(onDisk()).toMatchObject({ size: 5 });
  });
});

describe('a bad file', () => {
  test.each([
    ['empty', ''],
    ['cut off', '{"version":1,"colour":'],
    ['not JSON', 'colour = blue'],
    ['a list', '[]'],
    ['null', 'null'],
    ['without a version', '{"colour":"blue"}'],
    ['with a version that is none', '{"version":"1"}'],
    ['with version nought', '{"version":0}'],
    ['binary', '\u0000\u0001\u0002'],
  ])('%s: kept aside, said, and replaced by defaults', async (_what, text) => {
    writeFileSync(file, text);
    const things = open();
    expect(things.current()).toEqual(DEFAULTS);
    expect(things.notices).toHaveLength(1);
    expect(things.notices[0]).toContain(ASIDE);
    await things.flush();
    expect(readdirSync(folder).sort()).toEqual(['things.json', ASIDE].sort());
    expect(readFileSync(path.join(folder, ASIDE), 'utf8')).toBe(text);
    expect(onDisk()).toEqual({ ...DEFAULTS, version: 1 });
    expect(open().notices).toEqual([]);
  });

  test('with one bad value: the others are kept', async () => {
    const text = JSON.stringify({ version: 1, colour: 'green', size: 9, last: { place: 'x' }, extra: 1 });
    writeFileSync(file, text);
    const things = open();
    expect(things.current()).toEqual({ colour: 'red', size: 9, last: { place: 'x' } });
    expect(things.notices[0]).toContain('(colour)');
    await things.flush();
    expect(readFileSync(path.join(folder, ASIDE), 'utf8')).toBe(text);
    expect(onDisk()).toEqual({ version: 1, colour: 'red', size: 9, last: { place: 'x' }, extra: 1 });
  });

  test('a folder of that name: kept aside like any other', async () => {
    mkdirSync(file);
    const things = open();
    expect(things.current()).toEqual(DEFAULTS);
    expect(things.notices).toHaveLength(1);
    await things.flush();
    expect(onDisk()).toEqual({ ...DEFAULTS, version: 1 });
  });

  test('nothing in it reaches a prototype', () => {
    writeFileSync(file, '{"version":1,"__proto__":{"size":99},"last":{"__proto__":{"place":"y"}},"constructor":1}');
    expect(open().current()).toEqual(DEFAULTS);
    expect(({} as Record<string, unknown>)['size']).toBeUndefined();
  });
});

describe('versions', () => {
  const steps: Step[] = [
    ({ kolor, ...rest }) => ({ ...rest, colour: kolor }),
    ({ size, ...rest }) => ({ ...rest, size: Number(size) * 10 }),
  ];

  test.each([
    [1, { kolor: 'blue', size: 2 }],
    [2, { colour: 'blue', size: 2 }],
    [3, { colour: 'blue', size: 20 }],
  ])('version %i is brought to the newest, step by step', async (version, members) => {
    writeFileSync(file, JSON.stringify({ version, ...members }));
    const things = open(steps);
    expect(things.current()).toEqual({ colour: 'blue', size: 20, last: {} });
    expect(things.notices).toEqual([]);
    await things.set(things.current());
    expect(onDisk()).toEqual({ version: 3, colour: 'blue', size: 20, last: {} });
  });

  test('a step that fails makes a bad file, not a dead app', () => {
    writeFileSync(file, JSON.stringify({ version: 1 }));
    const things = open([
      () => {
        throw new Error('no');
      },
    ]);
    expect(things.current()).toEqual(DEFAULTS);
    expect(things.notices).toHaveLength(1);
  });

  test('what a newer version wrote is kept: members, nested ones, and values unknown here', async () => {
    writeFileSync(
      file,
      JSON.stringify({ version: 4, colour: 'violet', size: 5, last: { place: 'x', floor: 2 }, sound: { on: true } }),
    );
    const things = open();
    expect(things.current()).toEqual({ colour: 'red', size: 5, last: { place: 'x' } });
    expect(things.notices).toEqual([]);
    await things.set({ ...things.current(), last: { place: 'y' } });
    expect(onDisk()).toEqual({
      version: 4,
      colour: 'violet',
      size: 5,
      last: { place: 'y', floor: 2 },
      sound: { on: true },
    });
    await things.set({ ...things.current(), colour: 'blue' });
    expect(onDisk()).toMatchObject({ version: 4, colour: 'blue' });
  });
});
