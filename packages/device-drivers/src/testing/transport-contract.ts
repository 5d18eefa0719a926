import type { Fault } from '@pingjia/shared';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Transport } from '../transport/transport.ts';
import { type ByteLog, createByteLog } from './byte-log.ts';

/** A transport with its surroundings: the far end of its line, and the hand that pulls the cable. */
export interface TransportRig {
  readonly near: Transport;
  /** A transport to a place where nothing is. */
  readonly missing: Transport;
  readonly far: {
    /** What the far end heard since the line came up. */
    log(): ByteLog;
    /** Settles when the far end hears the near one, which is open. */
    ready(): Promise<void>;
    write(bytes: Uint8Array): Promise<void>;
  };
  vanish(): Promise<void>;
  comeBack(): Promise<void>;
  dispose(): Promise<void>;
}

/** In what a transport differs from a line of bytes that goes both ways and tells when its far end is gone. */
export interface TransportTraits {
  readonly kind: 'stream' | 'messages';
  /** Nothing tells it that its far end is gone; `missing` is then a place on this machine that is not there. */
  readonly connectionless?: boolean;
  /** It carries nothing towards the far end. */
  readonly readOnly?: boolean;
}

interface Watch {
  readonly log: ByteLog;
  readonly closings: readonly (Fault | null)[];
  readonly closed: Promise<Fault | null>;
  readonly handlers: Parameters<Transport['open']>[0];
}

function watch(): Watch {
  const log = createByteLog();
  const closings: (Fault | null)[] = [];
  let told: (reason: Fault | null) => void = () => undefined;
  const closed = new Promise<Fault | null>((resolve) => {
    told = resolve;
  });
  const handlers = {
    data: (bytes: Uint8Array) => log.data(bytes),
    closed(reason: Fault | null) {
      closings.push(reason);
      told(reason);
    },
  };
  return { log, closings, closed, handlers };
}

const everyByte = Uint8Array.from({ length: 256 }, (_, value) => value);

/** What every transport promises, whatever carries it. */
export function describeTransport(
  name: string,
  createRig: () => Promise<TransportRig>,
  { kind, connectionless = false, readOnly = false }: TransportTraits = { kind: 'stream' },
): void {
  describe(`transport: ${name}`, () => {
    let rig: TransportRig;
    beforeEach(async () => {
      rig = await createRig();
    });
    afterEach(async () => {
      await rig.near.close();
      await rig.dispose();
    });

    async function open(): Promise<Watch> {
      const watched = watch();
      expect(await rig.near.open(watched.handlers)).toMatchObject({ ok: true });
      await rig.far.ready();
      return watched;
    }

    it('DV1: opening a place where nothing is fails with PAD_NOT_FOUND, and may be tried again', async () => {
      const { handlers, closings } = watch();
      expect(await rig.missing.open(handlers)).toMatchObject({ error: { code: 'PAD_NOT_FOUND' } });
      expect(await rig.missing.open(handlers)).toMatchObject({ error: { code: 'PAD_NOT_FOUND' } });
      expect(closings).toEqual([]);
    });

    it('DV2: what is open cannot be opened again, and stays as it is', async () => {
      const first = await open();
      expect(await rig.near.open(watch().handlers)).toMatchObject({ ok: false, error: { code: 'PAD_BUSY' } });
      await rig.far.write(Uint8Array.of(1));
      expect(await first.log.reaches(1)).toEqual([1]);
    });

    it('DV3: all 256 byte values arrive unchanged, both ways', async () => {
      const { log } = await open();
      await rig.far.write(everyByte);
      expect(await log.reaches(256)).toEqual([...everyByte]);
      if (readOnly) return;
      expect(await rig.near.write(everyByte)).toMatchObject({ ok: true });
      expect(await rig.far.log().reaches(256)).toEqual([...everyByte]);
    });

    it.each(kind === 'messages' ? [name] : [])('TR1: a message arrives whole and by itself, both ways', async () => {
      const { log } = await open();
      const messages = [Uint8Array.of(1, 2, 3), Uint8Array.of(4), Uint8Array.of(5, 6)];
      for (const message of messages) await rig.far.write(message);
      await log.reaches(6);
      expect(log.chunks).toEqual([3, 1, 2]);
      if (readOnly) return;
      for (const message of messages) await rig.near.write(message);
      await rig.far.log().reaches(6);
      expect(rig.far.log().chunks).toEqual([3, 1, 2]);
    });

    it.each(readOnly ? [name] : [])('TR2: a transport that only reads refuses to write', async () => {
      await open();
      expect(await rig.near.write(everyByte)).toMatchObject({ error: { code: 'PAD_IO_FAILED' } });
    });

    it.each(readOnly ? [] : [name])('DV3: chunks arrive in the order in which they were written', async () => {
      await open();
      const chunks = Array.from({ length: 60 }, (_, index) => Uint8Array.from([index, index, 255 - index]));
      await Promise.all(chunks.map((chunk) => rig.near.write(chunk)));
      expect(await rig.far.log().reaches(180)).toEqual(chunks.flatMap((chunk) => [...chunk]));
    });

    it.each(connectionless ? [] : [name])('DV4: a far end that vanishes is told once, with PAD_NOT_FOUND', async () => {
      const { closed, closings } = await open();
      await rig.vanish();
      expect(await closed).toMatchObject({ code: 'PAD_NOT_FOUND' });
      await rig.near.close();
      expect(closings).toHaveLength(1);
    });

    it('DV5: after close() nothing is delivered and no closing is told', async () => {
      const before = await open();
      await rig.near.close();
      await rig.near.close();
      const after = await open();
      await rig.far.write(Uint8Array.of(42));
      await after.log.reaches(1);
      if (!connectionless) {
        await rig.vanish();
        await after.closed;
      }
      expect(before.log.bytes).toEqual([]);
      expect(before.closings).toEqual([]);
    });

    it('DV6: a write before opening, after close() and after a loss fails with PAD_IO_FAILED', async () => {
      const refused = { ok: false, error: { code: 'PAD_IO_FAILED' } };
      expect(await rig.near.write(everyByte)).toMatchObject(refused);
      await open();
      await rig.near.close();
      expect(await rig.near.write(everyByte)).toMatchObject(refused);
      if (connectionless) return;
      const { closed } = await open();
      await rig.vanish();
      await closed;
      expect(await rig.near.write(everyByte)).toMatchObject(refused);
    });

    it('DV7: it opens again after close() and after a loss', async () => {
      await open();
      await rig.near.close();
      if (!connectionless) {
        const { closed } = await open();
        await rig.vanish();
        await closed;
        expect(await rig.near.open(watch().handlers)).toMatchObject({ error: { code: 'PAD_NOT_FOUND' } });
        await rig.comeBack();
      }
      const { log } = await open();
      await rig.far.write(Uint8Array.of(7));
      expect(await log.reaches(1)).toEqual([7]);
    });
  });
}
