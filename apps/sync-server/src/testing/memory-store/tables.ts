import type { StoredConfiguration } from '../../store/configuration.ts';
import type {
  AttachmentRow,
  ClockObservationRow,
  DeclaredGapRow,
  DeviceContactRow,
  DevicePadRow,
  DeviceRow,
  EnrollmentCodeRow,
  EpochClaimRow,
  EpochRow,
  EvaluationRow,
  RecordRow,
  RemarkRow,
  RepetitionRow,
  WaitingAmendmentRow,
} from '../../store/schema.ts';
import { type Table, TableView } from './table.ts';

interface Rows {
  devices: DeviceRow;
  contacts: DeviceContactRow;
  codes: EnrollmentCodeRow;
  epochs: EpochRow;
  claims: EpochClaimRow;
  records: RecordRow;
  evaluations: EvaluationRow;
  /** Keys of evaluations by evaluation id: the second unique key. */
  evaluationIds: string;
  waiting: WaitingAmendmentRow;
  repetitions: RepetitionRow;
  remarks: RemarkRow;
  attachments: AttachmentRow;
  pads: DevicePadRow;
  gaps: DeclaredGapRow;
  clocks: ClockObservationRow;
  configurations: StoredConfiguration;
}

/** What is committed, by table and key. */
export type CommittedTables = { readonly [K in keyof Rows]: Map<string, Rows[K]> };
export type Tables = { readonly [K in keyof Rows]: Table<Rows[K]> };

export function newTables(): CommittedTables {
  return {
    devices: new Map(),
    contacts: new Map(),
    codes: new Map(),
    epochs: new Map(),
    claims: new Map(),
    records: new Map(),
    evaluations: new Map(),
    evaluationIds: new Map(),
    waiting: new Map(),
    repetitions: new Map(),
    remarks: new Map(),
    attachments: new Map(),
    pads: new Map(),
    gaps: new Map(),
    clocks: new Map(),
    configurations: new Map(),
  };
}

/** A copy that later commits leave alone: rows are replaced, never changed. */
export function copyTables(tables: CommittedTables): CommittedTables {
  const copies = Object.entries(tables).map(([name, table]) => [name, new Map(table as Map<string, unknown>)]);
  return Object.fromEntries(copies) as CommittedTables;
}

/** The tables as one transaction sees them; nothing reaches `tables` before `commit`. */
export function beginTransaction(tables: CommittedTables): { readonly tables: Tables; commit(): void } {
  const views = Object.entries(tables).map(
    ([name, table]) => [name, new TableView(table as Map<string, unknown>)] as const,
  );
  return {
    tables: Object.fromEntries(views) as unknown as Tables,
    commit() {
      for (const [, view] of views) view.commit();
    },
  };
}

/** Names a row by the columns of its key. */
export function keyOf(...columns: readonly (string | number)[]): string {
  return columns.join(' ');
}
