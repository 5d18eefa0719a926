import type {
  Channel,
  EpochReason,
  Grade,
  GradeWording,
  Language,
  LocalizedText,
  RemarkPart,
  SessionRules,
  ArmedBy,
} from '@pingjia/shared';

/** PostgreSQL's own text of a timestamptz in UTC, to the microsecond: a JavaScript Date would lose three digits. */
export type Timestamp = string;

export interface SiteRow {
  site_id: string;
  area_code: string;
  name: LocalizedText;
}

export interface ServiceWindowRow {
  window_id: string;
  site_id: string;
  label: string;
  name: LocalizedText;
}

export interface WindowConfigurationRow {
  window_id: string;
  assigned_staff_id: string | null;
  wording: GradeWording;
  languages: readonly Language[];
  rules: SessionRules;
}

export interface StaffRow {
  staff_id: string;
  site_id: string;
  number: string;
  name: LocalizedText;
  title: LocalizedText;
}

export interface ServiceItemRow {
  item_code: string;
  name: LocalizedText;
  department: LocalizedText;
}

export interface DeviceRow {
  device_id: string;
  public_key: Buffer;
  site_id: string;
  window_id: string;
  enrolled_at: Timestamp;
  revoked_at: Timestamp | null;
  forked: boolean;
  /** More than one epoch is held. */
  several_epochs: boolean;
  /** Counts the keys of this device from 1. */
  key_number: number;
  key_since: Timestamp;
}

/** Keys that a device had before the present one. */
export interface DeviceKeyRow {
  device_id: string;
  key_number: number;
  public_key: Buffer;
  until: Timestamp;
}

/** Apart from devices, so that a heartbeat never waits for an ingest transaction's lock. */
export interface DeviceContactRow {
  device_id: string;
  last_seen_at: Timestamp;
  software: string | null;
}

export interface EpochRow {
  device_id: string;
  epoch: string;
  reason: EpochReason;
  previous_epoch: string | null;
  previous_seq: number | null;
  previous_hash: Buffer | null;
  watermark_seq: number;
  watermark_hash: Buffer;
  evaluations: number;
  quarantined: number;
  forked: boolean;
  began_at: Timestamp;
  /** When the watermark got where it is. */
  moved_at: Timestamp;
}

/** The newest record of an epoch that the device ever said it wrote. */
export interface EpochClaimRow {
  device_id: string;
  epoch: string;
  seq: number;
}

/** Records that the device pruned before this database, restored from an older dump, could hold them. */
export interface DeclaredGapRow {
  device_id: string;
  epoch: string;
  from_seq: number;
  to_seq: number;
  declared_at: Timestamp;
}

/** What one handshake told of a boot's clocks; see domain/clocks. Never changed. */
export interface ClockObservationRow {
  device_id: string;
  boot: string;
  observed_at: Timestamp;
  wall_ms: number;
  mono_ms: number;
  boot_at_ms: number;
  uncertainty_ms: number;
}

export interface RecordRow {
  device_id: string;
  epoch: string;
  seq: number;
  /** Null where a record rotted and nothing says what it was. */
  hash: Buffer | null;
  type: string | null;
  /** The exact bytes; null for a placeholder. */
  bytes: Buffer | null;
  /** Why the record could not be understood. */
  quarantine: string | null;
  /** Not projected yet: quarantined, or of a type this version does not know. */
  pending: boolean;
  accepted_at: Timestamp;
}

export interface EvaluationRow {
  device_id: string;
  epoch: string;
  seq: number;
  evaluation_id: string;
  session_id: string;
  site_id: string;
  window_id: string;
  staff_id: string | null;
  item_code: string | null;
  ticket: string | null;
  grade: Grade;
  first_grade: Grade;
  channel: Channel;
  armed_by: ArmedBy;
  source: 'pad' | 'touch';
  details: readonly string[] | null;
  /** Device wall clock, milliseconds since 1970; not a timestamp because such clocks can be absurd. */
  evaluated_ms: number;
  /** The run of the host and its monotonic clock, milliseconds; null for what was stored before they were. */
  boot: string | null;
  mono_ms: number | null;
  accepted_at: Timestamp;
}

/** A change or follow-up whose evaluation has not been projected yet. */
export interface WaitingAmendmentRow {
  device_id: string;
  evaluation_id: string;
  grade: Grade | null;
  details: string | null;
}

/** A press that was written twice: its other evaluation, where that was written, and the one that counts. */
export interface RepetitionRow {
  device_id: string;
  evaluation_id: string;
  counted_id: string;
  epoch: string;
  seq: number;
}

/** That a remark was left on an evaluation, as a record says. */
export interface RemarkRow {
  device_id: string;
  /** Names the attachment. */
  hash: Buffer;
  evaluation_id: string;
  /** The evaluation that the record names, where that is a repetition of this one. */
  sealed_for: string | null;
  bytes: number;
  key_id: string;
  holds: readonly RemarkPart[];
  accepted_at: Timestamp;
  seq: number;
}

export interface AttachmentRow {
  device_id: string;
  hash: Buffer;
  key_id: string;
  /** Null once it was erased. */
  ciphertext: Buffer | null;
  received_at: Timestamp;
  erased_at: Timestamp | null;
}

/** Who read or erased a remark. Rows are added only. */
export interface RemarkReadRow {
  device_id: string;
  read_id: string;
  evaluation_id: string;
  username: string;
  act: 'read' | 'erase';
  /** Why it was erased, as who did it said; null for a reading and for what a program erased. */
  reason: string | null;
  done_at: Timestamp;
}

export interface DevicePadRow {
  device_id: string;
  pad_id: string;
  state: 'found' | 'lost' | null;
  address: string | null;
  firmware: string | null;
  lost_presses: number;
}

export interface EnrollmentCodeRow {
  code_hash: Buffer;
  site_id: string;
  window_id: string;
  expires_at: Timestamp;
  device_id: string | null;
  public_key: Buffer | null;
  /** The device that the code enrolls anew; null: a new one. */
  for_device: string | null;
}

export interface UserRow {
  user_id: string;
  username: string;
  display_name: string;
  password_hash: string;
  /** Whether the user may erase what citizens left. */
  may_erase: boolean;
}

export interface ApiTokenRow {
  token_hash: Buffer;
  label: string;
  created_at: Timestamp;
}

export interface ConsoleSessionRow {
  token_hash: Buffer;
  user_id: string;
  expires_at: Timestamp;
}

/** Failed sign-ins by hash of the user name, known or not. */
export interface SignInFailureRow {
  username_hash: Buffer;
  failures: number;
  blocked_until: Timestamp;
}

export interface Schema {
  sites: SiteRow;
  service_windows: ServiceWindowRow;
  window_configurations: WindowConfigurationRow;
  staff: StaffRow;
  service_items: ServiceItemRow;
  devices: DeviceRow;
  device_keys: DeviceKeyRow;
  device_contacts: DeviceContactRow;
  epochs: EpochRow;
  epoch_claims: EpochClaimRow;
  declared_gaps: DeclaredGapRow;
  clock_observations: ClockObservationRow;
  records: RecordRow;
  evaluations: EvaluationRow;
  waiting_amendments: WaitingAmendmentRow;
  repetitions: RepetitionRow;
  remarks: RemarkRow;
  attachments: AttachmentRow;
  remark_reads: RemarkReadRow;
  device_pads: DevicePadRow;
  enrollment_codes: EnrollmentCodeRow;
  users: UserRow;
  api_tokens: ApiTokenRow;
  console_sessions: ConsoleSessionRow;
  sign_in_failures: SignInFailureRow;
}
