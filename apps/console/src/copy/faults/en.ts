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
  INTERNAL: {
    title: 'The server failed unexpectedly',
    todo: 'Try again later; if it happens again, give the request id to the maintainers.',
  },
  UNKNOWN: { title: 'The server refused', todo: 'This page may be out of date: reload it.' },
} as const;
