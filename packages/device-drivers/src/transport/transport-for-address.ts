import { err, fault, ok, type PadAddress, type Result } from '@pingjia/shared';
import { createSerialTransport } from './serial-transport.ts';
import { createSocketTransport } from './socket-transport.ts';
import type { Transport } from './transport.ts';

const baudLimits = { slowest: 50, fastest: 4_000_000 } as const;

/** The transport an address names: `serial:<port>?baud=9600` or `socket:<path>`. Nothing is opened yet. */
export function transportForAddress({ transport, path, options }: PadAddress): Result<Transport> {
  switch (transport) {
    case 'serial': {
      const baud = options['baud'] ?? '9600';
      const baudRate = /^\d{1,7}$/.test(baud) ? Number(baud) : Number.NaN;
      if (!(baudRate >= baudLimits.slowest && baudRate <= baudLimits.fastest)) {
        return err(fault('PAD_ADDRESS_INVALID', `baud=${baud}`));
      }
      return ok(createSerialTransport({ path, baudRate }));
    }
    case 'socket':
      return ok(createSocketTransport(path));
    default:
      return err(fault('PAD_ADDRESS_INVALID', `unknown transport ${transport}`));
  }
}
