import type { ErrorText } from './error-text.ts';

/** Of what is carried on sticks, and of what citizens leave besides the grade. */
export const carriedErrors = {
  // Bundles: a pad without a network
  BUNDLE_MALFORMED: {
    means: 'This file is no bundle of a pad, or it is damaged. What came whole before the damage was taken.',
    todo: 'Choose the .pjb file that the pad wrote; if it is that one, export again.',
  },
  BUNDLE_VERSION_UNKNOWN: {
    means: 'The bundle was written by a newer version of Pingjia. Nothing was taken.',
    todo: 'Update the server; the pad keeps everything.',
  },
  BUNDLE_CUT_SHORT: {
    means: 'The bundle ends in the middle: the stick was pulled or the copy broke off. What came whole was taken.',
    todo: 'Plug the stick into the pad and export again: it goes on where it stopped.',
  },
  BUNDLE_TAMPERED: {
    means: 'The bundle was changed after the pad wrote it. What comes from the changed place on was not taken.',
    todo: 'Export again and keep the changed file: it is evidence.',
  },
  BUNDLE_SIGNER_UNKNOWN: {
    means:
      'The bundle is not signed with the key that its pad has now: it was changed after the pad wrote it, or it was written before this pad was enrolled anew. Nothing was taken.',
    todo: 'Export again. If the new bundle is refused like this, keep the file: it is evidence.',
  },
  BUNDLE_FOREIGN_SERVER: {
    means: 'The bundle is sealed to another server; this one cannot open it. Nothing was taken.',
    todo: 'Import it at the server that the pad is enrolled with.',
  },
  BUNDLE_KEY_MISSING: {
    means: 'This pad does not know yet to which server key it should seal a bundle.',
    todo: 'Enroll it, or let it reach its server once; then export again.',
  },
  BUNDLE_TARGET_UNUSABLE: {
    means: 'Nothing can be written to the chosen folder: it is missing, write-protected or no folder.',
    todo: 'Choose the folder of the USB stick; check its write-protection switch.',
  },
  BUNDLE_TARGET_FULL: {
    means: 'The USB stick is full. What was written so far is kept on it.',
    todo: 'Free space on the stick, or export again to another one: it goes on where it stopped, or begins anew.',
  },
  BUNDLE_TARGET_GONE: {
    means: 'The USB stick went away while it was being written. The pad keeps everything.',
    todo: 'Plug it in again and export once more: it goes on where it stopped.',
  },
  BUNDLE_RECEIPT_MISSING: {
    means: 'No receipt (.pjr) is on this stick.',
    todo: 'Import the pad’s bundle at its server, save the receipt that the console offers onto the stick, and bring it back.',
  },
  BUNDLE_RECEIPT_INVALID: {
    means: 'This receipt was not signed by the pad’s server, or it is damaged. Nothing was marked as sent.',
    todo: 'Take the .pjr file that the server gave for this pad’s bundle.',
  },
  BUNDLE_RECEIPT_FOREIGN: {
    means: 'This receipt belongs to another pad. Nothing was marked as sent.',
    todo: 'Take it to the pad whose bundle it answers.',
  },
  // Remarks: what citizens leave besides the grade
  REMARK_NOT_SEALABLE: {
    means:
      'This pad cannot take remarks yet: it does not know the key that only its server can open. Nothing was stored.',
    todo: 'Enroll it, or let it reach its server once. Evaluations are taken all the same.',
  },
  REMARK_INVALID: {
    means: 'The remark cannot be taken; the detail names the field. Nothing was stored.',
    todo: 'Give a phone number that can be called, or a comment of at most 500 characters.',
  },
  REMARK_MISPLACED: {
    means:
      'There is no evaluation on this pad that the remark could belong to, or it has enough of them. Nothing was stored.',
    todo: 'Leave it soon after the evaluation that it is about.',
  },
  ATTACHMENT_DAMAGED: {
    means: 'A sealed file is missing or is not the one that its record names. Its record and everything else is kept.',
    todo: 'If it persists check the pad’s disk: what the file held is lost.',
  },
  ATTACHMENT_UNNAMED: {
    means: 'No accepted record names this sealed file. It was not stored.',
    todo: 'Nothing: the pad sends it again once the record has arrived.',
  },
  ATTACHMENT_UNREADABLE: {
    means:
      'The sealed file cannot be opened: this server does not have the key it is sealed to, or the file was changed.',
    todo: 'Restore the server’s key folder from its backup.',
  },
} as const satisfies Record<string, ErrorText>;
