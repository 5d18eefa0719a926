/**
 * Every failure that can reach a person or cross a wire. `means` says what happened, `todo` what the person who can act
 * on it should do. `docs/errors.md` is generated from this table; the apps' copy/ holds the words shown to users.
 */
export const errorTable = {
  // Device ⇄ server
  PROTOCOL_MISSING: {
    means: 'The request names no sync protocol version.',
    todo: 'Send the header pingjia-protocol. A browser or a probe was probably pointed at a device address.',
  },
  CLIENT_TOO_OLD: {
    means: 'The pad speaks a sync protocol that this server no longer accepts. Its journal keeps every evaluation.',
    todo: 'Update the pad. What it holds is sent afterwards.',
  },
  SERVER_TOO_OLD: {
    means: 'The pad speaks a newer sync protocol than this server.',
    todo: 'Update the server. The pad keeps every evaluation until then.',
  },
  ENROLLMENT_CODE_INVALID: {
    means: 'The enrollment code is unknown, used, expired or, where a device is named, not made for that device.',
    todo: 'Ask the office for a new code; a code enrolls one pad, once. For a pad that was enrolled before it must be made for the same device.',
  },
  ENROLLMENT_PROOF_INVALID: {
    means: 'The pad could not prove that it holds the private half of the key it presented.',
    todo: 'Delete the pad’s identity.json and enroll again with a new code.',
  },
  SIGNATURE_MISSING: {
    means: 'A device request carries no HTTP message signature.',
    todo: 'Only an enrolled pad may call this address. API users take /api/v1/evaluations with a token.',
  },
  SIGNATURE_INVALID: {
    means: 'The signature does not match the request or the pad’s registered key. Nothing was stored.',
    todo: 'If it persists for one pad, something between it and the server alters requests, its key changed, or another pad was enrolled with a code made for this one: look at proxies and at who has its code, then enroll it anew with a new code made for this device.',
  },
  CONTENT_DIGEST_MISMATCH: {
    means: 'The body is not the one that was signed. Nothing was stored.',
    todo: 'The pad sends again by itself. If it persists, look at proxies that rewrite bodies.',
  },
  NONCE_STALE: {
    means: 'The request is not fresh: its nonce is missing, expired or not from this server.',
    todo: 'Nothing: the pad repeats the request with the nonce of this answer.',
  },
  DEVICE_UNKNOWN: {
    means: 'No pad with this identity is enrolled here, and it showed no valid enrollment certificate.',
    todo: 'Check that the pad points to the right server, then enroll it.',
  },
  DEVICE_REVOKED: {
    means: 'This pad was revoked. Its data is not accepted any more; what it holds stays on it.',
    todo: 'If that was a mistake, enroll it anew with a new code made for this device, as the operations guide describes.',
  },
  BATCH_MALFORMED: {
    means:
      'The batch cannot be read: broken compression, header, lines or a record outside its range. Nothing was stored.',
    todo: 'Report it with the pad’s log; the pad keeps its records.',
  },
  BATCH_TOO_LARGE: {
    means: 'The batch is larger than the server accepts. Nothing was stored.',
    todo: 'Nothing: the pad halves the batch and sends again.',
  },
  BATCH_CHAIN_BROKEN: {
    means: 'The records of a batch do not form the chain that its header claims. Nothing was stored.',
    todo: 'Verify the pad’s journal: a record changed after it was written.',
  },
  BATCH_OUT_OF_PLACE: {
    means: 'The batch does not continue what the server holds of that epoch.',
    todo: 'Nothing: the pad asks for the server’s watermark and continues from there.',
  },
  EPOCH_FORKED: {
    means: 'The server holds other records under the same numbers: the pad’s folder was copied or restored.',
    todo: 'Nothing is lost: the pad opens a new epoch and sends its own records there. To a pad without a network carry the receipt back, then import its next bundle. Find out whether two pads share one identity.',
  },
  // Anyone ⇄ server
  REQUEST_INVALID: {
    means: 'The request does not fit the contract; the detail names the field.',
    todo: 'Correct the request; /api/docs describes it.',
  },
  BODY_TOO_LARGE: { means: 'The request body exceeds the limit of this address.', todo: 'Send less at once.' },
  UNSUPPORTED_MEDIA_TYPE: {
    means: 'The body has a content type or encoding that this address does not take.',
    todo: 'Send the content type named in /api/docs.',
  },
  NOT_FOUND: { means: 'There is nothing at this address.', todo: 'Check the address; /api/docs lists all.' },
  TOKEN_INVALID: {
    means: 'The bearer token is missing, unknown or revoked.',
    todo: 'Ask an administrator for a token and send it as “Authorization: Bearer …”.',
  },
  SIGN_IN_FAILED: { means: 'User name or password is wrong.', todo: 'Try again, or have the password reset.' },
  SIGN_IN_THROTTLED: {
    means: 'Too many failed sign-ins for this user.',
    todo: 'Wait for the time given in Retry-After.',
  },
  SESSION_EXPIRED: { means: 'The console session has ended.', todo: 'Sign in again.' },
  NOT_PERMITTED: {
    means: 'This user may look, but may not do that. Nothing was changed.',
    todo: 'Ask an administrator to do it.',
  },
  SERVER_BUSY: {
    means:
      'The server cannot take the request right now: its database is unreachable, read-only or out of connections.',
    todo: 'Pads send again by themselves. Look at the database.',
  },
  SERVER_UNREACHABLE: {
    means: 'The server could not be reached. Everything is kept on this device.',
    todo: 'Check cable, network and server address; sending resumes by itself.',
  },
  SERVER_PIN_MISMATCH: {
    means: 'The server’s certificate has none of the keys that this pad was told to accept. Nothing was sent to it.',
    todo: 'If the server’s key was exchanged, give the pad its new address with the new key, as the operations guide describes. If not, somebody answers in its place: look at the network.',
  },
  SERVER_ANSWER_INVALID: {
    means: 'The server’s answer does not fit the contract or its signature is wrong. Nothing was marked as sent.',
    todo: 'Check that the address is the Pingjia server’s and no portal page or proxy answers in its place.',
  },
  INTERNAL: {
    means: 'The server failed unexpectedly. Nothing was acknowledged.',
    todo: 'Report it with the request id; pads send again by themselves.',
  },
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
  // Pads
  PAD_ADDRESS_INVALID: {
    means: 'The pad address cannot be understood.',
    todo: 'Write it like serial:/dev/ttyUSB0?profile=pingjia-line.',
  },
  PAD_NOT_FOUND: {
    means: 'There is no device at the configured address.',
    todo: 'Plug the pad in; check the cable and the address.',
  },
  PAD_PERMISSION_DENIED: {
    means: 'This user may not open the pad’s port.',
    todo: 'Run the command that is named with it (for a serial port: sudo usermod -aG dialout $USER), then sign in again.',
  },
  PAD_BUSY: {
    means: 'Another program has the pad’s port open.',
    todo: 'Close the other program; opening is tried again by itself.',
  },
  PAD_AMBIGUOUS: {
    means: 'Several devices match the pad’s address.',
    todo: 'Write the address with the serial number or the USB socket of the pad: “pingjia-pad list” shows both.',
  },
  PAD_SILENT: { means: 'The pad does not answer.', todo: 'Check power, cable and baud rate.' },
  PAD_KEYS_UNKNOWN: {
    means: 'Nobody has taught this pad’s keys yet. What is pressed on it is kept and counts for nothing.',
    todo: 'Hold the window label for three seconds, choose the pad and learn its keys.',
  },
  SETUP_DAMAGED: {
    means: 'A file of this device’s set-up cannot be read. It is left as it is and counts for nothing.',
    todo: 'Restore the file that the detail names, or move it away and set up anew what it held.',
  },
  WINDOW_PAUSED: {
    means: 'Service at this window is paused by its staff or the queue system.',
    todo: 'Nothing: it goes on when they resume, or call the next citizen.',
  },
  QUEUE_COMMAND_INVALID: {
    means: 'A command of the queue system cannot be understood; the detail says why. Nothing was done.',
    todo: 'Correct what the queue system sends, or how its members are named here; docs/devices/queue-bridge.md describes both.',
  },
  QUEUE_PORT_UNAVAILABLE: {
    means: 'The port for the queue system’s commands cannot be opened.',
    todo: 'Close the other program that uses the port, or configure another address or port here and at the queue system.',
  },
  PAD_IO_FAILED: { means: 'The connection to the pad failed.', todo: 'Check the cable; it is opened again by itself.' },
} as const satisfies Record<string, { readonly means: string; readonly todo: string }>;

export type ErrorCode = keyof typeof errorTable;

export const errorCodes = Object.keys(errorTable) as readonly ErrorCode[];
