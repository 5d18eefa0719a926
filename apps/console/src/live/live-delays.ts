/** Delays of the live feed, milliseconds. */
export const liveDelays = {
  /** Between two reads while the event stream is down. */
  poll: 5_000,
  /** Between the end of one event stream and the next attempt. */
  reconnect: 3_000,
  /** Between two reads while the stream is up; a multiple of `poll`. */
  liveRefresh: 30_000,
  /** A stream that says nothing for so long is taken for dead; the server sends a comment every 15 s. */
  silence: 45_000,
  /** Shortest time between two reads of the same list. */
  readGap: 400,
} as const;
