import type { KeyMap, Transport } from '@pingjia/device-drivers';
import {
  type Clock,
  type DeviceConfiguration,
  err,
  type Fault,
  type HostStatus,
  ok,
  type PadAddress,
  type RandomSource,
  type Result,
  type SessionView,
  type Sha256,
  type StaffSignedIn,
} from '@pingjia/shared';
import type { Logger } from 'pino';
import { ClockWatch } from './clock-watch.ts';
import { HostMemory } from './host-memory.ts';
import type { FileSystem } from './journal/file-system.ts';
import { diskFault } from './journal/disk-fault.ts';
import { type FolderLock, lockFolder } from './journal/folder-lock.ts';
import { Journal } from './journal/journal.ts';
import { PadDesk } from './pads/pad-desk.ts';
import { ConfigurationStore } from './provisioning/configuration-store.ts';
import { enroll } from './provisioning/enroll.ts';
import { checkServerUrl } from './provisioning/server-url.ts';
import { type Identity, IdentityStore } from './provisioning/identity-store.ts';
import { rulesOf } from './provisioning/session-rules.ts';
import { ScreenDesk } from './screen-desk.ts';
import { SessionService } from './session/session-service.ts';
import { SyncDesk } from './sync/sync-desk.ts';
import type { HttpPort } from './sync/http-port.ts';

export interface HostOptions {
  /** Holds journal, identity and configuration; one host at a time. */
  readonly folder: string;
  readonly fs: FileSystem;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly sha256: Sha256;
  readonly http: HttpPort;
  readonly pad: PadAddress | null;
  readonly openTransport: (address: PadAddress) => Result<Transport>;
  readonly keyMap: KeyMap;
  readonly software: string;
  readonly platform: string;
  readonly log: Logger;
  /** Bytes of one journal file; default 4 MiB. */
  readonly segmentBytes?: number;
  /** Where the server is now, if not where it was at the last start. The keys it proved itself with stay pinned. */
  readonly serverUrl?: string | undefined;
  readonly onPainted?: (view: SessionView, after: number) => void;
}

/** The device host of one window: everything between the pad's bytes and the server, without Electron and without a DOM. */
export class Host {
  readonly #options: HostOptions;
  readonly #lock: FolderLock;
  readonly #memory: HostMemory;
  readonly #identities: IdentityStore;
  readonly #configurations: ConfigurationStore;
  readonly #clockWatch: ClockWatch;
  readonly #pads: PadDesk;
  readonly #sync: SyncDesk;
  readonly journal: Journal;
  readonly session: SessionService;
  readonly screen: ScreenDesk;
  #configuration: DeviceConfiguration | null;

  private constructor(
    options: HostOptions,
    {
      lock,
      memory,
      journal,
      configuration,
    }: { lock: FolderLock; memory: HostMemory; journal: Journal; configuration: DeviceConfiguration | null },
  ) {
    const { clock, random, log } = options;
    this.#options = options;
    this.#lock = lock;
    this.#memory = memory;
    this.#configuration = configuration;
    this.#identities = new IdentityStore(options.fs, options.folder);
    this.#configurations = new ConfigurationStore(options.fs, options.folder);
    this.journal = journal;
    const append: Journal['append'] = (drafts) => journal.append(drafts);
    this.session = new SessionService({
      journal,
      ledger: memory.ledger,
      clock,
      random,
      rules: rulesOf(configuration),
      serviceContext: () => memory.duty.context(this.#configuration),
      onChange: () => this.#sessionChanged(),
    });
    this.#pads = new PadDesk({
      ...options,
      address: options.pad,
      session: this.session,
      append,
      onStatus: () => this.screen.showStatus(),
    });
    this.#sync = new SyncDesk({
      ...options,
      journal,
      carried: memory.carried,
      configurationVersion: () => this.#configuration?.version ?? null,
      onConfiguration: (received) => this.#configure(received),
      onStatus: () => this.screen.showStatus(),
    });
    this.screen = new ScreenDesk({
      journal,
      session: this.session,
      clock,
      staffId: () => memory.duty.staffId(this.#configuration),
      configuration: () => this.#configuration,
      status: () => this.status(),
      onPainted: options.onPainted ?? (() => {}),
      onMirror: (report) => log.info(report, 'mirror opened'),
    });
    this.#clockWatch = new ClockWatch(clock, append);
    journal.onAppend(() => this.screen.showStatus());
  }

  /** Opens the folder and goes to work. Errors: JOURNAL_LOCKED, IDENTITY_DAMAGED, the journal's. */
  static async start(options: HostOptions): Promise<Result<Host>> {
    const { fs, folder } = options;
    try {
      await fs.makeFolder(folder);
    } catch (error) {
      return err(diskFault(error));
    }
    const locked = await lockFolder(folder);
    if (!locked.ok) return locked;
    const lock = locked.value;
    const memory = new HostMemory();
    const journalOptions = { ...options, folder: `${folder}/journal`, boot: options.random.uuid() };
    const opened = await Journal.open(journalOptions, memory.visit).catch((error: unknown) => error as Error);
    if (opened instanceof Error) {
      await lock.release();
      return err(diskFault(opened));
    }
    const configuration = await new ConfigurationStore(fs, folder).load();
    const host = new Host(options, { lock, memory, journal: opened, configuration });
    const begun = await host.#begin();
    if (begun.ok) return ok(host);
    await host.stop();
    return begun;
  }

  status(): HostStatus {
    const { epoch, tip } = this.journal.current;
    return {
      device: this.#sync.device,
      pad: this.#pads.status,
      sync: this.#sync.status,
      journal: { epoch, seq: tip.seq, fault: this.journal.fault },
    };
  }

  /** Makes this pad known to a server. Errors: those of enrolling. */
  async enroll(serverUrl: string, code: string): Promise<Result<void>> {
    try {
      const enrolled = await enroll(this.#identities, this.#options.http, serverUrl, code);
      if (!enrolled.ok) return enrolled;
      await this.#sync.start(enrolled.value);
      return ok();
    } catch (error) {
      return err(diskFault(error));
    }
  }

  /** Sends now, when the network is said to be back. */
  retrySync(): void {
    this.#sync.retryNow();
  }

  async signIn(staffId: string, by: StaffSignedIn['by']): Promise<Result<void>> {
    return this.#duty({ type: 'staff-signed-in', data: { staffId, by } });
  }

  async signOut(): Promise<Result<void>> {
    const staffId = this.#memory.duty.staffId(null);
    return staffId === null ? ok() : this.#duty({ type: 'staff-signed-out', data: { staffId } });
  }

  /** Ends cleanly: what was pressed is on disk, the folder is free. */
  async stop(): Promise<void> {
    this.#clockWatch.stop();
    await this.#pads.stop();
    await this.session.stop();
    await this.journal.append([{ type: 'host-stopped', data: { reason: 'requested' } }]);
    await this.#sync.stop();
    this.screen.stop();
    await this.journal.close();
    await this.#lock.release();
  }

  async #begin(): Promise<Result<void>> {
    const { software, platform, log } = this.#options;
    const { armed, previousStop } = this.#memory;
    const identity = await this.#identities.load();
    if (!identity.ok) return identity;
    const known = identity.value === null ? null : await this.#moved(identity.value);
    const started = await this.journal.append([{ type: 'host-started', data: { software, platform, previousStop } }]);
    if (!started.ok) reportFault(log, started.error, 'the journal refuses to write');
    if (armed !== null) await this.session.restore(armed);
    this.#pads.start();
    this.#clockWatch.start();
    if (known !== null) await this.#sync.start(known);
    return ok();
  }

  async #moved(identity: Identity): Promise<Identity> {
    const { serverUrl, log } = this.#options;
    if (serverUrl === undefined || serverUrl === '' || serverUrl === identity.serverUrl) return identity;
    const address = checkServerUrl(serverUrl);
    if (!address.ok) {
      reportFault(log, address.error, 'the server stays where it was');
      return identity;
    }
    const moved = { ...identity, serverUrl };
    // Where the disk is full the new address counts for this run.
    await this.#identities.save(moved).catch((error: unknown) => reportFault(log, diskFault(error), 'not kept'));
    return moved;
  }

  async #duty(
    draft: Parameters<HostMemory['duty']['note']>[0] & Parameters<Journal['append']>[0][number],
  ): Promise<Result<void>> {
    const written = await this.journal.append([draft]);
    if (!written.ok) return written;
    this.#memory.duty.note(draft);
    this.screen.showView();
    return ok();
  }

  #sessionChanged(): void {
    this.#pads.show(this.session.view());
    this.screen.showView();
  }

  async #configure(received: DeviceConfiguration): Promise<void> {
    await this.#configurations.save(received);
    this.#configuration = received;
    await this.session.configure(rulesOf(received));
    this.screen.showConfiguration(received);
  }
}

function reportFault(log: Logger, { code, detail }: Fault, what: string): void {
  log.error({ code, detail }, what);
}
