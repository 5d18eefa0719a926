import type { ErrorCode } from '@pingjia/shared';
import type { ApiFault } from '../api/api-fault.ts';
import { faults } from './faults/en.ts';

export type FaultKey = keyof typeof faults;

/** Codes that only devices and their screens ever meet; a console that gets one shows them as UNKNOWN with their name. */
export const deviceOnlyCodes: readonly ErrorCode[] = [
  'PROTOCOL_MISSING',
  'CLIENT_TOO_OLD',
  'SERVER_TOO_OLD',
  'ENROLLMENT_CODE_INVALID',
  'ENROLLMENT_PROOF_INVALID',
  'SIGNATURE_MISSING',
  'SIGNATURE_INVALID',
  'CONTENT_DIGEST_MISMATCH',
  'NONCE_STALE',
  'SERVER_PIN_MISMATCH',
  'BATCH_MALFORMED',
  'BATCH_TOO_LARGE',
  'BATCH_CHAIN_BROKEN',
  'JOURNAL_LOCKED',
  'JOURNAL_FULL',
  'JOURNAL_WRITE_FAILED',
  'JOURNAL_DAMAGED',
  'JOURNAL_ALTERED',
  'JOURNAL_OF_OTHER_DEVICE',
  'MIRROR_UNDECIDED',
  'JOURNAL_MISSING',
  'JOURNAL_VERSION_UNKNOWN',
  'RECORD_MALFORMED',
  'RECORD_TOO_LARGE',
  'IDENTITY_DAMAGED',
  'BRIDGE_MESSAGE_INVALID',
  'BRIDGE_VERSION_MISMATCH',
  'SCREEN_TOKEN_INVALID',
  'SCREEN_ALREADY_OPEN',
  'LOCAL_TOKEN_INVALID',
  'BUNDLE_KEY_MISSING',
  'BUNDLE_TARGET_UNUSABLE',
  'BUNDLE_TARGET_FULL',
  'BUNDLE_TARGET_GONE',
  'BUNDLE_RECEIPT_INVALID',
  'BUNDLE_RECEIPT_FOREIGN',
  'BUNDLE_RECEIPT_MISSING',
  'REMARK_NOT_SEALABLE',
  'REMARK_INVALID',
  'REMARK_MISPLACED',
  'ATTACHMENT_DAMAGED',
  'ATTACHMENT_UNNAMED',
  'PAD_ADDRESS_INVALID',
  'PAD_NOT_FOUND',
  'PAD_PERMISSION_DENIED',
  'PAD_BUSY',
  'PAD_AMBIGUOUS',
  'PAD_SILENT',
  'PAD_KEYS_UNKNOWN',
  'SETUP_DAMAGED',
  'WINDOW_PAUSED',
  'QUEUE_COMMAND_INVALID',
  'QUEUE_PORT_UNAVAILABLE',
  'PAD_IO_FAILED',
];

/** The key of the words for a fault. */
export function faultKey({ code }: ApiFault): FaultKey {
  return Object.hasOwn(faults, code) ? (code as FaultKey) : 'UNKNOWN';
}
