import { describe, expect, test } from 'vitest';
import { claimLinks } from '../../../../src/main/app/link-scheme';
import { createLinks } from '../../../../src/main/app/links';

const LINK = 'copytrail://job/111122223333/eu-central-1/ID-1';
const JOB = { kind: 'job', job: { accountId: '111122223333', region: 'eu-central-1', copyJobId: 'ID-1' } };

function links() {
  const warned: unknown[] = [];
  let arrived = 0;
  const made = createLinks({
    arrived: () => (arrived += 1),
    warn: (message, details) => warned.push([message, details]),
  });
  return { ...made, warned, arrived: () => arrived };
}

describe('links from outside', () => {
  test('one among the words of a command line waits, and is taken once', () => {
    const { offerWords, take, arrived } = links();
    offerWords(['/opt/Copytrail/copytrail', '--demo', LINK, '--user-data-dir=/tmp/x'], '/home/ada');
    expect(arrived()).toBe(1);
    expect(take()).toEqual(JOB);
    expect(take()).toBeNull();
  });

  test('a command line without one changes nothing', () => {
    const { offerWords, offer, take, arrived } = links();
    offer(LINK);
    offerWords(['copytrail', 'copytrail.txt', '--x=copytrail:y'], '/home/ada');
    expect(arrived()).toBe(1);
    expect(take()).toEqual(JOB);
  });

  test('a backup among them waits by its name alone; where it lies stays with the main process', () => {
    const { offerWords, offerFile, take, takeFile, arrived } = links();
    offerWords(['copytrail', '--no-sandbox', 'night.copytrail'], '/home/ada');
    expect(arrived()).toBe(1);
    expect(take()).toEqual({ kind: 'backup', name: 'night.copytrail' });
    expect(takeFile()).toBe('/home/ada/night.copytrail');
    expect(takeFile()).toBeUndefined();
    offerWords(['copytrail', '--backup=night.copytrail', 'copytrail-notes.txt'], '/home/ada');
    expect(take()).toBeNull();
    offerFile('/mnt/usb/Old.Copytrail');
    expect(take()).toEqual({ kind: 'backup', name: 'Old.Copytrail' });
    expect(takeFile()).toBe('/mnt/usb/Old.Copytrail');
  });

  test('the newest takes the place of one that still waits', () => {
    const { offer, take } = links();
    offer(LINK);
    offer(LINK.replace('ID-1', 'ID-2'));
    expect(take()).toMatchObject({ job: { copyJobId: 'ID-2' } });
  });

  test('a hostile one is refused, and noted without its text', () => {
    const { offer, offerWords, take, warned } = links();
    const hostile = `${LINK}?token=secret-of-somebody`;
    offer(hostile);
    expect(take()).toEqual({ kind: 'refused', fault: 'signs' });
    offerWords(['x', LINK, LINK], '/home/ada');
    expect(take()).toEqual({ kind: 'refused', fault: 'several' });
    expect(warned).toEqual([
      ['link refused', { fault: 'signs', length: hostile.length }],
      ['link refused', { fault: 'several', length: LINK.length }],
    ]);
    expect(JSON.stringify(warned)).not.toContain('secret');
  });
});

test.each([
  [true, 'darwin', ['copytrail']],
  [true, 'win32', ['copytrail']],
  [true, 'linux', []],
  [false, 'darwin', []],
  [false, 'win32', []],
] as const)('links are claimed by the installed app alone: packaged %s, %s', (isPackaged, platform, claimed) => {
  const asked: string[] = [];
  const setAsDefaultProtocolClient = (scheme: string): boolean => asked.push(scheme) > 0;
  claimLinks({ isPackaged, setAsDefaultProtocolClient }, platform);
  expect(asked).toEqual(claimed);
});
