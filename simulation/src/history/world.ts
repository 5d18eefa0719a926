import type { RetentionLimits } from '@pingjia/kiosk/host/journal/retention-plan';
import type { DiskImage } from '@pingjia/kiosk/host/testing/simulated-disk';
import { SeededRandom } from '@pingjia/shared/testing';
import { heldText } from '../model/held-presses.ts';
import { HeldChains } from '../model/held-records.ts';
import { PressBook } from '../model/press-book.ts';
import { findUnsentDrop } from '../model/pruned-files.ts';
import { RemarkBook } from '../model/remark-book.ts';
import { SimulatedServer } from '../server/simulated-server.ts';
import { furnish, place } from '../server/window.ts';
import { Station } from '../station/station.ts';
import { Stick } from '../stick/stick.ts';
import { Schedule } from '../time/schedule.ts';
import type { Bug } from './bug.ts';
import type { History } from './history.ts';
import { findKept, type Kept, textOf } from './kept.ts';

/** Stations that copies of folders can make besides those that a history begins with. */
const mostClones = 2;

/** Everything of one history: stations, server, time, and the book of what was promised. */
export class World {
  readonly schedule = new Schedule();
  readonly book: PressBook;
  readonly server: SimulatedServer;
  readonly remarks: RemarkBook;
  readonly stick: Stick;
  readonly stations: Station[] = [];
  /** Whether the server was ever put back to an older state. */
  isServerRestored = false;
  /** Whether no pad has a network any more. */
  isCutOff = false;
  /** Whether a disk ever refused anything. */
  isDiskFaulty = false;
  readonly images = new Map<number, DiskImage>();
  readonly log: string[] = [];
  readonly #random: SeededRandom;
  readonly bug: Bug;
  readonly #retention: RetentionLimits | undefined;
  readonly #chains = new HeldChains();
  #failure: string | null = null;
  #clones = 0;

  constructor({ seed, retention }: Pick<History, 'seed' | 'retention'>, bug: Bug) {
    this.#random = new SeededRandom(seed);
    this.#retention = retention;
    this.stick = new Stick(new SeededRandom(seed ^ 0x571c), bug);
    this.bug = bug;
    this.book = new PressBook((name, station) => this.#acknowledged(name, station));
    this.server = new SimulatedServer(this.schedule, new SeededRandom(seed ^ 0x5eed), bug, (error) =>
      this.fail(`the server: ${String(error)}`),
    );
    this.remarks = new RemarkBook((sealed) => this.server.keys.openAny(sealed));
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
    return this.server.keys.logs.revocations.has(device, 1);
  }

  /** For good, but for pads that have yet to be enrolled when all faults are mended. */
  cutOff(): void {
    this.isCutOff = true;
    for (const { line } of this.stations) line.cut = true;
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

  /** Whether the server's chains and what pads dropped are as they must be. */
  look(): void {
    const found = [
      this.#chains.look(this.server.tables),
      ...this.stations.map(({ disk }) => findUnsentDrop(disk, this.#chains)),
    ];
    for (const wrong of found) if (wrong !== null) this.fail(wrong);
  }

  /** Does something that destroys data from outside; what it takes the last copy of is promised no more. */
  async destroy(act: () => Promise<void> | void): Promise<void> {
    this.look();
    const before = findKept(this.stations, this.server.tables);
    const all = [textOf(before, before.mirrors), this.#remarksIn(before)] as const;
    await act();
    const after = findKept(this.stations, this.server.tables);
    const left = [textOf(after, before.mirrors), this.#remarksIn(after)] as const;
    for (const name of this.book.promised.keys()) {
      if (!all[0].includes(name) || left[0].includes(name)) continue;
      this.book.excuse(name);
      this.tell(`the last copy of ${name} is destroyed`);
    }
    for (const text of this.remarks.promised.keys()) {
      if (!all[1].includes(text) || left[1].includes(text)) continue;
      this.remarks.excuse(text);
      this.tell(`the last copy of ${text} is destroyed`);
    }
  }

  /** What is left of remarks: at the server, or on a disk in a file that a record names. */
  #remarksIn({ journals, server }: Kept): string {
    if (this.remarks.promised.size === 0) return '';
    const named = journals + server;
    return [
      this.remarks.atServer(this.server.tables),
      ...this.stations.map(({ disk }) => this.remarks.onDisk(disk, named)),
    ].join('\n');
  }

  #newStation(original?: Station): Station {
    const station = new Station({
      number: this.stations.length,
      schedule: this.schedule,
      random: new SeededRandom(this.#random.below(0x1_0000_0000)),
      server: this.server,
      book: this.book,
      bug: this.bug,
      retention: this.#retention,
      onWrong: (what) => this.fail(what),
      log: (line) => this.tell(line),
      code: original?.code ?? null,
    });
    station.line.cut = this.isCutOff;
    this.stations.push(station);
    return station;
  }

  #acknowledged(name: string, station: number): void {
    const disk = this.stations[station]?.disk;
    const durable = disk?.durableFiles('.seg').some(({ inode }) => inode.durable.includes(name)) ?? false;
    if (!durable && !heldText(this.server.tables).includes(name))
      this.fail(`station ${station}: ${name} is acknowledged and not on disk`);
  }
}
