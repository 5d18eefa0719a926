import type { ClockReport, DeviceDiagnostics, DeviceItem } from '@pingjia/shared';

const day = 86_400_000;
const now = Date.UTC(2026, 10, 23, 8);

/** Diagnostics of the device that `path` names: one record of each state where any are set aside, and a clock a day behind. */
export function sampleDiagnostics(path: string, devices: readonly DeviceItem[]): DeviceDiagnostics {
  const device = devices.find(({ deviceId }) => path.includes(deviceId));
  const [epoch] = device?.epochs ?? [];
  const acceptedAt = new Date(now).toISOString();
  const items: DeviceDiagnostics['setAside']['items'] =
    epoch === undefined || epoch.quarantined === 0
      ? []
      : [
          { epoch: epoch.epoch, seq: 71, state: 'rotted', type: null, reason: 'rotted', bytes: null, acceptedAt },
          {
            epoch: epoch.epoch,
            seq: 70,
            state: 'unknown-type',
            type: 'drone-landed',
            reason: null,
            bytes: 210,
            acceptedAt,
          },
          {
            epoch: epoch.epoch,
            seq: 69,
            state: 'quarantined',
            type: 'evaluation',
            reason: 'RECORD_MALFORMED evaluation.grade: invalid_value',
            bytes: 460,
            acceptedAt,
          },
        ];
  const clock: ClockReport = {
    boot: 'b0b0b0b0-0000-4000-8000-000000000001',
    startedAt: new Date(now - day / 2).toISOString(),
    observedAt: acceptedAt,
    deviceTime: new Date(now - day).toISOString(),
    correctedTime: acceptedAt,
    offset: -day,
    within: 12,
  };
  const before = {
    ...clock,
    boot: 'b0b0b0b0-0000-4000-8000-000000000002',
    startedAt: new Date(now - 3 * day).toISOString(),
    deviceTime: acceptedAt,
    offset: 0,
  };
  return {
    deviceId: device?.deviceId ?? '',
    forked: device?.forked ?? false,
    setAside: { items, more: false },
    gaps: device?.gaps ?? [],
    clocks: items.length === 0 ? [] : [clock, { ...before, observedAt: before.startedAt }],
  };
}
