import type { ErrorText } from './error-text.ts';

/** Between a server and whoever asks it. */
export const serverErrors = {
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
} as const satisfies Record<string, ErrorText>;
