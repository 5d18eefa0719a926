import {
  type ClockReport,
  type DeviceDiagnostics,
  diagnosticsLimit,
  err,
  fault,
  ok,
  type Result,
  type SetAsideRecord,
} from '@pingjia/shared';
import type { AppContext } from '../../app-context.ts';
import { newestClocks, toObservation } from '../../store/clock-observations.ts';
import { deviceStates, findListed } from '../../store/device-list.ts';
import type { ClockObservationRow } from '../../store/schema.ts';
import { type SetAsideRow, setAsideRecords } from '../../store/set-aside.ts';
import { isoOrNull, toIso } from '../../store/timestamp.ts';
import { offset } from '../clocks/estimate.ts';
import { findGaps } from './gaps.ts';

/** Everything about a device that a person may have to look into. Errors: NOT_FOUND. */
export async function diagnose({ db }: Pick<AppContext, 'db'>, deviceId: string): Promise<Result<DeviceDiagnostics>> {
  const device = await findListed(db, deviceId);
  if (device === null) return err(fault('NOT_FOUND', 'device'));
  const [state, setAside, clocks] = await Promise.all([
    deviceStates(db, [deviceId]),
    setAsideRecords(db, deviceId, diagnosticsLimit + 1),
    newestClocks(db, deviceId, diagnosticsLimit),
  ]);
  const watermarks = new Map(state.epochs.map(({ epoch, watermark_seq }) => [epoch, watermark_seq]));
  return ok({
    deviceId,
    forked: device.forked,
    setAside: {
      items: setAside.slice(0, diagnosticsLimit).map(toSetAside),
      more: setAside.length > diagnosticsLimit,
    },
    gaps: findGaps(state.claims, watermarks, state.rotted, state.pruned),
    clocks: clocks.map(toReport),
  });
}

function toSetAside({ epoch, seq, type, quarantine, length, accepted_at }: SetAsideRow): SetAsideRecord {
  const kept = quarantine === null ? 'unknown-type' : 'quarantined';
  const state = length === null ? 'rotted' : kept;
  return { epoch, seq, state, type, reason: quarantine, bytes: length, acceptedAt: toIso(accepted_at) };
}

function toReport(row: ClockObservationRow): ClockReport {
  const observation = toObservation(row);
  return {
    boot: row.boot,
    startedAt: isoOrNull(observation.bootAt),
    observedAt: toIso(row.observed_at),
    deviceTime: isoOrNull(observation.wall),
    correctedTime: isoOrNull(observation.bootAt + observation.mono),
    offset: Math.round(offset(observation)),
    within: Math.ceil(observation.uncertainty),
  };
}
