import type { Transport } from '@pingjia/device-drivers';
import type { Result } from '@pingjia/shared';
import type { Guest } from './guest.ts';

/** A transport of the guest's, as one of this side. */
export function createRemoteTransport(guest: Guest, name: string, address: string): Transport {
  let stop: () => void = () => undefined;
  return {
    async open(handlers) {
      const before = stop;
      const ours = guest.listen((event) => {
        if (!('name' in event) || event.name !== name) return;
        if (event.event === 'data') handlers.data(Buffer.from(event.hex, 'hex'));
        if (event.event === 'closed') handlers.closed(event.fault);
      });
      stop = ours;
      const opened = (await guest.call({ call: 'open', name, address })) as Result<void>;
      if (opened.ok) before();
      else {
        ours();
        stop = before;
      }
      return opened;
    },
    write: async (bytes) =>
      (await guest.call({ call: 'write', name, address, hex: Buffer.from(bytes).toString('hex') })) as Result<void>,
    async close() {
      stop();
      await guest.call({ call: 'close', name });
    },
  };
}
