import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type ByteLog, createByteLog } from '../testing/byte-log.ts';
import { describeTransport } from '../testing/transport-contract.ts';
import { createUdpTransport, type UdpOptions } from './udp-transport.ts';

const silent = { data: () => undefined, closed: () => undefined };

async function bindSocket(port = 0, address = '127.0.0.1'): Promise<Socket> {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  socket.bind({ port, address, exclusive: true });
  await once(socket, 'listening');
  return socket;
}

const portOf = (socket: Socket): number => socket.address().port;

/** A port that is free now. */
async function freePort(address = '127.0.0.1'): Promise<number> {
  const socket = await bindSocket(0, address);
  const port = portOf(socket);
  const closed = once(socket, 'close');
  socket.close();
  await closed;
  return port;
}

function send(socket: Socket, bytes: Uint8Array, port: number, address = '127.0.0.1'): Promise<void> {
  return new Promise((resolve) => socket.send(bytes, port, address, () => resolve()));
}

const local = (port: number, listen: number, more: Partial<UdpOptions> = {}): UdpOptions => ({
  host: '127.0.0.1',
  port,
  listen,
  bind: '127.0.0.1',
  from: [],
  ...more,
});

describeTransport(
  'udp',
  async () => {
    const far = await bindSocket();
    const log: ByteLog = createByteLog();
    far.on('message', log.data);
    const listen = await freePort();
    return {
      near: createUdpTransport(local(portOf(far), listen)),
      // 203.0.113.0/24 is for documentation (RFC 5737): no machine has it.
      missing: createUdpTransport(local(portOf(far), listen, { bind: '203.0.113.1' })),
      far: {
        log: () => log,
        ready: () => Promise.resolve(),
        write: (bytes) => send(far, bytes, listen),
      },
      vanish: () => Promise.resolve(),
      comeBack: () => Promise.resolve(),
      dispose: async () => {
        const closed = once(far, 'close');
        far.close();
        await closed;
      },
    };
  },
  { kind: 'messages', connectionless: true },
);

describe('udp transport', () => {
  async function open(options: Partial<UdpOptions>): Promise<{ told: string[]; until: Promise<void>; port: number }> {
    const bind = options.bind ?? '127.0.0.1';
    const port = await freePort(bind);
    const told: string[] = [];
    let last: () => void = () => undefined;
    const until = new Promise<void>((resolve) => {
      last = resolve;
    });
    const transport = createUdpTransport(local(9, port, options));
    const opened = await transport.open({
      data(bytes) {
        told.push(Buffer.from(bytes).toString());
        if (told.at(-1) === 'last') last();
      },
      refused: (reason) => void told.push(reason),
      closed: () => undefined,
    });
    expect(opened).toMatchObject({ ok: true });
    onTestFinished(() => transport.close());
    return { told, until, port };
  }

  it('TR6: datagrams of other addresses are refused and told, never delivered', async () => {
    const { told, until, port } = await open({ bind: '127.0.0.1' });
    const foreign = await bindSocket(0, '127.0.0.2');
    const ours = await bindSocket();
    await send(foreign, Buffer.from('S02||1||5||E'), port);
    await send(ours, Buffer.from('last'), port);
    await until;
    expect(told).toEqual(['foreign-sender', 'last']);
    foreign.close();
    ours.close();
  });

  it('TR6: from= lets further addresses in', async () => {
    const { told, until, port } = await open({ from: ['127.0.0.2'] });
    const second = await bindSocket(0, '127.0.0.2');
    const third = await bindSocket(0, '127.0.0.3');
    await send(third, Buffer.from('no'), port);
    await send(second, Buffer.from('last'), port);
    await until;
    expect(told).toEqual(['foreign-sender', 'last']);
    second.close();
    third.close();
  });

  it('TR6: an IPv6 address counts however it is written', async () => {
    const { told, until, port } = await open({ host: '0:0:0:0:0:0:0:1', bind: '::1' });
    const ours = await bindSocket(0, '::1');
    await send(ours, Buffer.from('last'), port, '::1');
    await until;
    expect(told).toEqual(['last']);
    ours.close();
  });

  it('TR5: a port that another program has is PAD_BUSY, a name that is none PAD_NOT_FOUND', async () => {
    const other = await bindSocket();
    expect(await createUdpTransport(local(9, portOf(other))).open(silent)).toMatchObject({
      error: { code: 'PAD_BUSY' },
    });
    other.close();
    expect(await createUdpTransport(local(9, 0, { host: 'a..b' })).open(silent)).toMatchObject({
      error: { code: 'PAD_NOT_FOUND' },
    });
  });

  it('TR5: a message that no datagram holds is a failed write, and the port stays open', async () => {
    const transport = createUdpTransport(local(9, 0));
    await transport.open(silent);
    expect(await transport.write(new Uint8Array(70_000))).toMatchObject({ error: { code: 'PAD_IO_FAILED' } });
    expect(await transport.write(Uint8Array.of(1))).toMatchObject({ ok: true });
    await transport.close();
  });
});
