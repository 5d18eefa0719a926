import type { DeviceItem, Hash } from '@pingjia/shared';
import { sampleDevices } from './sample-places.ts';

const digest = 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' as Hash;
const minutes = 60_000;

/** Devices in every state of health; `now` in milliseconds since 1970. */
export function sampleDeviceItems(now: number): DeviceItem[] {
  const iso = (at: number) => new Date(at).toISOString();
  const healthy = sampleDevices.map(
    ({ deviceId, epoch, siteId, siteName, windowId, windowLabel }, index): DeviceItem => ({
      deviceId,
      siteId,
      siteName,
      windowId,
      windowLabel,
      software: '0.1.0',
      enrolledAt: iso(now - 90 * 24 * 60 * minutes),
      revokedAt: null,
      lastSeenAt: iso(now - 4_000),
      online: true,
      watermark: 12_480 + index * 317,
      epochs: [
        { epoch, reason: 'created', previousEpoch: null, watermark: 12_480 + index * 317, digest, quarantined: 0 },
      ],
      gaps: [],
      forked: false,
      pads: [
        {
          padId: `pingjia-line:PL${2_041 + index}:1`,
          state: 'found',
          address: '/dev/ttyUSB0',
          firmware: '2.4.1',
          lostPresses: 0,
        },
      ],
      evaluations: 4_120 + index * 97,
    }),
  );
  const change = (index: number, changes: Partial<DeviceItem>) => {
    const device = healthy[index];
    if (device !== undefined) healthy[index] = { ...device, ...changes };
  };
  const epoch = (index: number) => healthy[index]?.epochs[0] as DeviceItem['epochs'][number];
  const pad = (index: number) => healthy[index]?.pads[0] as DeviceItem['pads'][number];
  change(1, { online: false, lastSeenAt: iso(now - 195 * minutes) });
  change(2, {
    gaps: [
      { epoch: epoch(2).epoch, from: 12_001, to: 12_016, kind: 'missing' },
      { epoch: epoch(2).epoch, from: 12_044, to: 12_044, kind: 'rotted' },
    ],
  });
  change(3, {
    forked: true,
    epochs: [
      {
        ...epoch(3),
        epoch: 'f0f0f0f0-0000-4000-8000-000000000003',
        reason: 'forked',
        previousEpoch: epoch(3).epoch,
        watermark: 210,
      },
      epoch(3),
    ],
    watermark: 210,
  });
  change(5, { pads: [{ ...pad(5), state: 'lost', lostPresses: 3 }] });
  change(6, { epochs: [{ ...epoch(6), quarantined: 2 }], pads: [] });
  change(7, { revokedAt: iso(now - 24 * 60 * minutes), online: false });
  return healthy;
}
