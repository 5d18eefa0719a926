import type { PressOutcome, SimulatedPad, SimulatedPadOptions, SimulatedPress } from './simulated-pad.ts';

/** What a family puts into a pad's body. */
export interface PadFirmware {
  powerOn(): void;
  /** Forgets everything; presses that are outstanding have been settled as forgotten. */
  powerOff(): void;
  hear(bytes: Uint8Array): void;
  /** How the pad itself names its next press; left out where it does not: then the body counts. */
  nextName?(): { readonly boot: string; readonly count: number } | undefined;
  /** A key went down: what becomes of the press at once. */
  report(press: SimulatedPress): PressOutcome;
}

/** Keys, cable and wire of a simulated pad; a key held, stuck or bouncing is one press. */
export interface PadBody {
  /** For the family's simulator to give away, beside its own state. */
  readonly verbs: Omit<SimulatedPad, 'state'>;
  /** Sends a frame, late or cut short if that was asked for. */
  say(frame: Uint8Array): void;
  settle(press: SimulatedPress, outcome: PressOutcome): void;
  readonly tally: Omit<ReturnType<SimulatedPad['state']>, 'armed'>;
}

/** `spoil` makes the frame of `wrongChecksum`; cut in half unless told. */
export function createPadBody(
  options: SimulatedPadOptions,
  createFirmware: (body: PadBody) => PadFirmware,
  spoil: (frame: Uint8Array) => Uint8Array = (frame) => frame.slice(0, Math.floor(frame.length / 2)),
): PadBody {
  const { clock } = options;
  const down = new Set<number>();
  const outstanding = new Set<SimulatedPress>();
  let powerOns = 0;
  let plugged = false;
  let mute = false;
  let late = 0;
  let cutNext = false;
  let pressed = 0;
  let acknowledged = 0;

  function say(frame: Uint8Array): void {
    if (!plugged || mute) return;
    const bytes = cutNext ? spoil(frame) : frame;
    cutNext = false;
    const wait = late;
    late = 0;
    if (wait === 0) return options.send(bytes);
    const since = powerOns;
    clock.after(wait, () => {
      if (plugged && since === powerOns && !mute) options.send(bytes);
    });
  }

  function settle(press: SimulatedPress, outcome: PressOutcome): void {
    outstanding.delete(press);
    if (outcome === 'acknowledged') acknowledged += 1;
    options.settled?.({ ...press, outcome });
  }

  function press(key: number): SimulatedPress | null {
    if (!plugged || down.has(key)) return null;
    const name = firmware.nextName?.() ?? { boot: String(powerOns), count: pressed };
    const made: SimulatedPress = { ...name, key, outcome: 'outstanding' };
    pressed += 1;
    outstanding.add(made);
    const outcome = firmware.report(made);
    if (outcome !== 'outstanding') settle(made, outcome);
    return { ...made, outcome };
  }

  function hold(key: number): SimulatedPress | null {
    const made = press(key);
    down.add(key);
    return made;
  }

  function powerOn(): void {
    plugged = true;
    powerOns += 1;
    firmware.powerOn();
  }

  function powerOff(): void {
    plugged = false;
    for (const press of outstanding) settle(press, 'forgotten');
    firmware.powerOff();
  }

  const verbs: PadBody['verbs'] = {
    plug() {
      if (plugged) return;
      options.power?.(true);
      powerOn();
    },
    unplug() {
      if (!plugged) return;
      powerOff();
      options.power?.(false);
    },
    brownOut() {
      if (!plugged) return;
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
    garble(bytes) {
      if (plugged) options.send(bytes);
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
      cutNext = true;
    },
    receive(bytes) {
      if (plugged && !mute) firmware.hear(bytes);
    },
  };
  const body: PadBody = {
    verbs,
    say,
    settle,
    get tally() {
      return { plugged, pressed, acknowledged, outstanding: outstanding.size };
    },
  };
  const firmware = createFirmware(body);
  return body;
}
