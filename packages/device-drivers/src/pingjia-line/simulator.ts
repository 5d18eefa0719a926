import type { Cancel } from '@pingjia/shared';
import { decodeHostLine, encodePadMessage } from './codec.ts';
import { createLineReader } from './line-reader.ts';
import type { LedMode, Phrase } from '../pad-command.ts';
import { everyPad, type HostMessage, type PadMessage } from './message.ts';
import type { SimulatedFamily, SimulatedPad, SimulatedPadOptions, SimulatedPress } from '../simulate/simulated-pad.ts';
import { createPressMemory, type PressMemory } from './press-memory.ts';

export interface SimulatorOptions extends SimulatedPadOptions {
  readonly address?: string;
  readonly serialNumber?: string;
  readonly firmware?: string;
  /** Presses the pad's memory holds until the host answers. */
  readonly capacity?: number;
}

export interface SimulatorState {
  readonly plugged: boolean;
  readonly boot: string | null;
  readonly pressed: number;
  readonly acknowledged: number;
  /** Counted, but never acknowledged: repeats ran out, no memory, power gone, or dropped on purpose. */
  readonly lost: number;
  readonly outstanding: number;
  readonly armed: boolean;
  readonly thanked: number;
  readonly leds: Readonly<Record<number, LedMode>>;
  /** The latest phrases. */
  readonly said: readonly Phrase[];
  /** Malformed or foreign frames heard. */
  readonly ignored: number;
}

const maxSaid = 50;

/** A `pingjia-line` pad. Nothing in it is random but the boot number; held, stuck and bouncing keys are one press. */
export interface PadSimulator extends SimulatedPad {
  /** The next press is counted but cannot be sent. */
  dropNextPress(): void;
  state(): SimulatorState;
}

export function createPadSimulator(options: SimulatorOptions): PadSimulator {
  const { clock, random, address = '01', serialNumber = 'SIM-0001', firmware = '1.0.0', capacity = 256 } = options;
  const down = new Set<number>();
  const leds = new Map<number, LedMode>();
  const said: Phrase[] = [];
  let memory: PressMemory | undefined;
  let mute = false;
  let dropNext = false;
  let late = 0;
  let spoil = false;
  let disarm: Cancel | undefined;
  const tally = { pressed: 0, acknowledged: 0, lost: 0, thanked: 0, ignored: 0 };

  const reader = createLineReader(decodeHostLine, {
    message: obey,
    dropped: () => {
      tally.ignored += 1;
    },
  });

  function say(message: PadMessage): void {
    if (memory === undefined || mute) return;
    const bytes = encodePadMessage(message);
    if (spoil) bytes[bytes.length - 3] = (bytes.at(-3) ?? 0) ^ 1;
    spoil = false;
    const wait = late;
    late = 0;
    if (wait === 0) return options.send(bytes);
    const { boot } = memory;
    clock.after(wait, () => {
      if (memory?.boot === boot && !mute) options.send(bytes);
    });
  }

  function settled(press: SimulatedPress): void {
    tally[press.outcome === 'acknowledged' ? 'acknowledged' : 'lost'] += 1;
    options.settled?.(press);
  }

  function powerOn(): void {
    const boot = Math.floor(random.fraction() * 0x1_0000)
      .toString(16)
      .toUpperCase()
      .padStart(4, '0');
    memory = createPressMemory({
      clock,
      boot,
      capacity,
      settled,
      report: ({ count, key }) => say({ type: 'KEY', address, boot, count, key }),
    });
    say({ type: 'HELLO', address, boot, firmware, serialNumber });
  }

  function powerOff(): void {
    const forgotten = memory;
    memory = undefined;
    forgotten?.forget();
    calm();
  }

  function calm(): void {
    disarm?.();
    disarm = undefined;
    leds.clear();
  }

  function arm(seconds: number): void {
    disarm?.();
    disarm = seconds === 0 ? undefined : clock.after(seconds * 1_000, () => (disarm = undefined));
  }

  function obey(message: HostMessage): void {
    if (message.address !== address && message.address !== everyPad) {
      tally.ignored += 1;
      return;
    }
    switch (message.type) {
      case 'GOT':
        return memory?.got(message);
      case 'PING':
        return say({ type: 'PONG', address, firmware, serialNumber });
      case 'ARM':
        arm(message.seconds);
        break;
      case 'THANK':
        tally.thanked += 1;
        break;
      case 'LED':
        leds.set(message.key, message.mode);
        break;
      case 'SAY':
        said.push(message.phrase);
        if (said.length > maxSaid) said.shift();
        break;
      case 'RESET':
        calm();
        break;
    }
    say({ type: 'ACK', address, verb: message.type });
  }

  function press(key: number): SimulatedPress | null {
    if (memory === undefined || down.has(key)) return null;
    tally.pressed += 1;
    const unsendable = dropNext;
    dropNext = false;
    return memory.add(key, unsendable);
  }

  function hold(key: number): SimulatedPress | null {
    const pressed = press(key);
    down.add(key);
    return pressed;
  }

  return {
    plug() {
      if (memory !== undefined) return;
      options.power?.(true);
      powerOn();
    },
    unplug() {
      if (memory === undefined) return;
      powerOff();
      options.power?.(false);
    },
    brownOut() {
      if (memory === undefined) return;
      powerOff();
      powerOn();
    },
    press,
    hold,
    stickKey: hold,
    release: (key) => void down.delete(key),
    bounce(key, times) {
      const first = hold(key);
      for (let edge = 1; edge < times; edge += 1) press(key);
      down.delete(key);
      return first;
    },
    dropNextPress() {
      dropNext = true;
    },
    garble(bytes) {
      if (memory !== undefined) options.send(bytes);
    },
    mute() {
      mute = true;
    },
    unmute() {
      mute = false;
    },
    lateReply(milliseconds) {
      late = milliseconds;
    },
    wrongChecksum() {
      spoil = true;
    },
    receive(bytes) {
      if (memory !== undefined && !mute) reader.push(bytes);
    },
    state: () => ({
      plugged: memory !== undefined,
      boot: memory?.boot ?? null,
      ...tally,
      outstanding: memory?.outstanding ?? 0,
      armed: disarm !== undefined,
      leds: Object.fromEntries(leds),
      said: [...said],
    }),
  };
}

export const pingjiaLineSimulator: SimulatedFamily = {
  name: 'pingjia-line',
  line: 'stream',
  keys: { least: 1, most: 9 },
  create: ({ options = {}, ...pad }) =>
    createPadSimulator({
      ...pad,
      address: options.addr ?? '01',
      serialNumber: options.serial ?? 'SIM-0001',
      firmware: options.firmware ?? '1.0.0',
    }),
};
