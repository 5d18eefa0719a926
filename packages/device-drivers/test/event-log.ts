/** Remembers what happened, in order, and lets a test await what is still to come. */
export interface EventLog {
  add(event: string): void;
  /** Settles with the next such event after the one awaited last. */
  until(event: string): Promise<void>;
}

export function createEventLog(): EventLog {
  const events: string[] = [];
  let from = 0;
  let look: () => void = () => undefined;
  return {
    add(event) {
      events.push(event);
      look();
    },
    until: (event) =>
      new Promise((resolve) => {
        look = () => {
          const at = events.indexOf(event, from);
          if (at < 0) return;
          from = at + 1;
          resolve();
        };
        look();
      }),
  };
}
