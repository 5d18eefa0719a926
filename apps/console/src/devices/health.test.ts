import type { DeviceItem } from '@pingjia/shared';
import { describe, expect, it } from 'vitest';
import { sampleDeviceItems } from '../../test/stand-in/sample-devices.ts';
import { compareDevices, isOffline, needsAttention, problemsOf, silentFor } from './health.ts';

const now = Date.UTC(2026, 0, 5, 9);
const sample = sampleDeviceItems(now);
const healthy = sample[0] as DeviceItem;
const kinds = (changes: Partial<DeviceItem>) => problemsOf({ ...healthy, ...changes }).map(({ kind }) => kind);

describe('health', () => {
  it('finds nothing wrong with a healthy device', () => {
    expect([kinds({}), needsAttention(healthy), isOffline(healthy)]).toEqual([[], false, false]);
  });

  it('tells a silent device from one that was never heard from', () => {
    expect(kinds({ online: false })).toEqual(['offline']);
    expect(kinds({ online: false, lastSeenAt: null })).toEqual(['neverSeen']);
  });

  it('puts the worst first and counts', () => {
    const { epoch } = healthy.epochs[0] as DeviceItem['epochs'][number];
    const device = {
      ...healthy,
      forked: true,
      gaps: [
        { epoch, from: 1, to: 2, kind: 'missing' as const },
        { epoch, from: 5, to: 5, kind: 'rotted' as const },
      ],
    };
    expect(problemsOf(device)).toEqual([
      { kind: 'forked', severity: 'urgent', count: 1 },
      { kind: 'gaps', severity: 'look', count: 2 },
    ]);
  });

  it('says nothing but "revoked" of a revoked device', () => {
    expect(kinds({ revokedAt: new Date(now).toISOString(), online: false, forked: true })).toEqual(['revoked']);
  });

  it('does not call for attention because of presses lost long ago', () => {
    const [pad] = healthy.pads;
    const device = { ...healthy, pads: pad === undefined ? [] : [{ ...pad, lostPresses: 4 }] };
    expect([problemsOf(device)[0]?.count, needsAttention(device)]).toEqual([4, false]);
  });

  it('sorts problems first and revoked devices last', () => {
    const compare = compareDevices('en', ({ windowLabel }) => windowLabel ?? '');
    expect(sample.toSorted(compare).map(({ windowLabel }) => windowLabel)).toEqual([
      'A02',
      'A04',
      'B01',
      'A03',
      'B02',
      'A01',
      'A05',
      'B03',
    ]);
  });

  it('never counts negative silence, whatever the viewer’s clock says', () => {
    expect(silentFor({ ...healthy, lastSeenAt: new Date(now + 60_000).toISOString() }, now)).toBe(0);
    expect(silentFor({ ...healthy, lastSeenAt: 'once' }, now)).toBeNull();
  });
});
