import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { expect, it, onTestFinished } from 'vitest';
import type { DatagramPeer } from './datagram-port.ts';
import { createUdpDatagramPort } from './udp-datagram-port.ts';

const silent = { message: () => undefined, failed: () => undefined };

it('QB16: datagrams arrive whole with their sender, and answers reach it', async () => {
  const far = createSocket('udp4');
  far.bind(0, '127.0.0.1');
  await once(far, 'listening');
  onTestFinished(() => void far.close());
  const port = createUdpDatagramPort({ address: '127.0.0.1', port: 0 });
  const heard = new Promise<{ text: string; from: DatagramPeer }>((resolve) => {
    void port
      .open({ ...silent, message: (bytes, from) => resolve({ text: Buffer.from(bytes).toString(), from }) })
      .then((opened) => {
        if (opened.ok) far.send('你好', opened.value.port, opened.value.address);
      });
  });
  onTestFinished(() => port.close());
  const { text, from } = await heard;
  expect([text, from.address, from.port]).toEqual(['你好', '127.0.0.1', far.address().port]);
  const answered = once(far, 'message');
  port.send(Buffer.from('再见'), from);
  expect(String((await answered)[0])).toBe('再见');
});

it('QB16: a port that is taken, or an address that is not here, is QUEUE_PORT_UNAVAILABLE; it opens again once it is free', async () => {
  const first = createUdpDatagramPort({ address: '127.0.0.1', port: 0 });
  const opened = await first.open(silent);
  if (!opened.ok) throw new Error(opened.error.code);
  const second = createUdpDatagramPort(opened.value);
  const refused = { ok: false, error: { code: 'QUEUE_PORT_UNAVAILABLE' } };
  expect(await second.open(silent)).toMatchObject(refused);
  expect(await first.open(silent)).toMatchObject(refused);
  expect(await createUdpDatagramPort({ address: '192.0.2.1', port: 0 }).open(silent)).toMatchObject(refused);
  first.send(Buffer.from('x'), { address: '127.0.0.1', port: 0 });
  await first.close();
  await first.close();
  first.send(Buffer.from('x'), opened.value);
  expect(await second.open(silent)).toEqual({ ok: true, value: opened.value });
  await second.close();
});
