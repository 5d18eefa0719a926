/** Stops what was scheduled; calling it late or twice does nothing. */
export type Cancel = () => void;

/** The only source of time. The wall clock may be absurd or jump; the monotonic one never goes back within a process. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00Z as the machine believes. */
  wall(): number;
  /** Milliseconds since an arbitrary point that is fixed for the life of the process. */
  monotonic(): number;
  /** Runs `task` once after `milliseconds` of monotonic time. */
  after(milliseconds: number, task: () => void): Cancel;
}
