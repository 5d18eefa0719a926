import { heartbeatInterval } from '@pingjia/shared';
import type { SyncStore } from '../../store/sync-store.ts';

/** Milliseconds; a device that sends all the time is written down no more often. */
const noteEvery = 5_000;

export function isOnline(lastSeen: number, now: number): boolean {
  return now - lastSeen <= 2 * heartbeatInterval;
}

/** Notes when devices were heard from, without writing for every request. */
export class Contacts {
  readonly #store: Pick<SyncStore, 'recordContact'>;
  readonly #noted = new Map<string, number>();

  constructor(store: Pick<SyncStore, 'recordContact'>) {
    this.#store = store;
  }

  /** True if the device was not online before, as far as this process knows. */
  async note(deviceId: string, now: number, software: string | null): Promise<boolean> {
    const before = this.#noted.get(deviceId);
    if (software === null && before !== undefined && Math.abs(now - before) < noteEvery) return false;
    this.#noted.set(deviceId, now);
    await this.#store.recordContact(deviceId, now, software);
    return before === undefined || !isOnline(before, now);
  }
}
