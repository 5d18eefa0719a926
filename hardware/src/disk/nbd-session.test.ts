import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nbd, optionBytes, requestBytes } from './nbd-protocol.ts';
import { createNbdSession } from './nbd-session.ts';
import { createVolatileDisk } from './volatile-disk.ts';

const size = 4_096;

function option(number: number, data = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(optionBytes);
  nbd.optionMagic.copy(head);
  head.writeUInt32BE(number, 8);
  head.writeUInt32BE(data.length, 12);
  return Buffer.concat([head, data]);
}

function request(command: number, offset: number, length: number, data = Buffer.alloc(0), flags = 0): Buffer {
  const head = Buffer.alloc(requestBytes);
  head.writeUInt32BE(nbd.requestMagic, 0);
  head.writeUInt16BE(flags, 4);
  head.writeUInt16BE(command, 6);
  head.writeBigUInt64BE(7n, 8);
  head.writeBigUInt64BE(BigInt(offset), 16);
  head.writeUInt32BE(length, 24);
  return Buffer.concat([head, data]);
}

function converse(begun = true) {
  const disk = createVolatileDisk(Buffer.alloc(size));
  const said: Buffer[] = [];
  const state = { hungUp: false };
  const session = createNbdSession(disk, {
    send: (bytes) => void said.push(bytes),
    hangUp: () => {
      state.hungUp = true;
    },
  });
  if (begun) session.receive(Buffer.concat([Buffer.alloc(4), option(nbd.options.go)]));
  return { disk, session, state, said: () => Buffer.concat(said.splice(0)) };
}

const { read, write, flush, disconnect } = nbd.commands;

describe('an NBD session', () => {
  test('greets, refuses options it does not know, and tells the size of the disk', () => {
    const { session, said } = converse(false);
    expect(said().subarray(0, 16).toString('latin1')).toBe('NBDMAGICIHAVEOPT');
    session.receive(Buffer.concat([Buffer.alloc(4), option(8)]));
    expect(said().readUInt32BE(12)).toBe(nbd.replies.unsupported);
    session.receive(option(nbd.options.go, Buffer.alloc(6)));
    expect(said().readBigUInt64BE(22)).toBe(BigInt(size));
  });

  test('reads what was written; a flush or forced write puts it on the platter', () => {
    const { disk, session, said } = converse();
    session.receive(request(write, 512, 512, Buffer.alloc(512, 3)));
    said();
    session.receive(request(read, 512, 512));
    expect(said().subarray(16)).toEqual(Buffer.alloc(512, 3));
    expect(disk.platter()[512]).toBe(0);
    session.receive(request(flush, 0, 0));
    expect(disk.platter()[512]).toBe(3);
    session.receive(request(write, 0, 512, Buffer.alloc(512, 4), nbd.forceUnitAccess));
    expect(disk.platter()[0]).toBe(4);
  });

  test('refuses what lies outside the disk and what it does not know, and goes on', () => {
    const { session, said } = converse();
    said();
    for (const bad of [request(read, size, 1), request(write, size - 1, 2, Buffer.alloc(2)), request(9, 0, 0)]) {
      session.receive(bad);
      expect(said().readUInt32BE(4)).toBe(nbd.invalid);
    }
    session.receive(request(read, 0, 1));
    expect(said().readUInt32BE(4)).toBe(0);
    session.receive(request(disconnect, 0, 0));
  });

  test('does not depend on how the bytes were cut', () => {
    const whole = Buffer.concat([
      Buffer.alloc(4),
      option(8),
      option(nbd.options.go),
      request(write, 0, 512, Buffer.alloc(512, 9)),
      request(read, 0, 512),
    ]);
    fc.assert(
      fc.property(fc.array(fc.nat(whole.length), { maxLength: 20 }), (cuts) => {
        const { session, said } = converse(false);
        const edges = [0, ...cuts.sort((a, b) => a - b), whole.length];
        for (const [index, from] of edges.slice(0, -1).entries())
          session.receive(whole.subarray(from, edges[index + 1]));
        expect(said().subarray(-512)).toEqual(Buffer.alloc(512, 9));
      }),
    );
  });

  test('hangs up on garbage and neither throws nor hangs', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 64, maxLength: 200 }), (garbage) => {
        const { disk, session, state } = converse();
        session.receive(Buffer.concat([Buffer.from([1]), Buffer.from(garbage)]));
        expect(state.hungUp).toBe(true);
        expect(disk.platter().equals(Buffer.alloc(size))).toBe(true);
      }),
    );
  });
});
