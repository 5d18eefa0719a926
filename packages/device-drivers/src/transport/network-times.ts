/** Milliseconds. */
export const networkTimes = {
  /** A far end that has not answered a connection by then is not there. */
  connect: 5_000,
  /** A quiet connection is asked by the system whether its far end still lives. */
  keepAlive: 10_000,
  /** A call waits so long for the first byte of its answer … */
  answer: 3_000,
  /** … and takes it as complete after so long without a further one. */
  idle: 200,
  /** A call that goes on for so long is ended with what it has brought, so that none holds up the others. */
  call: 10_000,
  /** A WebSocket that was told goodbye is cut off when it has not said so itself by then. */
  goodbye: 500,
} as const;
