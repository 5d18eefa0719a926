import { createSocket, type Socket } from 'node:dgram';
import { lookup } from 'node:dns/promises';
import { BlockList, isIPv6 } from 'node:net';
import { err, type Fault, fault, ok, type Result } from '@pingjia/shared';
import { type Connection, createTransport } from './create-transport.ts';
import { formatHostPort, type HostPort } from './host-port.ts';
import { networkFault } from './network-fault.ts';
import type { Transport, TransportHandlers } from './transport.ts';

export interface UdpOptions extends HostPort {
  /** Local port; 0: any free one. */
  readonly listen: number;
  /** Local IP address. */
  readonly bind: string;
  /** IP addresses beside the host's own whose datagrams count. */
  readonly from: readonly string[];
}

/**
 * Datagrams to and from one pad, each one message. Those of other addresses are refused. Nothing tells that the far end is
 * gone: that is for the driver's heartbeat.
 */
export function createUdpTransport(options: UdpOptions): Transport {
  return createTransport((handlers) => connect(options, handlers));
}

const familyOf = (address: string): 'ipv6' | 'ipv4' => (isIPv6(address) ? 'ipv6' : 'ipv4');

async function connect(options: UdpOptions, handlers: TransportHandlers): Promise<Result<Connection>> {
  const { host, port, listen, bind } = options;
  const found = await lookup(host, { family: isIPv6(bind) ? 6 : 4 }).catch((error: unknown) => error as Error);
  if (found instanceof Error) return err(networkFault(found, formatHostPort(options)));
  const allowed = new BlockList();
  for (const address of [found.address, ...options.from]) allowed.addAddress(address, familyOf(address));

  const socket = createSocket({ type: isIPv6(bind) ? 'udp6' : 'udp4' });
  socket.on('message', (bytes, sender) => {
    // A link-local sender names its interface behind a percent sign.
    const [address = ''] = sender.address.split('%');
    if (allowed.check(address, familyOf(address))) handlers.data(bytes);
    else handlers.refused?.('foreign-sender');
  });
  const failed = await new Promise<Fault | undefined>((resolve) => {
    socket.on('error', (error) => resolve(networkFault(error, formatHostPort({ host: bind, port: listen }))));
    socket.bind({ address: bind, port: listen, exclusive: true }, () => resolve(undefined));
  });
  if (failed !== undefined) {
    await shut(socket);
    return err(failed);
  }
  const fail = async (error: Error): Promise<void> => {
    await shut(socket);
    handlers.closed(fault('PAD_IO_FAILED', error.message));
  };
  socket.on('error', (error) => void fail(error));
  return ok({
    write: (bytes) =>
      new Promise((resolve) => {
        socket.send(bytes, port, found.address, (error) => {
          resolve(error ? err(fault('PAD_IO_FAILED', error.message)) : ok());
        });
      }),
    close: () => shut(socket),
  });
}

async function shut(socket: Socket): Promise<void> {
  const closed = new Promise<void>((resolve) => void socket.once('close', () => resolve()));
  try {
    socket.close();
  } catch {
    // It is closed already.
    return;
  }
  await closed;
}
