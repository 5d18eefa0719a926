import type { Result } from '@pingjia/shared';

/** Where a simulated pad's bytes go. Errors are sentences. */
export interface SimulatedLine {
  /** The port appears. */
  plug(): Promise<Result<void, string>>;
  /** The port vanishes; whoever had it open learns it. */
  unplug(): Promise<void>;
  /** Bytes that nobody listens to are gone. */
  send(bytes: Uint8Array): void;
}

export type CreateSimulatedLine = (receive: (bytes: Uint8Array) => void) => SimulatedLine;
