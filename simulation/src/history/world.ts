import { SeededRandom } from '@pingjia/shared/testing';
import { journalFrames } from '../model/journal-frames.ts';
import { heldText } from '../model/held-presses.ts';
import { PressBook } from '../model/press-book.ts';
import { SimulatedServer } from '../server/simulated-server.ts';
import { furnish, place } from '../server/window.ts';
import { Station } from '../station/station.ts';
import type { DiskImage } from '../disk/simulated-disk.ts';
import { Schedule } from '../time/schedule.ts';
import type { Bug } from './bug.ts';

/** Stations that copies of folders can make besides those that a history begins with. */
const mostClones = 2;

/** Everything of one history: stations, server, time, and the book of what was promised. */
export class World {
  readonly schedule = new Schedule();
  readonly book: PressBook;
  readonly server: SimulatedServer;
  readonly stations: Station[] = [];
  readonly images = new Map<number, DiskImage>();
  readonly log: string[] = [];
  readonly #random: SeededRandom;
  readonly #bug: Bug;
  #failure: string | null = null;
  #clones = 0;

  constructor(seed: number, bug: Bug) {
    this.#random = new SeededRandom(seed);
    this.#bug = bug;
    this.book = new PressBook((name, station) => this.#acknowledged(name, station));
    this.server = new SimulatedServer(this.schedule, new SeededRandom(seed ^ 0x5eed), bug, (error) =>
      this.fail(`the server: ${String(error)}`),
    );
    furnish(this.server.tables);
  }

  get failure(): string | null {
    return this.#failure;
  }

  /** A promise is broken. The first one found counts. */
  fail(what: string): void {
    this.#failure ??= what;
    this.tell(`BROKEN: ${what}`);
  }

  tell(line: string): void {
    this.log.push(`${String(Math.round(this.schedule.now)).padStart(7)} ${line}`);
  }

  /** A machine leaves the workshop, is plugged in and enrolls. */
  async addStation(): Promise<void> {
    const station = this.#newStation();
    await station.provision(await this.server.newCode(place));
    station.padLine.plug();
    await station.boot();
  }

  /** Whether a revocation is durable: a server may die over one that somebody asked for. */
  isRevoked(device: string): boolean {
    return this.server.keys.revocations.has(device, 1);
  }

  newId(): string {
    return this.#random.uuid();
  }

  /** Another machine with a copy of this one's disk; null once there are enough. */
  clone(original: Station): Station | null {
    if (this.#clones >= mostClones) return null;
    this.#clones += 1;
    const copy = this.#newStation(original);
    copy.disk.restore(original.disk.image());
    return copy;
  }

  /** Does something that destroys data from outside; presses whose last copy it takes are promised no more. */
  async destroy(act: () => Promise<void> | void): Promise<void> {
    const before = this.#keptText();
    await act();
    const after = this.#keptText();
    for (const name of this.book.promised.keys()) {
      if (!before.includes(name) || after.includes(name)) continue;
      this.book.excuse(name);
      this.tell(`the last copy of ${name} is destroyed`);
    }
  }

  #newStation(original?: Station): Station {
    const station = new Station({
      number: this.stations.length,
      schedule: this.schedule,
      random: new SeededRandom(this.#random.below(0x1_0000_0000)),
      server: this.server,
      book: this.book,
      bug: this.#bug,
      log: (line) => this.tell(line),
      code: original?.code ?? null,
    });
    this.stations.push(station);
    return station;
  }

  #acknowledged(name: string, station: number): void {
    const disk = this.stations[station]?.disk;
    const durable = disk?.durableFiles('.seg').some(({ inode }) => inode.durable.includes(name)) ?? false;
    if (!durable && !heldText(this.server.tables).includes(name))
      this.fail(`station ${station}: ${name} is acknowledged and not on disk`);
  }

  #keptText(): string {
    const texts = this.stations.flatMap(({ disk }) => journalFrames(disk).map(({ text }) => text));
    return [...texts, heldText(this.server.tables)].join('\n');
  }
}
