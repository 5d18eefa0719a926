import { decodeHostLine, encodePadMessage } from './codec.ts';
import { createLineReader } from './line-reader.ts';
import type { LedMode, Phrase } from '../pad-command.ts';
import { everyPad, type HostMessage, type PadMessage } from './message.ts';
import { ArmedWindow } from '../simulate/armed-window.ts';
import { drawBootNumber } from '../simulate/boot-number.ts';
import { createPadBody } from '../simulate/pad-body.ts';
import type { SimulatedFamily, SimulatedPad, SimulatedPadOptions } from '../simulate/simulated-pad.ts';
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
  const leds = new Map<number, LedMode>();
  const said: Phrase[] = [];
  const armed = new ArmedWindow(clock);
  let memory: PressMemory | undefined;
  let dropNext = false;
  let thanked = 0;
  let ignored = 0;

  const reader = createLineReader(decodeHostLine, {
    message: obey,
    dropped: () => {
      ignored += 1;
    },
  });
  const body = createPadBody(
    options,
    ({ settle }) => ({
      powerOn() {
        const boot = drawBootNumber(random);
        memory = createPressMemory({
          clock,
          boot,
          capacity,
          settle,
          report: ({ count, key }) => say({ type: 'KEY', address, boot, count, key }),
        });
        say({ type: 'HELLO', address, boot, firmware, serialNumber });
      },
      powerOff() {
        memory?.forget();
        memory = undefined;
        calm();
      },
      hear: (bytes) => reader.push(bytes),
      nextName: () => memory?.nextName(),
      report(press) {
        const isDropped = dropNext;
        dropNext = false;
        return isDropped || memory === undefined ? 'dropped' : memory.add(press);
      },
    }),
    spoil,
  );

  function say(message: PadMessage): void {
    body.say(encodePadMessage(message));
  }

  function calm(): void {
    armed.close();
    leds.clear();
  }

  function obey(message: HostMessage): void {
    if (message.address !== address && message.address !== everyPad) {
      ignored += 1;
      return;
    }
    switch (message.type) {
      case 'GOT':
        return memory?.got(message);
      case 'PING':
        return say({ type: 'PONG', address, firmware, serialNumber });
      case 'ARM':
        if (message.seconds === 0) armed.close();
        else armed.open(message.seconds * 1_000);
        break;
      case 'THANK':
        thanked += 1;
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

  return {
    ...body.verbs,
    dropNextPress() {
      dropNext = true;
    },
    state() {
      const { pressed, acknowledged, outstanding } = body.tally;
      return {
        ...body.tally,
        boot: memory?.boot ?? null,
        lost: pressed - acknowledged - outstanding,
        thanked,
        ignored,
        armed: armed.isOpen,
        leds: Object.fromEntries(leds),
        said: [...said],
      };
    },
  };
}

/** The frame with a digit of its checksum wrong. */
function spoil(frame: Uint8Array): Uint8Array {
  const wrong = frame.slice();
  wrong[wrong.length - 3] = (wrong.at(-3) ?? 0) ^ 1;
  return wrong;
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
