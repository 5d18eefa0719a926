import type { Cancel, Clock } from '@pingjia/shared';

/** Commands that may wait; the oldest is given up for a newer one. */
const capacity = 32;

/** Writes frames with a pause between them, for pads that lose what comes too fast. */
export interface CommandQueue {
  send(frame: Uint8Array): void;
  dispose(): void;
}

export function createCommandQueue(clock: Clock, pause: number, write: (frame: Uint8Array) => void): CommandQueue {
  const waiting: Uint8Array[] = [];
  let resting: Cancel | undefined;

  function next(): void {
    resting = undefined;
    const frame = waiting.shift();
    if (frame !== undefined) send(frame);
  }

  function send(frame: Uint8Array): void {
    if (pause === 0) return write(frame);
    if (resting !== undefined) {
      if (waiting.length === capacity) waiting.shift();
      waiting.push(frame);
      return;
    }
    resting = clock.after(pause, next);
    write(frame);
  }

  return {
    send,
    dispose() {
      resting?.();
      resting = undefined;
      waiting.length = 0;
    },
  };
}
