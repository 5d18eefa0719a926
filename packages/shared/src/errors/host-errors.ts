import type { ErrorText } from './error-text.ts';

/** Of a pad’s journal and screen. */
export const hostErrors = {
  // Journal
  JOURNAL_LOCKED: {
    means: 'Another process has this data folder open.',
    todo: 'Close the other Pingjia on this machine, then start again.',
  },
  JOURNAL_FULL: {
    means: 'The disk has no room for another evaluation. No press is acknowledged until there is.',
    todo: 'Free disk space; evaluation resumes by itself.',
  },
  JOURNAL_WRITE_FAILED: {
    means: 'The disk refused a write. No press is acknowledged until a write succeeds.',
    todo: 'Check disk and cables; if it persists replace the disk. What was acknowledged is kept.',
  },
  JOURNAL_DAMAGED: {
    means: 'Part of the journal cannot be read. It is kept as it is and a new epoch was opened.',
    todo: 'Keep the folder; report it. Evaluation goes on.',
  },
  JOURNAL_MISSING: {
    means: 'There is no journal in this folder.',
    todo: 'Name the data folder of a pad: the one that holds “journal” and “identity.json”.',
  },
  JOURNAL_ALTERED: {
    means:
      'The journal does not hold what the server signed for: it was altered, cut, or put back to an older state. It is kept as it is and a new epoch was opened.',
    todo: 'Keep the folder as evidence and report it with “pingjia-journal verify”. Evaluation goes on.',
  },
  JOURNAL_OF_OTHER_DEVICE: {
    means:
      'The records in this folder were sent as another device, the one that is named. Sent again as this one, each would count twice, so nothing is sent. Presses are kept.',
    todo: 'Move identity.json out of the folder and enroll with a code made for the named device. If the pad is to be a new device, begin with an empty folder, as the operations guide describes, and keep the old one.',
  },
  MIRROR_UNDECIDED: {
    means:
      'The copy in this screen’s browser holds records that the folder lacks, and it is not certain that they are this pad’s: they are those of the device that is named, or it is not known whose they are. They are kept in the browser and count nowhere yet.',
    todo: 'If the folder was lost, enroll with a code made for the named device: what the copy holds is taken back. If the pad is to be a new device, enroll it as that: the copy is dropped. If no device is named, keep the browser profile and report it; deleting the profile drops the copy.',
  },
  JOURNAL_VERSION_UNKNOWN: {
    means: 'The journal was written by a newer version of Pingjia.',
    todo: 'Install that version or a newer one. Nothing was changed.',
  },
  RECORD_MALFORMED: { means: 'A journal record cannot be read.', todo: 'Report it; it is kept as raw bytes.' },
  RECORD_TOO_LARGE: { means: 'A record exceeds 65,536 bytes.', todo: 'Report it as a bug; nothing was stored.' },
  IDENTITY_DAMAGED: {
    means: 'The pad’s identity file cannot be read.',
    todo: 'Restore it from a backup of the data folder, or enroll the pad anew as the operations guide describes. The journal is untouched.',
  },
  // Screen ⇄ host
  BRIDGE_MESSAGE_INVALID: {
    means: 'A message between screen and host does not fit the contract.',
    todo: 'Reload the screen; report it if it persists.',
  },
  BRIDGE_VERSION_MISMATCH: { means: 'Screen and host are of different versions.', todo: 'Reload the screen.' },
  SCREEN_TOKEN_INVALID: {
    means: 'The link to this screen was used already, or it is not this pad’s.',
    todo: 'Open the newest link that the pad’s host printed.',
  },
  SCREEN_ALREADY_OPEN: { means: 'This pad’s screen is open elsewhere.', todo: 'Close the other screen first.' },
  LOCAL_TOKEN_INVALID: {
    means: 'The local call carries no valid token.',
    todo: 'Read the token from the data folder’s local-api.token. If it is that one, another pad’s host answers: call the address where this pad’s host listens.',
  },
} as const satisfies Record<string, ErrorText>;
