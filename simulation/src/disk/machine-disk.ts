import type { FileSystem } from '@pingjia/kiosk/host/journal/file-system';
import { SimulatedDisk } from '@pingjia/kiosk/host/testing/simulated-disk';
import type { LossPattern } from '@pingjia/kiosk/host/testing/simulated-inode';
import type { SeededRandom } from '@pingjia/shared/testing';
import type { Process } from '../time/process.ts';
import type { Schedule } from '../time/schedule.ts';

/** A power cut draws one; chance alone is the likeliest. */
const patterns: readonly LossPattern[] = ['all', 'none', 'first', 'last', 'any', 'any', 'any', 'any'];
/** Share of the syncs that take a while, and the longest they take, milliseconds. */
const slow = { share: 0.3, longest: 15 } as const;

/** The simulated disk in a machine of virtual time: its syncs take a while, and programs die at any of their calls. */
export class MachineDisk extends SimulatedDisk {
  readonly #schedule: Schedule;
  readonly #chance: SeededRandom;

  constructor(schedule: Schedule, random: SeededRandom) {
    super(random);
    this.#schedule = schedule;
    this.#chance = random;
    this.forgetful = true;
  }

  losePower(): void {
    this.powerCut(patterns[this.#chance.below(patterns.length)] ?? 'any');
  }

  /** The disk as one program run uses it. */
  useBy(process: Process): FileSystem {
    return this.portOf(async (call) => {
      await process.call();
      if (call !== 'syncs' || this.#chance.fraction() >= slow.share) return;
      await this.#schedule.delay(1 + this.#chance.below(slow.longest));
      await process.call();
    });
  }
}
