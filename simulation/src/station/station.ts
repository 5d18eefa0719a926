import { Host } from '@pingjia/kiosk/host';
import { writeFileAtomically } from '@pingjia/kiosk/host/journal/atomic-file';
import { nodeSha256 } from '@pingjia/kiosk/host/platform/node-platform';
import { type Grade, ok, parsePadAddress } from '@pingjia/shared';
import { SeededRandom } from '@pingjia/shared/testing';
import pino from 'pino';
import { careless } from '../disk/careless-disk.ts';
import { SimulatedDisk } from '../disk/simulated-disk.ts';
import type { Bug } from '../history/bug.ts';
import { nameOfPad, nameOfTouch, type PressBook } from '../model/press-book.ts';
import { Line } from '../network/network.ts';
import { seededKey } from '../server/seeded-key.ts';
import type { SimulatedServer } from '../server/simulated-server.ts';
import { place } from '../server/window.ts';
import { MachineClock, type WallClock } from '../time/machine-clock.ts';
import { Process } from '../time/process.ts';
import type { Schedule } from '../time/schedule.ts';
import { WallTimerClock } from '../time/wall-timer-clock.ts';
import { PadLine } from './pad-line.ts';
import { Touches } from './touches.ts';

export const serverUrl = 'http://server';
export const folder = '/data';

/** Small, so that files are changed often. Bytes. */
const segmentBytes = 6 * 1024;
/** How soon a supervisor starts a host again that could not start, and a technician tries to enroll again. */
const tryAgainAfter = 5_000;

const log = pino({ level: 'silent' });

export interface StationOptions {
  readonly number: number;
  readonly schedule: Schedule;
  readonly random: SeededRandom;
  readonly server: SimulatedServer;
  readonly book: PressBook;
  readonly bug: Bug;
  readonly log: (line: string) => void;
  /** The enrollment code that lies beside the machine; null: another has it. */
  readonly code: string | null;
}

/** One window: a machine with a disk, the real host on it, a pad, a screen's touches, a line to the server. */
export class Station {
  readonly number: number;
  readonly disk: SimulatedDisk;
  readonly line: Line;
  readonly padLine: PadLine;
  readonly wall: WallClock = { offset: 0 };
  readonly #options: StationOptions;
  readonly #touches: Touches;
  #process: Process | null = null;
  #host: Host | null = null;
  #code: string | null = null;

  constructor(options: StationOptions) {
    const { number, schedule, random, server, book } = options;
    const tell = (text: string) => options.log(`station ${number}: ${text}`);
    this.number = number;
    this.#options = { ...options, log: tell };
    this.#code = options.code;
    this.disk = new SimulatedDisk(schedule, new SeededRandom(random.below(0x1_0000_0000)));
    this.line = new Line(schedule, new SeededRandom(random.below(0x1_0000_0000)), server, tell);
    this.padLine = new PadLine(schedule, number, ({ boot, count, outcome }) => {
      tell(`press ${boot}:${count} ${outcome}`);
      if (outcome === 'acknowledged') book.acknowledge(nameOfPad(boot, count), number);
    });
    this.#touches = new Touches(random, (pressId) => {
      tell(`touch ${pressId.slice(0, 8)} acknowledged`);
      book.acknowledge(nameOfTouch(pressId), number);
    });
  }

  /** Null while it is down or coming up. */
  get host(): Host | null {
    return this.#process?.alive === true ? this.#host : null;
  }

  get code(): string | null {
    return this.#code;
  }

  /** The run of the host that is under way or was the last. */
  get process(): Process | null {
    return this.#process;
  }

  get running(): boolean {
    return this.#process?.alive === true;
  }

  /** Gives the machine a key and a code, as before it leaves the workshop. */
  async provision(code: string): Promise<void> {
    this.#code = code;
    const privateKey = seededKey(this.#options.random).export({ format: 'pem', type: 'pkcs8' });
    const fs = this.disk.portOf(new Process());
    await writeFileAtomically(fs, `${folder}/identity.json`, JSON.stringify({ serverUrl, privateKey }));
  }

  async boot(): Promise<void> {
    if (this.running) return;
    const { schedule, bug, random } = this.#options;
    const process = new Process();
    this.#process = process;
    this.#host = null;
    const clock = new (bug === 'trusts-clock' ? WallTimerClock : MachineClock)(schedule, process, this.wall);
    const address = parsePadAddress('serial:/dev/pad?profile=pingjia-line');
    if (!address.ok) throw new Error('no pad address');
    const started = await Host.start({
      folder,
      fs: careless(this.disk.portOf(process), bug),
      clock,
      random: new SeededRandom(random.below(0x1_0000_0000)),
      sha256: nodeSha256,
      http: this.line.portOf(process),
      pads: [address.value],
      openTransport: () => ok(this.padLine.connect()),
      software: 'simulated',
      platform: 'simulated',
      log,
      segmentBytes,
      lockFolder: async () => ok({ release: async () => {} }),
      compress: async (bytes) => bytes,
    });
    if (!process.alive) return;
    if (!started.ok) {
      this.#options.log(`does not start: ${started.error.code}`);
      process.end();
      schedule.after(tryAgainAfter, () => void this.boot());
      return;
    }
    this.#host = started.value;
    this.#options.log('is up');
    this.#touches.sendAgain(started.value);
    await this.#enroll(started.value);
  }

  touch(grade: Grade): void {
    this.#touches.touch(this.host, grade);
  }

  /** The power goes, for the pad too. */
  losePower(): void {
    this.#process?.end();
    this.disk.powerCut();
    this.padLine.unplug();
  }

  async stop(): Promise<void> {
    const [process, host] = [this.#process, this.host];
    await host?.stop();
    process?.end();
  }

  async #enroll(host: Host): Promise<void> {
    if (host.status().device !== null || this.#code === null) return;
    const enrolled = await host.enroll(serverUrl, this.#code);
    if (enrolled.ok || this.host !== host) return;
    this.#options.log(`does not enroll: ${enrolled.error.code}`);
    // A database from before the code, or a revoked device: somebody asks for another code.
    if (enrolled.error.code === 'ENROLLMENT_CODE_INVALID') this.#code = await this.#options.server.newCode(place);
    this.#options.schedule.after(tryAgainAfter, () => this.host === host && void this.#enroll(host));
  }
}
