import { EventEmitter } from 'node:events';
import type { BrowserWindow } from 'electron';
import { describe, expect, test } from 'vitest';
import { createJobWindows, MAX_JOB_WINDOWS } from '../../../../src/main/app/job-windows';
import { placeJobWindow } from '../../../../src/main/app/window-place';
import { readJobWindowSearch, writeJobWindowSearch, type JobWindow } from '../../../../src/preload/contract/job-window';

const job = (number: number, workspace: JobWindow['workspace'] = 'aws'): JobWindow => ({
  workspace,
  job: { accountId: '111122223333', region: 'eu-central-1', copyJobId: `ID-${number}` },
});

/** The part of a window that is used here. */
class FakeWindow extends EventEmitter {
  raised = 0;
  isMinimized = (): boolean => true;
  restore = (): void => undefined;
  show = (): void => undefined;
  focus(): void {
    this.raised += 1;
  }
  close(): void {
    this.emit('closed');
  }
}

function world() {
  const made: { search: string; place: number; window: FakeWindow }[] = [];
  const told: number[][] = [];
  const windows = createJobWindows(
    (search, place) => {
      const window = new FakeWindow();
      made.push({ search, place, window });
      return window as unknown as BrowserWindow;
    },
    (searches) => told.push(searches.map((search) => made.findIndex((one) => one.search === search))),
  );
  return { windows, made, told };
}

describe('windows of single jobs', () => {
  test('the same job again is the same window, brought to the front', () => {
    const { windows, made } = world();
    expect(windows.open(job(1))).toBe(true);
    expect(windows.open(job(1))).toBe(true);
    expect(made.map(({ window }) => window.raised)).toEqual([1]);
    windows.open(job(1, 'demo'));
    expect(made.map(({ search }) => readJobWindowSearch(search))).toEqual([job(1), job(1, 'demo')]);
  });

  test('there are only so many; one that was closed makes room', () => {
    const { windows, made } = world();
    for (let number = 0; number < MAX_JOB_WINDOWS; number++) expect(windows.open(job(number))).toBe(true);
    expect(windows.open(job(99))).toBe(false);
    expect(made).toHaveLength(MAX_JOB_WINDOWS);
    made[3]!.window.close();
    expect(windows.open(job(99))).toBe(true);
    expect(windows.windows()).toHaveLength(MAX_JOB_WINDOWS);
  });

  test('all close together', () => {
    const { windows, told } = world();
    windows.open(job(1));
    windows.open(job(2));
    windows.closeAll();
    expect(windows.windows()).toEqual([]);
    expect(told).toEqual([[0], [0, 1], [1], []]);
  });
});

test('each stands a step beside the one before, wholly on the display, as large as one was left last', () => {
  const area = { x: 0, y: 0, width: 1280, height: 800 };
  const main = { x: 20, y: 20, width: 1000, height: 700 };
  const size = { width: 600, height: 500 };
  expect(placeJobWindow(size, main, 0, [area])).toEqual({ x: 56, y: 56, ...size });
  expect(placeJobWindow(size, main, 1, [area])).toEqual({ x: 92, y: 92, ...size });
  expect(placeJobWindow(size, main, 11, [area])).toEqual({ x: 452, y: 300, ...size });
  // Without a main window (macOS), and larger than the display: as much of it as there is.
  const { x, y, ...large } = placeJobWindow({ width: 9000, height: 9000 }, undefined, 0, [area]);
  expect(large).toEqual({ width: 1280, height: 800 });
  expect({ x, y }).toEqual({ x: 0, y: 0 });
});

test('an address tells a page the one job it shows, and any other tells nothing', () => {
  expect(readJobWindowSearch(writeJobWindowSearch(job(7, 'demo')))).toEqual(job(7, 'demo'));
  for (const search of ['', '?', '?job=x', '?workspace=aws&job=', '?workspace=gone&job=copytrail://job/unknown/a/b']) {
    expect(readJobWindowSearch(search), search).toBeUndefined();
  }
});
