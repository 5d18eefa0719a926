import { describeTransport } from '@pingjia/device-drivers/testing/transport-contract';
import { createRemoteTransport } from '../src/bench/remote-transport.ts';
import { useBench } from '../src/bench/with-bench.ts';

const bench = useBench();

describeTransport('serial, on an FTDI adapter', async () => {
  const adapter = bench.serial['cable-a'];
  await adapter.plug();
  await bench.guest.call({ call: 'wait-for', path: '/dev/ttyUSB0' });
  return {
    near: createRemoteTransport(bench.guest, 'near', 'serial:/dev/ttyUSB0?baud=115200'),
    missing: createRemoteTransport(bench.guest, 'missing', 'serial:/dev/ttyUSB7'),
    far: {
      log: () => adapter.log(),
      ready: () => Promise.resolve(),
      write: (bytes) => Promise.resolve(adapter.send(bytes)),
    },
    vanish: () => adapter.pull(),
    async comeBack() {
      await adapter.plug();
      await bench.guest.call({ call: 'wait-for', path: '/dev/ttyUSB0' });
    },
    dispose: () => Promise.resolve(),
  };
});
