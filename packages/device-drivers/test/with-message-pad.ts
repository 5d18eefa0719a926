import { ok, type PadAddress, parsePadAddress } from '@pingjia/shared';
import { ManualClock, SeededRandom } from '@pingjia/shared/testing';
import type { SimulatedPad, SimulatedPadOptions } from '../src/simulate/simulated-pad.ts';
import { createPadSupervisor } from '../src/supervisor/create-pad-supervisor.ts';
import type { PadPressed, PadSupervisor } from '../src/supervisor/pad-supervisor.ts';
import { createMemoryLine } from '../src/transport/memory-transport.ts';

export interface MessagePadWorld<S extends SimulatedPad> {
  readonly clock: ManualClock;
  readonly simulator: S;
  readonly supervisor: PadSupervisor;
  /** Found, lost and pressed in the order they were told, such as "press 4 510". */
  readonly told: string[];
  readonly presses: PadPressed[];
  /** What the host wrote, one message each. */
  readonly heard: string[];
}

export interface MessagePadOptions<S extends SimulatedPad> {
  readonly address: string;
  readonly create: (options: SimulatedPadOptions) => S;
  /** Whether the host notices when the pad's power goes, as where a connection is held; else the wire just falls silent. */
  readonly connected: boolean;
  /** Whether the host answers every press at once; true unless told. */
  readonly confirms?: boolean;
}

/** A supervised pad of whole messages on a line in memory; the pad is plugged in, the supervisor has started. */
export async function withMessagePad<S extends SimulatedPad>(
  options: MessagePadOptions<S>,
  act: (world: MessagePadWorld<S>) => Promise<void>,
): Promise<void> {
  const clock = new ManualClock();
  const random = new SeededRandom(1);
  const line = createMemoryLine();
  const told: string[] = [];
  const presses: PadPressed[] = [];
  const heard: string[] = [];

  const simulator = options.create({
    clock,
    random,
    send: (bytes) => void line.b.write(bytes),
    power(on) {
      if (!on && options.connected) return line.cut();
      line.mend();
      void line.b.open({ data: hear, closed: () => undefined });
    },
  });

  function hear(bytes: Uint8Array): void {
    heard.push(Buffer.from(bytes).toString('utf8'));
    simulator.receive(bytes);
  }

  const supervisor = createPadSupervisor({
    address: addressOf(options.address),
    openTransport: () => ok(line.a),
    clock,
    random,
    listener: {
      found: ({ padId }) => void told.push(`found ${padId}`),
      lost: ({ padId, reason }) => void told.push(`lost ${padId} ${reason}`),
      press(press) {
        presses.push(press);
        told.push(['press', press.key, ...(press.details ?? [])].join(' '));
        if (options.confirms !== false) supervisor.confirm(press);
      },
      state: () => undefined,
    },
  });

  simulator.plug();
  supervisor.start();
  await clock.advanceAsync(0);
  await act({ clock, simulator, supervisor, told, presses, heard });
  await supervisor.stop();
  simulator.unplug();
}

function addressOf(text: string): PadAddress {
  const address = parsePadAddress(text);
  if (!address.ok) throw new Error(text);
  return address.value;
}
