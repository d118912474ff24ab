import { describe, expect, it } from 'vitest';
import { readLiveId, writeLiveId } from '../../../../../src/main/demo/fleet/live-ids';

const ID = { index: 3, startedAt: Date.parse('2026-09-21T13:33:20.123Z') };

describe('live ids', () => {
  it('look like any other copy job id and can be read back', () => {
    const id = writeLiveId(ID);
    expect(id).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
    expect(readLiveId(id)).toEqual(ID);
    expect(writeLiveId({ ...ID, startedAt: ID.startedAt + 1 }).slice(0, 8)).not.toBe(id.slice(0, 8));
  });

  it('are told from ids that are not live', () => {
    const id = writeLiveId(ID);
    const others = [
      '',
      'x',
      '47C8EF56-74D8-059D-1301-C5BE1D5C926E',
      id.toLowerCase(),
      id.replaceAll('-', ''),
      id.replace(/.$/, (c) => (c === '0' ? '1' : '0')),
      id.replace(/^./, (c) => (c === '0' ? '1' : '0')),
    ];
    for (const other of others) expect(readLiveId(other)).toBeUndefined();
  });
});
