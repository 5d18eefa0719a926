import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type ByteLog, createByteLog } from '../testing/byte-log.ts';
import { openPtyPair, type PtyPair } from '../testing/pty-pair.ts';
import { describeTransport } from '../testing/transport-contract.ts';
import { createSerialTransport } from './serial-transport.ts';

const silent = { data: () => undefined, closed: () => undefined };

describeTransport('serial', async () => {
  const pair = await openPtyPair();
  const far = createSerialTransport({ path: pair.b });
  let log: ByteLog = createByteLog();
  let farClosed: () => void = () => undefined;

  async function openFar(): Promise<void> {
    log = createByteLog();
    const opened = await far.open({ data: log.data, closed: () => farClosed() });
    expect(opened).toMatchObject({ ok: true });
  }
  await openFar();

  return {
    near: createSerialTransport({ path: pair.a }),
    missing: createSerialTransport({ path: `${pair.a}-missing` }),
    far: {
      log: () => log,
      ready: () => Promise.resolve(),
      write: async (bytes) => void (await far.write(bytes)),
    },
    async vanish() {
      const noticed = new Promise<void>((resolve) => {
        farClosed = resolve;
      });
      await pair.cut();
      await noticed;
    },
    async comeBack() {
      await pair.mend();
      await openFar();
    },
    async dispose() {
      await far.close();
      await pair.close();
    },
  };
});

async function openPair(): Promise<PtyPair> {
  const pair = await openPtyPair();
  onTestFinished(() => pair.close());
  return pair;
}

describe('serial transport', () => {
  it('DV2: a port that another program has locked is busy, and free once that one closes it', async () => {
    const pair = await openPair();
    const other = createSerialTransport({ path: pair.a });
    const ours = createSerialTransport({ path: pair.a });
    await other.open(silent);
    expect(await ours.open(silent)).toMatchObject({ error: { code: 'PAD_BUSY' } });
    await other.close();
    expect(await ours.open(silent)).toMatchObject({ ok: true });
    await ours.close();
  });

  it('DV1: a place that is no serial port fails with PAD_IO_FAILED', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pingjia-serial-'));
    const path = join(folder, 'file');
    await writeFile(path, 'no terminal');
    for (const place of [folder, path]) {
      expect(await createSerialTransport({ path: place }).open(silent)).toMatchObject({
        error: { code: 'PAD_IO_FAILED' },
      });
    }
    await rm(folder, { recursive: true });
  });

  it('DV6: a write that nobody takes ends with close()', async () => {
    const pair = await openPair();
    const port = createSerialTransport({ path: pair.a });
    await port.open(silent);
    const stuck = port.write(new Uint8Array(1_000_000));
    await port.close();
    expect(await stuck).toMatchObject({ error: { code: 'PAD_IO_FAILED' } });
    expect(await port.open(silent)).toMatchObject({ ok: true });
    await port.close();
  });

  it('DV7: close() while opening leaves the port free', async () => {
    const pair = await openPair();
    const hasty = createSerialTransport({ path: pair.a });
    const opening = hasty.open(silent);
    await hasty.close();
    expect(await opening).toMatchObject({ ok: false });
    const next = createSerialTransport({ path: pair.a });
    expect(await next.open(silent)).toMatchObject({ ok: true });
    await next.close();
  });
});
