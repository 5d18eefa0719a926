import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import { err, fault, ok, type Result } from '@pingjia/shared';
import type { DatagramHandlers, DatagramPeer, DatagramPort } from './datagram-port.ts';

/** A UDP port. `address`: of the interface it listens on, an IP address; port 0 takes any free one. */
export function createUdpDatagramPort({ address, port }: DatagramPeer): DatagramPort {
  let socket: Socket | undefined;

  async function open(handlers: DatagramHandlers): Promise<Result<DatagramPeer>> {
    if (socket !== undefined) return err(fault('QUEUE_PORT_UNAVAILABLE', 'it is open already'));
    const made = createSocket(isIPv6(address) ? 'udp6' : 'udp4');
    socket = made;
    const bound = await bind(made);
    if (bound !== undefined) {
      await close();
      return err(fault('QUEUE_PORT_UNAVAILABLE', bound.message));
    }
    made.on('message', (bytes, from) => {
      if (socket === made) handlers.message(bytes, from);
    });
    made.on('error', (error) => {
      if (socket !== made) return;
      void close();
      handlers.failed(fault('QUEUE_PORT_UNAVAILABLE', error.message));
    });
    const { address: where, port: number } = made.address();
    return ok({ address: where, port: number });
  }

  function bind(made: Socket): Promise<Error | undefined> {
    return new Promise((resolve) => {
      made.once('error', resolve);
      made.bind({ address, port, exclusive: true }, () => {
        made.off('error', resolve);
        resolve(undefined);
      });
    });
  }

  async function close(): Promise<void> {
    const open = socket;
    socket = undefined;
    if (open === undefined) return;
    const closed = once(open, 'close');
    open.close();
    await closed;
  }

  return {
    open,
    send(bytes, to) {
      // Port 0 cannot be sent to: it throws. The callback keeps an unreachable asker from being an error of the port.
      if (to.port > 0) socket?.send(bytes, to.port, to.address, () => undefined);
    },
    close,
  };
}
