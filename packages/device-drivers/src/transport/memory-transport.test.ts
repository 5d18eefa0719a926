import { type ByteLog, createByteLog } from '../testing/byte-log.ts';
import { describeTransport } from '../testing/transport-contract.ts';
import { createMemoryLine } from './memory-transport.ts';

describeTransport('memory', async () => {
  const line = createMemoryLine();
  const nowhere = createMemoryLine();
  nowhere.cut();
  let log: ByteLog = createByteLog();

  async function openFar(): Promise<void> {
    log = createByteLog();
    await line.b.open({ data: log.data, closed: () => undefined });
  }
  await openFar();

  return {
    near: line.a,
    missing: nowhere.a,
    far: {
      log: () => log,
      ready: () => Promise.resolve(),
      write: async (bytes) => void (await line.b.write(bytes)),
    },
    vanish: async () => line.cut(),
    async comeBack() {
      line.mend();
      await openFar();
    },
    dispose: () => line.b.close(),
  };
});
