import { ManualClock, SeededRandom } from '@pingjia/shared/testing';
import type { CreatePadDriver, PadDriver, PressFrame } from '../pad-driver.ts';

/** A driver on a wire of its own, and everything it told and wrote. */
export interface DriverLog {
  readonly driver: PadDriver;
  readonly clock: ManualClock;
  readonly presses: PressFrame[];
  /** Keys of the presses, in order. */
  keys(): readonly number[];
  /** Reasons of what was malformed. */
  readonly dropped: string[];
  /** All other events, such as "dropped bad-form". */
  readonly told: string[];
  /** What it wrote. */
  readonly written: Uint8Array[];
  /** The same as texts. */
  readonly sent: string[];
  hear(text: string): void;
}

/** Throws where the options are refused. */
export function logDriver(
  create: CreatePadDriver,
  options: Readonly<Record<string, string>> = {},
  place = 'memory:1',
): DriverLog {
  const clock = new ManualClock();
  const presses: PressFrame[] = [];
  const told: string[] = [];
  const dropped: string[] = [];
  const written: Uint8Array[] = [];
  const sent: string[] = [];
  const made = create({
    options,
    place,
    clock,
    random: new SeededRandom(1),
    write(bytes) {
      written.push(bytes);
      sent.push(Buffer.from(bytes).toString('utf8'));
    },
    events: {
      press: (press) => void presses.push(press),
      identified: ({ serialNumber, firmware }) => void told.push(`identified ${serialNumber} ${firmware}`),
      rebooted: (boot) => void told.push(`rebooted ${boot}`),
      acknowledged: (command) => void told.push(`acknowledged ${command}`),
      dropped(reason) {
        dropped.push(reason);
        told.push(`dropped ${reason}`);
      },
      ignored: () => void told.push('ignored'),
    },
  });
  if (!made.ok) throw new Error(made.error.code);
  const driver = made.value;
  return {
    driver,
    clock,
    presses,
    keys: () => presses.map(({ key }) => key),
    dropped,
    told,
    written,
    sent,
    hear: (text) => driver.receive(Buffer.from(text, 'utf8')),
  };
}
