import { type Clock, err, fault, ok, type Result } from '@pingjia/shared';
import { type Connection, createTransport } from './create-transport.ts';
import type { HostPort } from './host-port.ts';
import { startTcpCall, type TcpCall } from './tcp-call.ts';
import type { Transport, TransportHandlers } from './transport.ts';

/** Calls that may wait for the one under way; a pad that falls so far behind is not followed any more. */
export const maxWaitingCalls = 64;

/**
 * One short TCP connection for each message written; its answer is one message, an empty one where the far end hung up
 * without a word. Calls follow one another. Open once a first connection could be made; a call that cannot connect ends it.
 */
export function createTcpCallTransport(place: HostPort, clock: Clock): Transport {
  return createTransport(async (handlers) => {
    const reached = await startTcpCall(place, null, clock).answer;
    return reached.ok ? ok(openLine(place, clock, handlers)) : reached;
  });
}

function openLine(place: HostPort, clock: Clock, handlers: TransportHandlers): Connection {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  let over = false;
  let current: TcpCall | undefined;

  async function call(bytes: Uint8Array): Promise<Result<void>> {
    if (over) return err(fault('PAD_IO_FAILED', 'the line is closed'));
    current = startTcpCall(place, bytes, clock);
    const answer = await current.answer;
    current = undefined;
    if (!answer.ok) {
      over = true;
      handlers.closed(answer.error);
      return answer;
    }
    if (answer.value === 'too-large') handlers.refused?.('too-large');
    else if (answer.value !== 'none') handlers.data(answer.value);
    return ok();
  }

  return {
    write(bytes) {
      if (waiting >= maxWaitingCalls) {
        return Promise.resolve(err(fault('PAD_IO_FAILED', `${maxWaitingCalls} calls wait for an answer`)));
      }
      waiting += 1;
      const copy = bytes.slice();
      const done = last.then(async () => {
        const called = await call(copy);
        waiting -= 1;
        return called;
      });
      last = done;
      return done;
    },
    async close() {
      over = true;
      current?.hangUp();
      await last;
    },
  };
}
