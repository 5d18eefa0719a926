import { err, type Fault, fault, ok, type Result } from '@pingjia/shared';
import type { Transport, TransportHandlers } from './transport.ts';

/** One live connection as an adapter makes it; it may report whatever it likes, as often as it likes. */
export interface Connection {
  write(bytes: Uint8Array): Promise<Result<void>>;
  close(): Promise<void>;
}

/** Makes a connection. The adapter has freed its port by the time it calls `closed`. */
export type Connect = (handlers: TransportHandlers) => Promise<Result<Connection>>;

interface Link {
  /** Settles when the opening has succeeded, failed or cleaned up after being abandoned. */
  opening: Promise<unknown>;
  connection: Connection | undefined;
  readonly unsettledWrites: Set<(outcome: Result<void>) => void>;
}

const ended = fault('PAD_IO_FAILED', 'the connection is closed');

/** Holds any adapter to the promises of the port: one open at a time, `closed` once, nothing after the end. */
export function createTransport(connect: Connect): Transport {
  let current: Link | undefined;
  let released: Promise<unknown> = Promise.resolve();

  function end(link: Link, reason: Fault): boolean {
    if (current !== link) return false;
    current = undefined;
    for (const settle of link.unsettledWrites) settle(err(reason));
    return true;
  }

  function open(handlers: TransportHandlers): Promise<Result<void>> {
    if (current !== undefined) return Promise.resolve(err(fault('PAD_BUSY', 'this transport is open already')));
    const link: Link = { opening: Promise.resolve(), connection: undefined, unsettledWrites: new Set() };
    current = link;
    const opening = openLink(link, handlers);
    link.opening = opening;
    return opening;
  }

  async function openLink(link: Link, handlers: TransportHandlers): Promise<Result<void>> {
    await released;
    if (current !== link) return err(ended);
    const opened = await connect({
      described: (description) => {
        if (current === link) handlers.described?.(description);
      },
      data: (bytes) => {
        if (current === link) handlers.data(bytes);
      },
      refused: (reason) => {
        if (current === link) handlers.refused?.(reason);
      },
      closed: (reason) => {
        if (!end(link, reason ?? ended)) return;
        if (link.connection === undefined) released = link.opening;
        else handlers.closed(reason);
      },
    });
    if (current !== link) {
      if (opened.ok) await opened.value.close();
      return opened.ok ? err(ended) : opened;
    }
    if (!opened.ok) {
      current = undefined;
      return opened;
    }
    link.connection = opened.value;
    return ok();
  }

  function write(bytes: Uint8Array): Promise<Result<void>> {
    const link = current;
    const connection = link?.connection;
    if (link === undefined || connection === undefined) return Promise.resolve(err(ended));
    return new Promise((resolve) => {
      // A port that goes away may never answer for a write it holds.
      const settle = (outcome: Result<void>): void => {
        link.unsettledWrites.delete(settle);
        resolve(outcome);
      };
      link.unsettledWrites.add(settle);
      connection.write(bytes).then(settle, (error: unknown) => settle(err(fault('PAD_IO_FAILED', String(error)))));
    });
  }

  async function close(): Promise<void> {
    const link = current;
    if (link !== undefined && end(link, ended)) {
      released = link.connection?.close() ?? link.opening;
    }
    await released;
  }

  return { open, write, close };
}
