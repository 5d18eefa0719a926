import { type Fault, ok, type Result } from '@pingjia/shared';
import { ManualClock, SeededRandom } from '@pingjia/shared/testing';
import {
  createQueueBridge,
  type QueueBridge,
  type QueueBridgeOptions,
} from '../src/queue-bridge/create-queue-bridge.ts';
import type { DatagramHandlers, DatagramPeer, DatagramPort } from '../src/queue-bridge/datagram-port.ts';
import type { QueueArm, QueueCalls } from '../src/queue-bridge/queue-calls.ts';

export const asker: DatagramPeer = { address: '127.0.0.1', port: 5_000 };

export interface QueueBridgeWorld {
  readonly clock: ManualClock;
  readonly bridge: QueueBridge;
  /** What the window was asked, such as "signIn 7". */
  readonly calls: string[];
  readonly arms: QueueArm[];
  /** What went out, with the port it went to. */
  readonly sent: string[];
  /** The next call ends so. */
  outcome: Result<void>;
  ask(message: object | string, from?: DatagramPeer): Promise<void>;
  fail(fault: Fault): void;
}

/** A started bridge on a port in memory. */
export async function withQueueBridge(
  act: (world: QueueBridgeWorld) => Promise<void>,
  options: Partial<QueueBridgeOptions> = {},
): Promise<void> {
  const clock = new ManualClock();
  const calls: string[] = [];
  const arms: QueueArm[] = [];
  const sent: string[] = [];
  let handlers: DatagramHandlers | undefined;

  const port: DatagramPort = {
    open(opened) {
      handlers = opened;
      return Promise.resolve(ok({ address: '127.0.0.1', port: 8_001 }));
    },
    send: (bytes, to) => void sent.push(`${to.port} ${Buffer.from(bytes).toString('utf8')}`),
    close() {
      handlers = undefined;
      return Promise.resolve();
    },
  };
  const called = (text: string): Promise<Result<void>> => {
    calls.push(text);
    return Promise.resolve(world.outcome);
  };
  const window: QueueCalls = {
    signIn: ({ number, name }) => called(`signIn ${number} ${name}`),
    signOut: () => called('signOut'),
    welcome: () => called('welcome'),
    arm(request) {
      arms.push(request);
      return called(`arm ${request.ticket} ${request.itemCode}`);
    },
    pause: () => called('pause'),
    resume: () => called('resume'),
    call: ({ number, service }) => called(`call ${number} ${service}`),
  };
  const bridge = createQueueBridge({ port, calls: window, clock, random: new SeededRandom(1), ...options });
  const world: QueueBridgeWorld = {
    clock,
    bridge,
    calls,
    arms,
    sent,
    outcome: ok(),
    async ask(message, from = asker) {
      handlers?.message(Buffer.from(typeof message === 'string' ? message : JSON.stringify(message)), from);
      await clock.advanceAsync(0);
    },
    fail: (fault) => handlers?.failed(fault),
  };
  await bridge.start();
  await act(world);
  await bridge.stop();
}
