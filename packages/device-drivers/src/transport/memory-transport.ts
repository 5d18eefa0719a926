import { err, fault, ok } from '@pingjia/shared';
import { createTransport } from './create-transport.ts';
import type { Transport, TransportHandlers } from './transport.ts';

/** Two ends of a line in memory. Like a serial line, an end that is not open loses what is sent to it. */
export interface MemoryLine {
  readonly a: Transport;
  readonly b: Transport;
  /** Takes the line away from both ends: whoever is open learns it, whoever opens finds nothing. */
  cut(): void;
  mend(): void;
}

export function createMemoryLine(): MemoryLine {
  const open: { a?: TransportHandlers | undefined; b?: TransportHandlers | undefined } = {};
  let whole = true;

  function end(near: 'a' | 'b', far: 'a' | 'b'): Transport {
    return createTransport((handlers) => {
      if (!whole) return Promise.resolve(err(fault('PAD_NOT_FOUND', 'the line is cut')));
      open[near] = handlers;
      return Promise.resolve(
        ok({
          write: (bytes) => {
            const copy = bytes.slice();
            queueMicrotask(() => open[far]?.data(copy));
            return Promise.resolve(ok());
          },
          close: () => {
            open[near] = undefined;
            return Promise.resolve();
          },
        }),
      );
    });
  }

  return {
    a: end('a', 'b'),
    b: end('b', 'a'),
    cut() {
      whole = false;
      for (const near of ['a', 'b'] as const) {
        const handlers = open[near];
        open[near] = undefined;
        handlers?.closed(fault('PAD_NOT_FOUND', 'the line is cut'));
      }
    },
    mend() {
      whole = true;
    },
  };
}
