import type { Clock, RandomSource } from '@pingjia/shared';

/** What became of a press: `sent` for pads that are never told; `outstanding` until the host answers or the pad gives up. */
export type PressOutcome = 'sent' | 'outstanding' | 'acknowledged' | 'gave-up' | 'dropped' | 'forgotten';

export interface SimulatedPress {
  /** Names the press within this simulator: a later press never has the same. */
  readonly boot: string;
  readonly count: number;
  readonly key: number;
  readonly outcome: PressOutcome;
}

/** What every simulated pad tells about itself; families add their own. */
export interface SimulatedPadState {
  readonly plugged: boolean;
  readonly pressed: number;
  readonly acknowledged: number;
  readonly outstanding: number;
  readonly armed: boolean;
}

/** A pad told in physical verbs, deterministic: it draws from the given random source and waits on the given clock only. It starts unplugged. */
export interface SimulatedPad {
  plug(): void;
  unplug(): void;
  /** The supply dips, in the middle of a frame if one is leaving: the pad starts anew, its port stays. */
  brownOut(): void;
  /** One deliberate press; null when the pad has no power or the key is down already. */
  press(key: number): SimulatedPress | null;
  /** Down until `release`. */
  hold(key: number): SimulatedPress | null;
  release(key: number): void;
  /** A contact that chatters so many times within a few milliseconds. */
  bounce(key: number, times: number): SimulatedPress | null;
  /** A key jammed for good; what the family then does (silence, auto-repeat) is its own. */
  stickKey(key: number): SimulatedPress | null;
  /** Noise on the wire towards the host. */
  garble(bytes: Uint8Array): void;
  /** The firmware hangs: it neither hears nor speaks. */
  mute(): void;
  unmute(): void;
  /** The pad's next frame leaves so many milliseconds late. */
  lateReply(milliseconds: number): void;
  /** The pad's next frame carries a wrong checksum; where the family has none, a frame cut short. */
  wrongChecksum(): void;
  /** Bytes from the host: of a stream cut anywhere, else one whole message. */
  receive(bytes: Uint8Array): void;
  state(): SimulatedPadState;
}

export interface SimulatedPadOptions {
  readonly clock: Clock;
  readonly random: RandomSource;
  /** The wire. Bytes sent while nobody listens are gone. One call is one frame or message. */
  send(bytes: Uint8Array): void;
  /** Power or cable comes and goes: a USB pad takes its port with it. */
  power?(on: boolean): void;
  settled?(press: SimulatedPress): void;
  /** The family's own, such as `addr` or `serial`. */
  readonly options?: Readonly<Record<string, string>>;
}

/** A family's simulator, as the command line offers it. */
export interface SimulatedFamily {
  /** As in `simulate <name>`, such as `m7-udp`. */
  readonly name: string;
  /** How its simulated line is met. */
  readonly line: 'stream' | 'udp' | 'websocket' | 'tcp-call';
  /** Schemes of the transports that a host reaches it on, where they are fewer than its line allows. */
  readonly transports?: readonly string[];
  /** The keys its pads have; 0–255 unless told. */
  readonly keys?: { readonly least: number; readonly most: number };
  readonly create: (options: SimulatedPadOptions) => SimulatedPad;
}

/** A simulator whose line is a device of the machine, which no ordinary process can offer. */
export interface SimulatedDevice extends Omit<SimulatedFamily, 'line'> {
  readonly line: 'hid' | 'keys';
}
