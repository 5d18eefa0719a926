import { createConnection } from 'node:net';
import { type Cancel, type Clock, err, ok, type Result } from '@pingjia/shared';
import { formatHostPort, type HostPort } from './host-port.ts';
import { maxMessageBytes } from './message-size.ts';
import { networkFault } from './network-fault.ts';
import { networkTimes } from './network-times.ts';

/** `none`: not a byte came in time. No bytes: the far end hung up without a word. */
export type CallAnswer = Uint8Array | 'too-large' | 'none';

/** One short connection. */
export interface TcpCall {
  readonly answer: Promise<Result<CallAnswer>>;
  hangUp(): void;
}

/**
 * Connects, says `bytes`, and collects what comes until the far end closes or falls silent, or the call has lasted too
 * long. Null bytes: only connects.
 */
export function startTcpCall(place: HostPort, bytes: Uint8Array | null, clock: Clock): TcpCall {
  const socket = createConnection({ ...place, noDelay: true });
  const chunks: Buffer[] = [];
  let length = 0;
  let connected = false;
  let failure: Error | undefined;
  let late = false;
  let cancel: Cancel = clock.after(networkTimes.connect, () => socket.destroy());
  let cancelCall: Cancel = () => undefined;

  function wait(milliseconds: number): void {
    cancel();
    cancel = clock.after(milliseconds, () => {
      late = true;
      socket.destroy();
    });
  }

  socket.once('connect', () => {
    connected = true;
    if (bytes === null) return void socket.destroy();
    socket.write(bytes);
    wait(networkTimes.answer);
    cancelCall = clock.after(networkTimes.call, () => socket.destroy());
  });
  socket.on('data', (chunk) => {
    length += chunk.length;
    if (length > maxMessageBytes) return void socket.destroy();
    chunks.push(chunk);
    wait(networkTimes.idle);
  });
  socket.on('error', (error) => {
    failure = error;
  });

  const answer = new Promise<Result<CallAnswer>>((resolve) => {
    socket.once('close', () => {
      cancel();
      cancelCall();
      const cutOff = failure !== undefined && chunks.length === 0;
      if (!connected || cutOff) resolve(err(networkFault(failure, formatHostPort(place))));
      else if (length > maxMessageBytes) resolve(ok('too-large'));
      else resolve(ok(late && length === 0 ? 'none' : Buffer.concat(chunks)));
    });
  });
  return { answer, hangUp: () => void socket.destroy() };
}
