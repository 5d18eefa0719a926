import { createSocket, type RemoteInfo } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { ok, parsePadAddress } from '@pingjia/shared';
import { ManualClock, SeededRandom } from '@pingjia/shared/testing';
import { expect, it, onTestFinished } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { createCounterTerminalSimulator } from '../src/counter-terminal/simulator.ts';
import { createM7Simulator } from '../src/m7/simulator.ts';
import type { SimulatedPad, SimulatedPadOptions } from '../src/simulate/simulated-pad.ts';
import { createPadSupervisor } from '../src/supervisor/create-pad-supervisor.ts';
import { createTcpCallTransport } from '../src/transport/tcp-call-transport.ts';
import type { Transport } from '../src/transport/transport.ts';
import { createUdpTransport } from '../src/transport/udp-transport.ts';
import { createWebSocketTransport } from '../src/transport/web-socket-transport.ts';
import { createEventLog, type EventLog } from './event-log.ts';

const host = '127.0.0.1';
const clock = new ManualClock();

interface Device<S extends SimulatedPad> {
  readonly simulator: S;
  /** What it heard, as texts. */
  readonly heard: EventLog;
  hear(bytes: Uint8Array): void;
}

function powered<S extends SimulatedPad>(
  create: (options: SimulatedPadOptions) => S,
  send: (bytes: Uint8Array) => void,
): Device<S> {
  const simulator = create({ clock, random: new SeededRandom(1), send });
  const heard = createEventLog();
  simulator.plug();
  return {
    simulator,
    heard,
    hear(bytes) {
      simulator.receive(bytes);
      heard.add(Buffer.from(bytes).toString('utf8'));
    },
  };
}

function supervise(
  text: string,
  transport: Transport,
): { events: EventLog; supervisor: ReturnType<typeof createPadSupervisor> } {
  const address = parsePadAddress(text);
  if (!address.ok) throw new Error(text);
  const events = createEventLog();
  const supervisor = createPadSupervisor({
    address: address.value,
    openTransport: () => ok(transport),
    clock,
    random: new SeededRandom(2),
    listener: {
      found: ({ padId }) => events.add(`found ${padId}`),
      lost: ({ reason }) => events.add(`lost ${reason}`),
      press({ key, details = [], ...name }) {
        supervisor.confirm(name);
        events.add(['press', key, ...details].join(' '));
      },
      state: () => undefined,
    },
  });
  onTestFinished(() => supervisor.stop());
  supervisor.start();
  return { events, supervisor };
}

it('MT16 MT17: an M7 device over real datagrams: found, armed, rated, answered', async () => {
  const far = createSocket('udp4');
  far.bind(0, host);
  await once(far, 'listening');
  onTestFinished(() => void far.close());
  const { port } = far.address();
  let near: RemoteInfo | undefined;
  const device = powered(
    (options) => createM7Simulator('network', options),
    (bytes) => far.send(bytes, near?.port ?? 0, host),
  );
  far.on('message', (bytes, from) => {
    near = from;
    device.hear(bytes);
  });
  const transport = createUdpTransport({ host, port, listen: 0, bind: host, from: [] });
  const { events, supervisor } = supervise(`udp:${host}:${port}?profile=m7-udp`, transport);
  await events.until(`found m7-udp:M7-SIM-0001:udp:${host}:${port}`);
  supervisor.command({ type: 'arm', seconds: 30 });
  await device.heard.until('S02E');
  device.simulator.choose(['510']);
  device.simulator.press(4);
  await events.until('press 4 510');
  await device.heard.until('S02OK');
  expect(device.simulator.state().acknowledged).toBe(1);
});

it('MT14 MT15: an M7 device over real calls: found, armed, polled, rated', async () => {
  let call: Socket | undefined;
  const device = powered(
    (options) => createM7Simulator('usb', options),
    (bytes) => call?.end(bytes),
  );
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', (bytes) => {
      call = socket;
      device.hear(bytes);
    });
  });
  server.listen(0, host);
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const transport = createTcpCallTransport({ host, port }, clock);
  const { events, supervisor } = supervise(`tcp-call:${host}:${port}?profile=m7-tcp`, transport);
  await events.until(`found m7-tcp:M7-SIM-0001:tcp-call:${host}:${port}`);
  supervisor.command({ type: 'arm', seconds: 30 });
  await device.heard.until('S02E');
  device.simulator.press(2);
  clock.advance(1_000);
  await events.until('press 2');
});

it('CT7: a counter terminal over a real WebSocket: found, armed, rated, gone', async () => {
  const server = new WebSocketServer({ host, port: 0 });
  await once(server, 'listening');
  onTestFinished(() => server.close());
  const { port } = server.address() as AddressInfo;
  let near: WebSocket | undefined;
  const device = powered(createCounterTerminalSimulator, (bytes) => near?.send(Buffer.from(bytes).toString('utf8')));
  server.on('connection', (socket) => {
    near = socket;
    socket.on('message', (data) => device.hear(Buffer.from(data as Buffer)));
  });
  const transport = createWebSocketTransport({ url: `ws://${host}:${port}`, frames: 'auto' }, clock);
  const { events, supervisor } = supervise(`ws:${host}:${port}?profile=counter-terminal`, transport);
  await events.until(`found counter-terminal:unknown:ws:${host}:${port}`);
  supervisor.command({ type: 'arm', seconds: 30 });
  await device.heard.until('{"type":10,"TellerName":"","TellerNo":"","TellerPhoto":"","Timeout":30}');
  device.simulator.choose(['510']);
  device.simulator.press(5);
  await events.until('press 5 510');
  near?.terminate();
  await events.until('lost unplugged');
});
