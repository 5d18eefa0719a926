import type { Transport } from '@pingjia/device-drivers';
import {
  createMemoryLine,
  createPadSimulator,
  type PadSimulator,
  type SimulatedPress,
} from '@pingjia/device-drivers/testing';
import type { RandomSource } from '@pingjia/shared';
import { beginning } from '../time/machine-clock.ts';
import type { Schedule } from '../time/schedule.ts';

/** A pad that is never reset by what happens to its host, and the line between them, a new one for each run of the host. */
export class PadLine {
  readonly pad: PadSimulator;
  /** What the host says does not arrive. */
  deaf = false;
  #line = createMemoryLine();

  constructor(schedule: Schedule, station: number, settled: (press: SimulatedPress) => void) {
    const clock = {
      wall: () => beginning + schedule.now,
      monotonic: () => schedule.now,
      after: (milliseconds: number, task: () => void) => schedule.after(milliseconds, task),
    };
    this.pad = createPadSimulator({
      clock,
      random: bootNumbers(station),
      serialNumber: `SIM-${station}`,
      send: (bytes) => void this.#line.b.write(bytes),
      settled,
    });
  }

  /** The host's end of a new line. */
  connect(): Transport {
    this.#line = createMemoryLine();
    if (this.pad.state().plugged) this.#attach();
    else this.#line.cut();
    return this.#line.a;
  }

  plug(): void {
    this.#line.mend();
    this.#attach();
    this.pad.plug();
  }

  unplug(): void {
    this.pad.unplug();
    this.#line.cut();
  }

  #attach(): void {
    const data = (bytes: Uint8Array): void => {
      if (!this.deaf) this.pad.receive(bytes);
    };
    void this.#line.b.open({ data, closed: () => {} });
  }
}

/** A pad draws its boot numbers from 65,536; a history's never meet by chance, so that a press has one name. */
function bootNumbers(station: number): RandomSource {
  let next = 0;
  return { uuid: () => '', fraction: () => (station * 0x1000 + next++) / 0x1_0000 };
}
