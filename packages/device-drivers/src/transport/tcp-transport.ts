import { createConnection } from 'node:net';
import type { Clock } from '@pingjia/shared';
import { createTransport } from './create-transport.ts';
import { formatHostPort, type HostPort } from './host-port.ts';
import { networkTimes } from './network-times.ts';
import { connectStream } from './stream-connection.ts';
import type { Transport } from './transport.ts';

/** A TCP connection that stays: a stream of bytes. */
export function createTcpTransport(place: HostPort, clock: Clock): Transport {
  return createTransport(async (handlers) => {
    const socket = createConnection({
      ...place,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: networkTimes.keepAlive,
    });
    const cancel = clock.after(networkTimes.connect, () => socket.destroy());
    const connected = await connectStream(socket, formatHostPort(place), handlers);
    cancel();
    return connected;
  });
}
