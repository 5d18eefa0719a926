/** What went wrong and what the person who reads it should do. */
export const faults = {
  REQUEST_INVALID: {
    title: 'The request was not understood',
    todo: 'Clear the filters and try again; tell the maintainers if it happens again.',
  },
  BODY_TOO_LARGE: { title: 'Too much was sent at once', todo: 'Send less and try again.' },
  UNSUPPORTED_MEDIA_TYPE: {
    title: 'The server does not take this format',
    todo: 'Reload the page and try again; tell the maintainers if it happens again.',
  },
  NOT_FOUND: {
    title: 'The server has nothing at this address',
    todo: 'Reload the page; if it happens again, server and page may be of different versions.',
  },
  TOKEN_INVALID: { title: 'Nobody is signed in', todo: 'Sign in again.' },
  SIGN_IN_FAILED: {
    title: 'User name or password is wrong',
    todo: 'Try again; an administrator can reset a forgotten password.',
  },
  SIGN_IN_THROTTLED: {
    title: 'Too many failed attempts',
    todo: 'Wait a little; an administrator can reset a forgotten password.',
  },
  NOT_PERMITTED: { title: 'You may not do this', todo: 'Ask an administrator to do it. Nothing was changed.' },
  SESSION_EXPIRED: { title: 'Your session has ended', todo: 'Sign in again.' },
  SERVER_BUSY: {
    title: 'The server is busy',
    todo: 'The page tries again by itself; evaluations are safe on the devices. If it persists, look at the database.',
  },
  SERVER_UNREACHABLE: {
    title: 'The server cannot be reached',
    todo: 'Check this computer’s network; the page goes on by itself. Evaluations are safe on the devices.',
  },
  SERVER_ANSWER_INVALID: {
    title: 'The answer did not come from a Pingjia server',
    todo: 'Check the address, and that no portal page or proxy answers in its place. Reload if the server was just updated.',
  },
  DEVICE_UNKNOWN: {
    title: 'This server does not know the device',
    todo: 'Import the bundle at the server that the device is enrolled with.',
  },
  DEVICE_REVOKED: {
    title: 'The device was revoked',
    todo: 'Nothing of it is accepted any more. If that was a mistake, enroll it anew with a new code made for this device, as the operations guide describes.',
  },
  BATCH_OUT_OF_PLACE: {
    title: 'The bundle does not continue what the server holds',
    todo: 'Import the earlier bundle first, or export “everything” on the device.',
  },
  EPOCH_FORKED: {
    title: 'The server holds other records under the same numbers',
    todo: 'The device’s folder was copied or restored. Nothing is lost: carry the receipt back to the device and import the next bundle it writes; over a network it does so by itself.',
  },
  BUNDLE_MALFORMED: {
    title: 'This is no bundle of a device, or it is damaged',
    todo: 'Choose the .pjb file; if it is that one, export again on the device.',
  },
  BUNDLE_VERSION_UNKNOWN: {
    title: 'The bundle was written by a newer version',
    todo: 'Update the server. The device keeps everything.',
  },
  BUNDLE_CUT_SHORT: {
    title: 'The bundle breaks off',
    todo: 'The stick was probably pulled. Plug it into the device and export again: it goes on where it stopped, and nothing counts twice.',
  },
  BUNDLE_TAMPERED: {
    title: 'The bundle was changed after it was written; what follows the change was not taken',
    todo: 'Keep the file as evidence and export again on the device.',
  },
  BUNDLE_SIGNER_UNKNOWN: {
    title: 'The bundle is not signed with the key that the device has now',
    todo: 'It was changed, or written before the device was enrolled anew: export again on the device. If the new bundle is refused like this, keep the file as evidence.',
  },
  BUNDLE_FOREIGN_SERVER: {
    title: 'The bundle is sealed to another server',
    todo: 'Import it at the server that the device is enrolled with.',
  },
  ATTACHMENT_UNREADABLE: {
    title: 'The server cannot open it',
    todo: 'The key it is sealed to is missing there, or the file was changed. Have the server’s key folder restored.',
  },
  INTERNAL: {
    title: 'The server failed unexpectedly',
    todo: 'Try again later; if it happens again, give the request id to the maintainers.',
  },
  UNKNOWN: { title: 'The server refused', todo: 'This page may be out of date: reload it.' },
} as const;
