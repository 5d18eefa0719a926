import type { KeyObject } from 'node:crypto';
import { Host } from '@pingjia/kiosk/host';
import { writeFileAtomically } from '@pingjia/kiosk/host/journal/atomic-file';
import type { RetentionLimits } from '@pingjia/kiosk/host/journal/retention-plan';
import { nodeSha256 } from '@pingjia/node-platform';
import { type Grade, ok, parsePadAddress } from '@pingjia/shared';
import { SeededRandom } from '@pingjia/shared/testing';
import pino from 'pino';
import { careless } from '../disk/careless-disk.ts';
import { MachineDisk } from '../disk/machine-disk.ts';
import type { Bug } from '../history/bug.ts';
import { nameOfPad, nameOfTouch, type PressBook } from '../model/press-book.ts';
import { Line } from '../network/network.ts';
import { ModelMirror } from '../screen/model-mirror.ts';
import { seededKey } from '../server/seeded-key.ts';
import type { SimulatedServer } from '../server/simulated-server.ts';
import { place } from '../server/window.ts';
import { MachineClock, type WallClock } from '../time/machine-clock.ts';
import { Process } from '../time/process.ts';
import type { Schedule } from '../time/schedule.ts';
import { WallTimerClock } from '../time/wall-timer-clock.ts';
import { pruneUnsent } from './eager-pruner.ts';
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
  readonly retention: RetentionLimits | undefined;
  readonly log: (line: string) => void;
  readonly onWrong: (what: string) => void;
  /** The enrollment code that lies beside the machine; null: another has it. */
  readonly code: string | null;
}

/** One window: a machine with a disk, the real host on it, a pad, a screen's touches, a line to the server. */
export class Station {
  readonly number: number;
  readonly disk: MachineDisk;
  readonly line: Line;
  readonly padLine: PadLine;
  readonly wall: WallClock = { offset: 0 };
  readonly #options: StationOptions;
  readonly #touches: Touches;
  #process: Process | null = null;
  #host: Host | null = null;
  #code: string | null = null;
  #mirror: ModelMirror | null = null;
  #firstKey: KeyObject | null = null;
  #isScreenOpen = false;

  constructor(options: StationOptions) {
    const { number, schedule, random, server, book } = options;
    const tell = (text: string) => options.log(`station ${number}: ${text}`);
    this.number = number;
    this.#options = { ...options, log: tell };
    this.#code = options.code;
    this.disk = new MachineDisk(schedule, new SeededRandom(random.below(0x1_0000_0000)));
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

  /** With which it left the workshop; null of a copy. */
  get firstKey(): KeyObject | null {
    return this.#firstKey;
  }

  /** What the browser on it keeps; null where there is none. */
  get mirror(): ModelMirror | null {
    return this.#mirror;
  }

  /** Loads the screen's page, anew where it is there. */
  openScreen(): void {
    this.#mirror ??= new ModelMirror(this.#options, this.#options.onWrong);
    this.#isScreenOpen = true;
    const [host, process] = [this.host, this.#process];
    if (host !== null && process !== null) this.#mirror.open(host, process);
  }

  closeScreen(): void {
    this.#isScreenOpen = false;
    this.#mirror?.close();
  }

  /** Gives the machine a key and a code, as before it leaves the workshop. */
  async provision(code: string): Promise<void> {
    this.#code = code;
    this.#firstKey = seededKey(this.#options.random);
    const privateKey = this.#firstKey.export({ format: 'pem', type: 'pkcs8' });
    const fs = this.disk.useBy(new Process());
    await writeFileAtomically(fs, `${folder}/identity.json`, JSON.stringify({ serverUrl, privateKey }));
  }

  async boot(): Promise<void> {
    if (this.running) return;
    const { schedule, bug, random, retention } = this.#options;
    const process = new Process();
    this.#process = process;
    this.#host = null;
    const clock = new (bug === 'trusts-clock' ? WallTimerClock : MachineClock)(schedule, process, this.wall);
    const address = parsePadAddress('serial:/dev/pad?profile=pingjia-line');
    if (!address.ok) throw new Error('no pad address');
    const started = await Host.start({
      folder,
      fs: careless(this.disk.useBy(process), bug),
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
      ...(retention === undefined ? {} : { retention }),
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
    if (this.#isScreenOpen) this.#mirror?.open(started.value, process);
    if (bug === 'prunes-unsent') clock.after(tryAgainAfter, () => void this.#pruneUnsent(started.value, clock));
    this.#touches.sendAgain(started.value);
    await this.#enroll(started.value);
  }

  touch(grade: Grade): void {
    this.#touches.touch(this.host, grade);
  }

  /** The power goes, for the pad too. */
  losePower(): void {
    this.#process?.end();
    this.disk.losePower();
    this.padLine.unplug();
  }

  async stop(): Promise<void> {
    const [process, host] = [this.#process, this.host];
    await host?.stop();
    process?.end();
  }

  async #pruneUnsent(host: Host, clock: MachineClock): Promise<void> {
    const { device, sync } = host.status();
    if (device !== null && sync.unsent > 0) await pruneUnsent(host, device);
    clock.after(tryAgainAfter, () => void this.#pruneUnsent(host, clock));
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
