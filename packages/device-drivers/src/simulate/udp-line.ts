import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { err, ok, type Result } from '@pingjia/shared';
import type { CreateSimulatedLine } from './simulated-line.ts';

/** A UDP port; what the pad says goes to whoever spoke to it last. */
export function udpLine(host: string, port: number): CreateSimulatedLine {
  return (receive) => {
    let socket: Socket | undefined;
    let peer: RemoteInfo | undefined;

    async function bind(): Promise<Result<void, string>> {
      const bound = createSocket(host.includes(':') ? 'udp6' : 'udp4');
      const failed = await new Promise<Error | undefined>((resolve) => {
        bound.on('error', resolve);
        bound.bind({ address: host, port, exclusive: true }, () => resolve(undefined));
      });
      if (failed !== undefined) return err(`cannot listen on UDP ${host}:${port}: ${failed.message}`);
      bound.on('message', (bytes, sender) => {
        peer = sender;
        receive(bytes);
      });
      socket = bound;
      return ok();
    }

    return {
      plug: bind,
      async unplug() {
        const closing = socket;
        socket = undefined;
        peer = undefined;
        if (closing === undefined) return;
        const closed = once(closing, 'close');
        closing.close();
        await closed;
      },
      send(bytes) {
        if (peer !== undefined) socket?.send(bytes, peer.port, peer.address, () => undefined);
      },
    };
  };
}
