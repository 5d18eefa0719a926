import { ok, type PadAddress, type PadFound, type PadLost, parsePadAddress } from '@pingjia/shared';
import { ManualClock, SeededRandom } from '@pingjia/shared/testing';
import { createPadSimulator, type PadSimulator, type SimulatorOptions } from '../src/pingjia-line/simulator.ts';
import { createPadSupervisor } from '../src/supervisor/create-pad-supervisor.ts';
import type { PadStatus } from '../src/supervisor/pad-status.ts';
import type { PadPressed, PadSupervisor } from '../src/supervisor/pad-supervisor.ts';
import { createMemoryLine, type MemoryLine } from '../src/transport/memory-transport.ts';

export interface PadWorld {
  readonly clock: ManualClock;
  readonly line: MemoryLine;
  readonly simulator: PadSimulator;
  readonly supervisor: PadSupervisor;
  /** Found, lost and pressed in the order they were told, such as "press pingjia-line:SIM-0001:01 0 5". */
  readonly told: string[];
  readonly found: PadFound[];
  readonly lost: PadLost[];
  readonly presses: PadPressed[];
  readonly states: PadStatus[];
  /** Times at which a port was asked for, monotonic milliseconds. */
  readonly attempts: number[];
  /** What the host wrote, as lines. */
  readonly heard: string[];
}

export interface PadWorldOptions {
  readonly address?: string;
  readonly pad?: Partial<SimulatorOptions>;
  /** Whether the supervisor answers every press at once; true unless told. */
  readonly confirms?: boolean;
  readonly seed?: number;
}

/** A supervised pad on a line in memory; the pad starts unplugged and the supervisor stopped. */
export async function withPad(act: (world: PadWorld) => Promise<void>, options: PadWorldOptions = {}): Promise<void> {
  const clock = new ManualClock();
  const random = new SeededRandom(options.seed ?? 1);
  const line = createMemoryLine();
  const world = {
    told: [] as string[],
    found: [] as PadFound[],
    lost: [] as PadLost[],
    presses: [] as PadPressed[],
    states: [] as PadStatus[],
    attempts: [] as number[],
    heard: [] as string[],
  };
  line.cut();

  const simulator = createPadSimulator({
    clock,
    random,
    send: (bytes) => void line.b.write(bytes),
    power(on) {
      if (!on) return line.cut();
      line.mend();
      void line.b.open({ data: hear, closed: () => undefined });
    },
    ...options.pad,
  });

  function hear(bytes: Uint8Array): void {
    world.heard.push(Buffer.from(bytes).toString('latin1').trimEnd());
    simulator.receive(bytes);
  }

  const supervisor = createPadSupervisor({
    address: addressOf(options.address ?? 'serial:/dev/ttyUSB0'),
    openTransport: () => {
      world.attempts.push(clock.monotonic());
      return ok(line.a);
    },
    clock,
    random,
    listener: {
      found(pad) {
        world.found.push(pad);
        world.told.push(`found ${pad.padId}`);
      },
      lost(pad) {
        world.lost.push(pad);
        world.told.push(`lost ${pad.padId} ${pad.reason}`);
      },
      press(press) {
        world.presses.push(press);
        world.told.push(`press ${press.padId} ${press.count} ${press.key}`);
        if (options.confirms !== false) supervisor.confirm(press);
      },
      state: (status) => void world.states.push(status),
    },
  });

  await act({ clock, line, simulator, supervisor, ...world });
  await supervisor.stop();
}

function addressOf(text: string): PadAddress {
  const address = parsePadAddress(text);
  if (!address.ok) throw new Error(text);
  return address.value;
}
