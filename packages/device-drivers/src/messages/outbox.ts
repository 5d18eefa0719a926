import type { Cancel, Clock } from '@pingjia/shared';

/** Milliseconds that a command's answer is awaited, and how often a command is sent at most. */
export const outboxRule = { patience: 3_000, tries: 2 } as const;

/** Commands that wait at most; the oldest gives way. */
export const maxWaiting = 16;

export interface OutgoingCommand {
  /** A later command of the same kind takes the place of one that still waits. */
  readonly kind: string;
  readonly bytes: Uint8Array;
  /** Times it may be sent; `outboxRule.tries` unless told. */
  readonly tries?: number;
  /** Milliseconds that its answer is awaited; `outboxRule.patience` unless told. */
  readonly patience?: number;
}

/** Sends commands one after the other: the next goes out when the one before was answered or given up. */
export interface Outbox {
  send(command: OutgoingCommand): void;
  /** The kind of the command that waits for its answer; undefined when none does. */
  readonly awaiting: string | undefined;
  readonly waiting: number;
  /** The answer has come: gives the kind of what it answers, and sends the next. */
  answered(): string | undefined;
  stop(): void;
}

export function createOutbox(clock: Clock, write: (bytes: Uint8Array) => void): Outbox {
  let queue: OutgoingCommand[] = [];
  let current: OutgoingCommand | undefined;
  let cancel: Cancel = () => undefined;

  function attempt(command: OutgoingCommand, left: number): void {
    current = command;
    cancel = clock.after(command.patience ?? outboxRule.patience, () => {
      if (left > 1) attempt(command, left - 1);
      else next();
    });
    write(command.bytes);
  }

  function next(): void {
    cancel();
    current = undefined;
    const command = queue.shift();
    if (command !== undefined) attempt(command, command.tries ?? outboxRule.tries);
  }

  return {
    send(command) {
      queue = queue.filter(({ kind }) => kind !== command.kind).slice(1 - maxWaiting);
      queue.push(command);
      if (current === undefined) next();
    },
    get awaiting() {
      return current?.kind;
    },
    get waiting() {
      return queue.length;
    },
    answered() {
      const kind = current?.kind;
      if (current !== undefined) next();
      return kind;
    },
    stop() {
      cancel();
      queue = [];
      current = undefined;
    },
  };
}
