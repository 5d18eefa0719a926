import { simulatedLayouts } from '@pingjia/device-drivers/hid-five/layouts';
import { createByteLog } from '@pingjia/device-drivers/testing/byte-log';
import { describeTransport } from '@pingjia/device-drivers/testing/transport-contract';
import { createRemoteTransport } from '../src/bench/remote-transport.ts';
import { useBench } from '../src/bench/with-bench.ts';

const bench = useBench();

/** Output reports begin with their number, 0 where a device numbers none; Linux takes none that is only that. */
const reportNumber = [0] as const;

describeTransport(
  'hid, on a device of the kernel',
  async () => {
    const { guest } = bench;
    let log = createByteLog();
    const stop = guest.listen((event) => {
      if (event.event === 'output') log.data(Buffer.from(event.hex, 'hex').subarray(reportNumber.length));
    });
    async function plug(): Promise<void> {
      log = createByteLog();
      await guest.call({
        call: 'plug-hid',
        name: 'far',
        serialNumber: 'SN-1',
        vendorId: 0x1209,
        productId: 0x5b5b,
        descriptorHex: Buffer.from(simulatedLayouts.bits.descriptor).toString('hex'),
      });
      await guest.call({ call: 'wait-for', path: '/dev/hidraw0' });
    }
    await plug();
    const near = createRemoteTransport(guest, 'near', 'hid:1209:5b5b:SN-1');
    return {
      near: { ...near, write: (bytes) => near.write(Uint8Array.of(...reportNumber, ...bytes)) },
      missing: createRemoteTransport(guest, 'missing', 'hid:1209:0000'),
      far: {
        log: () => log,
        ready: () => Promise.resolve(),
        write: async (bytes) =>
          void (await guest.call({ call: 'report-hid', name: 'far', hex: Buffer.from(bytes).toString('hex') })),
      },
      vanish: async () => void (await guest.call({ call: 'unplug-hid', name: 'far' })),
      comeBack: plug,
      dispose: () => Promise.resolve(stop()),
    };
  },
  { kind: 'messages' },
);
