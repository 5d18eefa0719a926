import { type Cancel, type Clock, describeFault, err, ok } from '@pingjia/shared';
import { createSerialTransport } from '../transport/serial-transport.ts';
import type { CreateSimulatedLine } from './simulated-line.ts';

/** Milliseconds between attempts to open a terminal that went away. */
const reopenInterval = 500;

/** A terminal that exists already, such as one end of a pair; opened again when it went away and came back. */
export function ttyLine(path: string, clock: Clock): CreateSimulatedLine {
  return (receive) => {
    const transport = createSerialTransport({ path });
    let plugged = false;
    let cancel: Cancel | undefined;

    const open = (): ReturnType<typeof transport.open> => transport.open({ data: receive, closed: reopenLater });

    function reopenLater(): void {
      cancel = clock.after(reopenInterval, () => {
        void open().then((opened) => {
          if (!opened.ok && plugged) reopenLater();
        });
      });
    }

    return {
      async plug() {
        const opened = await open();
        plugged = opened.ok;
        return opened.ok ? ok() : err(describeFault(opened.error));
      },
      async unplug() {
        plugged = false;
        cancel?.();
        await transport.close();
      },
      send: (bytes) => void transport.write(bytes),
    };
  };
}
