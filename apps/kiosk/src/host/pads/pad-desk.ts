import { gradeOfKey, type PadCommand, type PadFamily, type PadPressed, type Transport } from '@pingjia/device-drivers';
import {
  type Cancel,
  type Clock,
  err,
  fault,
  type Fault,
  type Grade,
  type KeyTeacher,
  ok,
  type PadAddress,
  type PadFound,
  type PadPress,
  type PadReport,
  type RandomSource,
  type RecordDraft,
  type Result,
} from '@pingjia/shared';
import type { FileSystem } from '../journal/file-system.ts';
import { KeyMapStore } from '../provisioning/key-map-store.ts';
import { maxPads, PadList } from '../provisioning/pad-list.ts';
import type { SessionService } from '../session/session-service.ts';
import { HostPad, placeOf } from './host-pad.ts';
import { KeySchool } from './key-school.ts';
import { localTime } from './local-time.ts';
import { PadKeys } from './pad-keys.ts';
import { changeCommands, disarming, type PadScene, wholeScene } from './pad-scene.ts';

/** How often pads with a clock are told the time, milliseconds. */
export const clockTellInterval = 3_600_000;

export interface PadDeskOptions {
  /** Named at the host's start. */
  readonly pads: readonly PadAddress[];
  readonly openTransport: (address: PadAddress) => Result<Transport>;
  readonly familyOf: (profile: string) => Result<PadFamily>;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly session: Pick<SessionService, 'press' | 'refuse' | 'knows'>;
  readonly fs: FileSystem;
  /** Holds pads.json and key-maps.json. */
  readonly folder: string;
  readonly append: (drafts: readonly RecordDraft[]) => Promise<Result<unknown>>;
  /** What the pads have to show at this moment. */
  readonly scene: () => PadScene;
  /** Codes of the follow-up options that a citizen may choose with a grade. */
  readonly detailsOf: (grade: Grade) => readonly string[];
  readonly onStatus: () => void;
  readonly onLearning: () => void;
}

/** Brings pads and session together: keys become presses, what the session comes to is shown on every pad that can. */
export class PadDesk {
  readonly #options: PadDeskOptions;
  readonly #pads: HostPad[] = [];
  readonly #keys: PadKeys;
  readonly #list: PadList;
  readonly school: KeySchool;
  #shown: PadScene;
  /** What pads.json holds. */
  #listed: readonly PadAddress[] = [];
  #fault: Fault | null = null;
  #namedTwice: readonly Fault[] = [];
  #running = false;
  #cancelClock: Cancel = () => {};
  /** Changes of pads.json, one after the other. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: PadDeskOptions) {
    this.#options = options;
    const { fs, folder } = options;
    this.#keys = new PadKeys(new KeyMapStore(fs, folder));
    this.#list = new PadList(fs, folder);
    this.#shown = options.scene();
    this.school = new KeySchool({
      ...options,
      keys: this.#keys,
      onChange: options.onLearning,
      onDismissed: (pad) => {
        pad.tell(disarming(pad.can));
        this.#tellAll(pad);
      },
    });
  }

  get reports(): readonly PadReport[] {
    return this.#pads.map((pad) => pad.report());
  }

  /** What of the set-up could not be read or makes no sense. */
  get faults(): readonly Fault[] {
    return [this.#fault, this.#keys.fault, ...this.#namedTwice].filter((found) => found !== null);
  }

  /** Finds the pads again that were added to this device, and looks for all. */
  async start(): Promise<void> {
    const { pads } = this.#options;
    await this.#keys.load();
    const provisioned = await this.#list.load();
    this.#fault = provisioned.fault;
    this.#listed = provisioned.pads;
    this.#running = true;
    this.#namedTwice = pads.flatMap((address) =>
      this.#take(address, 'option')
        ? []
        : [fault('PAD_ADDRESS_INVALID', `${placeOf(address)} is named twice; one place has one pad`)],
    );
    for (const address of provisioned.pads) this.#take(address, 'provisioned');
    this.#tellTime();
  }

  async stop(): Promise<void> {
    this.#running = false;
    this.#cancelClock();
    this.school.stop();
    await Promise.all(this.#pads.map(({ supervisor }) => supervisor.stop()));
  }

  /** Adds a pad for good. Errors: PAD_ADDRESS_INVALID, REQUEST_INVALID for a place that has its pad, SETUP_DAMAGED, the disk's. */
  add(address: PadAddress): Promise<Result<void>> {
    return this.#inTurn(() => this.#add(address));
  }

  async #add(address: PadAddress): Promise<Result<void>> {
    const family = this.#options.familyOf(address.profile);
    if (!family.ok) return family;
    if (this.#fault !== null) return err(this.#fault);
    if (this.#pads.length >= maxPads) return err(fault('REQUEST_INVALID', `at most ${maxPads} pads`));
    if (this.#at(placeOf(address)) !== undefined)
      return err(fault('REQUEST_INVALID', `there is a pad at ${placeOf(address)} already`));
    const saved = await this.#keep([...this.#listed, address]);
    if (saved.ok) this.#take(address, 'provisioned');
    return saved;
  }

  /** Removes a pad that was added. Errors: NOT_FOUND, also for one named at the host's start; the disk's. */
  remove(address: PadAddress): Promise<Result<void>> {
    return this.#inTurn(() => this.#remove(address));
  }

  async #remove(address: PadAddress): Promise<Result<void>> {
    const pad = this.#at(placeOf(address));
    if (pad?.origin !== 'provisioned') return err(fault('NOT_FOUND', placeOf(address)));
    const saved = await this.#keep(this.#listed.filter((other) => placeOf(other) !== pad.place));
    if (!saved.ok) return saved;
    this.school.dismiss(pad);
    this.#pads.splice(this.#pads.indexOf(pad), 1);
    await pad.supervisor.stop();
    this.#options.onStatus();
    return ok();
  }

  /** Begins to learn the keys of the pad of this name. Errors: NOT_FOUND; those of the school. */
  learn(padId: string, by: KeyTeacher): Result<void> {
    const pad = this.#pads.find((one) => one.padId === padId);
    return pad === undefined ? err(fault('NOT_FOUND', padId)) : this.school.begin(pad, by);
  }

  /** Lets every pad show what the window has come to. */
  show(): void {
    const before = this.#shown;
    this.#shown = this.#options.scene();
    for (const pad of this.#pads) {
      if (!this.school.teaches(pad)) pad.tell(changeCommands(before, this.#shown, pad.can));
    }
  }

  /** Shows which ticket was called, without awaiting a rating. */
  call(number: string, service: string): void {
    this.#tellEvery({ type: 'ticket', number, service });
  }

  /** Greets the next citizen. */
  greet(): void {
    this.#tellEvery({ type: 'welcome' });
  }

  /** False where the place has its pad already. */
  #take(address: PadAddress, origin: PadReport['origin']): boolean {
    if (this.#at(placeOf(address)) !== undefined) return false;
    const { append, onStatus } = this.#options;
    const pad = new HostPad({
      ...this.#options,
      keys: this.#keys,
      address,
      origin,
      listener: {
        found: (found) => this.#found(pad, found),
        lost: (lost) => void append([{ type: 'pad-lost', data: lost }]),
        press: (press) => void this.#press(pad, press),
        state: () => onStatus(),
      },
    });
    this.#pads.push(pad);
    if (this.#running) pad.supervisor.start();
    return true;
  }

  #found(pad: HostPad, found: PadFound): void {
    void this.#options.append([{ type: 'pad-found', data: found }]);
    this.school.found(pad, found.padId);
    if (!this.school.teaches(pad)) this.#tellAll(pad);
  }

  #tellAll(pad: HostPad): void {
    const now = localTime(this.#options.clock.wall());
    pad.tell(wholeScene(this.#options.scene(), now, pad.can));
  }

  #tellEvery(command: PadCommand): void {
    const able = this.#pads.filter((pad) => pad.can.has(command.type) && !this.school.teaches(pad));
    for (const pad of able) pad.tell([command]);
  }

  #tellTime(): void {
    const { clock } = this.#options;
    this.#cancelClock = clock.after(clockTellInterval, () => {
      this.#tellEvery({ type: 'clock', at: localTime(clock.wall()) });
      this.#tellTime();
    });
  }

  async #press(pad: HostPad, press: PadPressed): Promise<void> {
    const { padId, boot, count, key } = press;
    const taken = await this.#journaled(pad, { kind: 'pad', padId, boot, count, key }, press.details ?? []);
    // Unconfirmed, the pad reports the press again: the journal may take it then.
    if (taken.ok) pad.supervisor.confirm({ boot, count });
  }

  #journaled(pad: HostPad, source: PadPress, told: readonly string[]): Promise<Result<void>> {
    const { session, detailsOf } = this.#options;
    // A repeat of what is on disk teaches nothing and counts for nothing.
    if (session.knows(source)) return Promise.resolve(ok());
    const refused = this.school.hear(pad, source);
    if (refused !== null) return session.refuse(source, refused);
    const { map } = pad.keysOf(source.padId);
    const grade = map === null ? null : gradeOfKey(map, source.key);
    if (grade === null) return session.refuse(source, 'unmapped-key');
    const known = told.length === 0 ? told : detailsOf(grade);
    const details = [...new Set(told)].filter((code) => known.includes(code));
    return session.press(source, grade, { walkUp: pad.walkUp, details });
  }

  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(task);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  #at(place: string): HostPad | undefined {
    return this.#pads.find((pad) => pad.place === place);
  }

  async #keep(listed: readonly PadAddress[]): Promise<Result<void>> {
    const saved = await this.#list.save(listed);
    if (saved.ok) this.#listed = listed;
    this.#options.onStatus();
    return saved;
  }
}
