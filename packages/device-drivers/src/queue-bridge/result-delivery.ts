import type { Cancel, Clock } from '@pingjia/shared';

/** A result is sent again every so many milliseconds until its asker answers, and so often in all unless configured. */
export const resultDelivery = { interval: 3_000, times: 3 } as const;

/** Askers that are waited for at once; the one that has been silent longest is given up. */
export const maxDeliveries = 16;

export interface ResultDelivery {
  send(asker: string, write: () => void): void;
  /** The asker has it, or has gone on. */
  end(asker: string): void;
  stop(): void;
  readonly open: number;
}

export function createResultDelivery(clock: Clock, times: number): ResultDelivery {
  const open = new Map<string, Cancel>();

  function end(asker: string): void {
    open.get(asker)?.();
    open.delete(asker);
  }

  function attempt(asker: string, write: () => void, left: number): void {
    end(asker);
    write();
    if (left <= 1) return;
    open.set(
      asker,
      clock.after(resultDelivery.interval, () => attempt(asker, write, left - 1)),
    );
    for (const oldest of open.keys()) {
      if (open.size > maxDeliveries) end(oldest);
    }
  }

  return {
    send: (asker, write) => attempt(asker, write, times),
    end,
    stop() {
      for (const asker of open.keys()) end(asker);
    },
    get open() {
      return open.size;
    },
  };
}
