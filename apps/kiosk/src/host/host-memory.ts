import {
  decodeEnvelope,
  type HostStarted,
  interpretRecord,
  type RecordCarried,
  type RecordEnvelope,
  type SessionArmed,
} from '@pingjia/shared';
import { RecentEvaluations } from './attachments/recent-evaluations.ts';
import type { JournalMemory } from './journal/journal-memory.ts';
import { memorySchema } from './memory-snapshot.ts';
import { PressLedger } from './session/press-ledger.ts';
import { Duty } from './staff/duty.ts';
import { CarriedRecords } from './sync/carried-records.ts';

/** Everything the host knows again after a boot, folded from its journal record by record. */
export class HostMemory implements JournalMemory {
  readonly ledger = new PressLedger();
  readonly duty = new Duty();
  readonly carried = new CarriedRecords();
  readonly recent = new RecentEvaluations();
  #armed: SessionArmed | null = null;
  #previousStop: HostStarted['previousStop'] = null;

  /** The session that waited for a rating when the journal ends. */
  get armed(): SessionArmed | null {
    return this.#armed;
  }

  /** How the run before ended; null if there was none. */
  get previousStop(): HostStarted['previousStop'] {
    return this.#previousStop;
  }

  visit = (envelope: RecordEnvelope): void => {
    const interpreted = interpretRecord(envelope);
    if (!interpreted.ok || interpreted.value === null) return;
    const record = interpreted.value;
    this.ledger.note(record);
    this.duty.note(record);
    this.recent.note(record);
    switch (record.type) {
      case 'session-armed':
        this.#armed = record.data;
        break;
      case 'evaluation':
      case 'session-timed-out':
        if (this.#armed?.sessionId === record.data.sessionId) this.#armed = null;
        break;
      case 'host-started':
        this.#previousStop = 'crash';
        break;
      case 'host-stopped':
        this.#previousStop = 'clean';
        break;
      case 'record-carried':
        this.carried.note(record.data, record);
        this.#noteCarried(record.data);
        break;
      default:
    }
  };

  #noteCarried({ record }: RecordCarried): void {
    const decoded = decodeEnvelope(new TextEncoder().encode(record));
    const known = decoded.ok ? interpretRecord(decoded.value) : null;
    if (known?.ok && known.value !== null) this.ledger.noteCarried(known.value);
  }

  snapshot(): unknown {
    return {
      format: 2,
      ledger: this.ledger.snapshot(),
      signedIn: this.duty.signedIn,
      carried: this.carried.snapshot(),
      recent: this.recent.snapshot(),
      armed: this.#armed,
      previousStop: this.#previousStop,
    };
  }

  restore(snapshot: unknown): boolean {
    const parsed = memorySchema.safeParse(snapshot).data;
    if (parsed === undefined) return false;
    this.ledger.restore(parsed.ledger);
    this.duty.signedIn = parsed.signedIn;
    this.carried.restore(parsed.carried);
    this.recent.restore(parsed.recent);
    this.#armed = parsed.armed;
    this.#previousStop = parsed.previousStop;
    return true;
  }

  fresh(): HostMemory {
    return new HostMemory();
  }
}
