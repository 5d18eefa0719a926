import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parsePadAddress } from '@pingjia/shared';
import { ManualClock, SeededRandom } from '@pingjia/shared/testing';
import { expect, it, onTestFinished } from 'vitest';
import { createPadSimulator } from '../src/pingjia-line/simulator.ts';
import { createPadSupervisor } from '../src/supervisor/create-pad-supervisor.ts';
import { openPtyPair, type PtyPair } from '../src/testing/pty-pair.ts';
import type { SerialPortFacts } from '../src/transport/serial-ports.ts';
import { createSerialTransport } from '../src/transport/serial-transport.ts';
import { createTransportFinder, systemTransportParts } from '../src/transport/transport-for-address.ts';
import { createEventLog, type EventLog } from './event-log.ts';

const silent = { data: () => undefined, closed: () => undefined };

async function openPair(): Promise<PtyPair> {
  const pair = await openPtyPair();
  onTestFinished(() => pair.close());
  return pair;
}

const facts = (path: string, serialNumber: string | null): SerialPortFacts => ({
  path,
  vid: '0403',
  pid: '6001',
  serialNumber,
  name: 'FTDI',
  portPath: null,
});

/** A pad behind a terminal, and a supervisor that knows it by its adapter's number. */
async function setUp(serialNumber: string, ports: () => readonly SerialPortFacts[], pair: PtyPair, events: EventLog) {
  const clock = new ManualClock();
  const random = new SeededRandom(serialNumber.length);
  const far = createSerialTransport({ path: pair.b });
  const simulator = createPadSimulator({ clock, random, serialNumber, send: (bytes) => void far.write(bytes) });
  const farEvents = createEventLog();
  const connect = () => far.open({ data: (bytes) => simulator.receive(bytes), closed: () => farEvents.add('closed') });
  await connect();
  simulator.plug();
  const address = parsePadAddress(`serial:usb:0403:6001:${serialNumber}`);
  if (!address.ok) throw new Error(serialNumber);
  const supervisor = createPadSupervisor({
    address: address.value,
    openTransport: createTransportFinder({
      ...systemTransportParts,
      serialPorts: { list: () => Promise.resolve(ports()) },
    }),
    clock,
    random,
    listener: {
      found: ({ padId }) => events.add(`found ${padId}`),
      lost: ({ padId, reason }) => events.add(`lost ${padId} ${reason}`),
      press(press) {
        supervisor.confirm(press);
        events.add(`press ${press.padId} ${press.key}`);
      },
      state: () => undefined,
    },
  });
  onTestFinished(async () => {
    await supervisor.stop();
    await far.close();
  });
  return { clock, simulator, supervisor, farEvents, connect };
}

it('TR4 DV31: two pads on two ports are supervised side by side; one is pulled and comes back on the other’s path', async () => {
  const [left, right] = [await openPair(), await openPair()];
  let ports = [facts(left.a, 'LEFT'), facts(right.a, 'RIGHT')];
  const events = createEventLog();
  const a = await setUp('LEFT', () => ports, left, events);
  const b = await setUp('RIGHT', () => ports, right, createEventLog());
  a.supervisor.start();
  b.supervisor.start();
  await events.until('found pingjia-line:LEFT:01');
  a.simulator.press(5);
  await events.until('press pingjia-line:LEFT:01 5');

  await left.cut();
  ports = [facts(right.a, 'RIGHT')];
  await events.until('lost pingjia-line:LEFT:01 unplugged');
  await a.farEvents.until('closed');
  await left.mend();
  await a.connect();
  ports = [facts(right.a, 'RIGHT'), facts(left.a, 'LEFT')];
  a.clock.advance(250);
  await events.until('found pingjia-line:LEFT:01');
  a.simulator.press(1);
  await events.until('press pingjia-line:LEFT:01 1');
  expect(b.supervisor.status()).toMatchObject({ state: 'found', padId: 'pingjia-line:RIGHT:01' });
});

it('TR4: several adapters that fit are named, and none is opened', async () => {
  const list = () => Promise.resolve([facts('/dev/ttyUSB0', null), facts('/dev/ttyUSB1', null)]);
  const usb = { vid: '0403', pid: '6001', serialNumber: null };
  expect(await createSerialTransport({ usb, ports: { list } }).open(silent)).toEqual({
    ok: false,
    error: { code: 'PAD_AMBIGUOUS', detail: 'usb:0403:6001 is /dev/ttyUSB0 and /dev/ttyUSB1' },
  });
  const other = { ...usb, serialNumber: 'X' };
  expect(await createSerialTransport({ usb: other, ports: { list } }).open(silent)).toMatchObject({
    error: { code: 'PAD_NOT_FOUND' },
  });
  const broken = { list: () => Promise.reject(new Error('no udevadm')) };
  expect(await createSerialTransport({ usb, ports: broken }).open(silent)).toMatchObject({
    error: { code: 'PAD_IO_FAILED', detail: 'the serial ports cannot be listed: Error: no udevadm' },
  });
});

it('TR12: of two processes that want one port the second is told PAD_BUSY, until the first ends', async () => {
  const pair = await openPair();
  const program = `
    const { SerialPort } = require('serialport');
    const port = new SerialPort({ path: process.argv[1], baudRate: 9600, lock: true }, (error) => {
      process.stdout.write(error ? String(error) : 'open');
    });
    port.on('data', () => undefined);
  `;
  const other = spawn(process.execPath, ['-e', program, pair.a], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
  });
  onTestFinished(() => void other.kill('SIGKILL'));
  const [said] = (await once(other.stdout, 'data')) as [Buffer];
  expect(said.toString()).toBe('open');
  const ours = createSerialTransport({ path: pair.a });
  expect(await ours.open(silent)).toMatchObject({ error: { code: 'PAD_BUSY', detail: pair.a } });
  const ended = once(other, 'exit');
  other.kill('SIGKILL');
  await ended;
  expect(await ours.open(silent)).toMatchObject({ ok: true });
  await ours.close();
});
