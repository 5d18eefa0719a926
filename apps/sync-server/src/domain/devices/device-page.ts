import {
  type DeviceItem,
  type DevicePage,
  type DeviceQuery,
  err,
  fault,
  ok,
  type Result,
  uuidSchema,
} from '@pingjia/shared';
import type { AppContext } from '../../app-context.ts';
import { type DeviceState, deviceStates, type ListedDevice, listDevices } from '../../store/device-list.ts';
import { toIso, toMilliseconds } from '../../store/timestamp.ts';
import { isOnline } from './contact.ts';
import { findGaps } from './gaps.ts';

/** One page of devices with their health; its cursor is the last device's id. Errors: REQUEST_INVALID (cursor). */
export async function devicePage(
  { db, clock }: Pick<AppContext, 'db' | 'clock'>,
  { siteId, limit, cursor }: DeviceQuery,
): Promise<Result<DevicePage>> {
  const after = cursor === undefined ? null : uuidSchema.safeParse(cursor);
  if (after !== null && !after.success) return err(fault('REQUEST_INVALID', 'cursor'));
  const rows = await listDevices(db, siteId, after?.data ?? null, limit + 1);
  const page = rows.slice(0, limit);
  const ids = page.map(({ device_id }) => device_id);
  const state = ids.length === 0 ? null : await deviceStates(db, ids);
  const items = state === null ? [] : page.map((row) => toItem(row, state, clock.wall()));
  return ok({ items, nextCursor: rows.length > limit ? (ids.at(-1) ?? null) : null });
}

function toItem(row: ListedDevice, state: DeviceState, now: number): DeviceItem {
  const own = <T extends { readonly device_id: string }>(rows: readonly T[]) =>
    rows.filter(({ device_id }) => device_id === row.device_id);
  const epochs = own(state.epochs);
  const watermarks = new Map(epochs.map(({ epoch, watermark_seq }) => [epoch, watermark_seq]));
  const seen = row.last_seen_at;
  return {
    deviceId: row.device_id,
    siteId: row.site_id,
    siteName: row.site_name,
    windowId: row.window_id,
    windowLabel: row.window_label,
    software: row.software,
    enrolledAt: toIso(row.enrolled_at),
    revokedAt: row.revoked_at === null ? null : toIso(row.revoked_at),
    lastSeenAt: seen === null ? null : toIso(seen),
    online: seen !== null && row.revoked_at === null && isOnline(toMilliseconds(seen), now),
    watermark: epochs.at(-1)?.watermark_seq ?? 0,
    epochs: epochs.map((epoch) => ({
      epoch: epoch.epoch,
      reason: epoch.reason,
      previousEpoch: epoch.previous_epoch,
      watermark: epoch.watermark_seq,
      digest: epoch.watermark_hash.toString('base64url') as DeviceItem['epochs'][number]['digest'],
      quarantined: epoch.quarantined,
    })),
    gaps: findGaps(own(state.claims), watermarks, own(state.rotted), own(state.pruned)),
    forked: row.forked,
    pads: own(state.pads).map((pad) => ({
      padId: pad.pad_id,
      state: pad.state ?? 'lost',
      address: pad.address,
      firmware: pad.firmware,
      lostPresses: pad.lost_presses,
    })),
    evaluations: epochs.reduce((sum, { evaluations }) => sum + evaluations, 0),
  };
}
