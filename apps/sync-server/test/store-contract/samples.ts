import { randomUUID } from 'node:crypto';
import type { Hash } from '@pingjia/shared';
import type { DeviceIdentity } from '../../src/store/devices.ts';
import type { IngestUnit } from '../../src/store/ingest-unit.ts';
import type { NewEvaluation } from '../../src/store/insert-evaluations.ts';
import type { NewRecord } from '../../src/store/insert-records.ts';
import type { SyncStore } from '../../src/store/sync-store.ts';

/** Runs `work` with an empty store. */
export type WithStore = (work: (store: SyncStore) => Promise<void>) => Promise<void>;

export const hashOf = (n: number) => Buffer.alloc(32, n).toString('base64url') as Hash;
export const now = Date.UTC(2026, 0, 5, 9);
export const place = { siteId: randomUUID(), windowId: randomUUID() };

/** Runs `work` with a store that knows one device. */
export function withDevice(withStore: WithStore, work: (store: SyncStore, device: string) => Promise<void>) {
  return withStore(async (store) => {
    const device = newDevice();
    await store.storeDevice(device);
    await work(store, device.deviceId);
  });
}

/** One transaction of the device. */
export function ingest<T>(store: SyncStore, device: string, act: (unit: IngestUnit, stamp: string) => Promise<T>) {
  return store.ingest(async (unit) => {
    await unit.lockDevice(device);
    return { answer: await act(unit, await unit.acceptanceStamp()), last: [] };
  });
}

export function newDevice(): DeviceIdentity {
  const publicKey = Buffer.from(randomUUID().replaceAll('-', '').repeat(2), 'hex').toString('base64url');
  return {
    deviceId: randomUUID(),
    publicKey,
    ...place,
    revoked: false,
    stored: false,
    enrolledAt: now,
    keyNumber: 1,
    keySince: now,
  };
}

export function newRecord(seq: number, hash = hashOf(seq)): NewRecord {
  return { seq, hash, type: 'clock-stepped', bytes: Buffer.from(`{"seq":${seq}}`), quarantine: null, pending: false };
}

export function newEvaluation(seq: number): NewEvaluation {
  return {
    seq,
    evaluation_id: randomUUID(),
    session_id: randomUUID(),
    site_id: place.siteId,
    window_id: place.windowId,
    staff_id: null,
    item_code: null,
    ticket: null,
    grade: 'satisfied',
    first_grade: 'satisfied',
    channel: 'window-pad',
    armed_by: 'walk-up',
    source: 'pad',
    details: null,
    evaluated_ms: now,
    boot: randomUUID(),
    mono_ms: 1.5,
  };
}
