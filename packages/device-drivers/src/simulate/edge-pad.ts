import { createPadBody, type PadBody } from './pad-body.ts';
import type { SimulatedPad, SimulatedPadOptions } from './simulated-pad.ts';

/** What a family makes of the keys of a pad that only tells which of them are down. */
export interface EdgeFirmware {
  /** A key went down or up; `down` holds all that are down now. */
  edge(key: number, down: ReadonlySet<number>): void;
  hear(bytes: Uint8Array): void;
  powerOff(): void;
}

/** A pad that tells every going down and up of its keys as it is, and is never told what became of it. */
export function createEdgePad(
  options: SimulatedPadOptions,
  createFirmware: (body: PadBody) => EdgeFirmware,
): Pick<PadBody, 'tally'> & { readonly verbs: Omit<SimulatedPad, 'state'> } {
  const down = new Set<number>();
  let firmware: EdgeFirmware | undefined;
  const body = createPadBody(options, (made) => {
    firmware = createFirmware(made);
    return {
      powerOn: () => undefined,
      powerOff() {
        down.clear();
        firmware?.powerOff();
      },
      hear: (bytes) => firmware?.hear(bytes),
      report({ key }) {
        move(key, true);
        return 'sent';
      },
    };
  });

  function move(key: number, toDown: boolean): void {
    if (down.has(key) === toDown) return;
    if (toDown) down.add(key);
    else down.delete(key);
    firmware?.edge(key, down);
  }

  const { verbs } = body;
  return {
    get tally() {
      return body.tally;
    },
    verbs: {
      ...verbs,
      press(key) {
        const made = verbs.press(key);
        if (made !== null) move(key, false);
        return made;
      },
      release(key) {
        verbs.release(key);
        move(key, false);
      },
      bounce(key, times) {
        const made = verbs.hold(key);
        if (made === null) return null;
        for (let edge = 1; edge < times; edge += 1) {
          move(key, false);
          move(key, true);
        }
        verbs.release(key);
        move(key, false);
        return made;
      },
    },
  };
}
