import { maxMissingRuns, type SeqRange } from '@pingjia/shared';
import { toObservation } from '../../store/clock-observations.ts';
import type { SyncStore } from '../../store/sync-store.ts';
import { stampOf } from './stamp.ts';
import { keyOf, type Tables } from './tables.ts';

type Operations = Pick<
  SyncStore,
  'findEpochs' | 'findHashes' | 'missingRuns' | 'pendingPlaces' | 'clocksOfBoot' | 'recordClock'
>;

export function epochQueries({ epochs, records, clocks, gaps }: Tables): Operations {
  return {
    async findEpochs(deviceId, ids) {
      return new Map(
        ids.flatMap((epoch) => {
          const row = epochs.get(keyOf(deviceId, epoch));
          return row === undefined ? [] : [[epoch, row] as const];
        }),
      );
    },
    async findHashes(deviceId, epoch, seqs) {
      return new Map(
        seqs.flatMap((seq) => {
          const row = records.get(keyOf(deviceId, epoch, seq));
          return row === undefined ? [] : [[seq, row.hash] as const];
        }),
      );
    },
    async missingRuns(deviceId) {
      const runs = new Map<string, SeqRange[]>();
      const gone = [...records.values()].filter((row) => row.device_id === deviceId && row.bytes === null);
      for (const { epoch, seq } of gone.sort((a, b) => b.seq - a.seq)) {
        const known = runs.get(epoch) ?? [];
        const last = known.at(-1);
        if (last?.from === seq + 1) known[known.length - 1] = { from: seq, to: last.to };
        else known.push({ from: seq, to: seq });
        runs.set(epoch, known);
      }
      for (const { device_id, epoch, from_seq: from, to_seq: to } of gaps.values())
        if (device_id === deviceId) runs.set(epoch, [...(runs.get(epoch) ?? []), { from, to }]);
      const newest = (own: readonly SeqRange[]) => own.toSorted((a, b) => b.from - a.from).slice(0, maxMissingRuns);
      return new Map([...runs].map(([epoch, own]) => [epoch, newest(own)]));
    },
    async pendingPlaces() {
      const places = new Map(
        [...records.values()]
          .filter(({ pending }) => pending)
          .map(({ device_id, epoch }) => [keyOf(device_id, epoch), { device_id, epoch }]),
      );
      return [...places].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, place]) => place);
    },
    async clocksOfBoot(deviceId, boot) {
      return [...clocks.values()]
        .filter((row) => row.device_id === deviceId && row.boot === boot)
        .sort((a, b) => (a.observed_at < b.observed_at ? -1 : 1))
        .map(toObservation);
    },
    async recordClock(device_id, boot, at, { wall, mono, bootAt, uncertainty }) {
      const key = keyOf(device_id, boot, at);
      if (clocks.get(key) !== undefined) return;
      clocks.set(key, {
        device_id,
        boot,
        observed_at: stampOf(at * 1_000),
        wall_ms: wall,
        mono_ms: mono,
        boot_at_ms: bootAt,
        uncertainty_ms: uncertainty,
      });
    },
  };
}
