import { familyForProfile } from '@pingjia/device-drivers';
import { type FolderLock, lockFolder } from '@pingjia/node-platform';
import {
  type DeviceConfiguration,
  err,
  fault,
  type HostStatus,
  ok,
  type Result,
  type StaffSignedIn,
} from '@pingjia/shared';
import { AttachmentStore } from './attachments/attachment-store.ts';
import { RemarkDesk } from './attachments/remark-desk.ts';
import type { BundleDesk } from './bundle/bundle-desk.ts';
import { StickDesk } from './bundle/stick-desk.ts';
import { systemSticks } from './bundle/sticks.ts';
import { MirrorHealer } from './bridge/mirror-healer.ts';
import { ClockWatch } from './clock-watch.ts';
import { HostMemory } from './host-memory.ts';
import type { HostOptions } from './host-options.ts';
import { diskFault } from './journal/disk-fault.ts';
import { Journal } from './journal/journal.ts';
import { JournalKeeper } from './journal-keeper.ts';
import { PadDesk } from './pads/pad-desk.ts';
import { windowScene } from './pads/window-scene.ts';
import { ConfigurationStore } from './provisioning/configuration-store.ts';
import { enroll } from './provisioning/enroll.ts';
import { atNewAddress } from './provisioning/at-new-address.ts';
import { IdentityStore } from './provisioning/identity-store.ts';
import { JournalOwner } from './provisioning/journal-owner.ts';
import { detailCodes, rulesOf } from './provisioning/session-rules.ts';
import { QueueDesk } from './queue/queue-desk.ts';
import { ScreenDesk } from './screen-desk.ts';
import { SessionService } from './session/session-service.ts';
import { SyncDesk } from './sync/sync-desk.ts';

export type { HostOptions };

/** The device host of one window: everything between the pad's bytes and the server, without Electron and without a DOM. */
export class Host {
  readonly #options: HostOptions;
  readonly #lock: FolderLock;
  readonly #memory: HostMemory;
  readonly #identities: IdentityStore;
  readonly #configurations: ConfigurationStore;
  readonly #clockWatch: ClockWatch;
  readonly #keeper: JournalKeeper;
  readonly #sync: SyncDesk;
  readonly #queue: QueueDesk | null;
  readonly journal: Journal;
  readonly pads: PadDesk;
  readonly session: SessionService;
  readonly screen: ScreenDesk;
  readonly remarks: RemarkDesk;
  readonly sticks: StickDesk;
  #configuration: DeviceConfiguration | null;

  private constructor(
    options: HostOptions,
    {
      lock,
      memory,
      journal,
      configuration,
      boot,
    }: {
      lock: FolderLock;
      memory: HostMemory;
      journal: Journal;
      configuration: DeviceConfiguration | null;
      boot: string;
    },
  ) {
    const { clock, random, log } = options;
    this.#options = options;
    this.#lock = lock;
    this.#memory = memory;
    this.#configuration = configuration;
    this.#identities = new IdentityStore(options.fs, options.folder);
    this.#configurations = new ConfigurationStore(options.fs, options.folder);
    this.journal = journal;
    const attachments = new AttachmentStore(options.fs, options.folder, options.sha256);
    const append: Journal['append'] = (drafts) => journal.append(drafts);
    this.session = new SessionService({
      journal,
      ledger: memory.ledger,
      clock,
      random,
      rules: rulesOf(configuration),
      serviceContext: () => memory.duty.context(this.#configuration),
      onChange: () => this.#sessionChanged(),
      onRecorded: (records) => this.#queue?.recorded(records),
    });
    this.pads = new PadDesk({
      ...options,
      familyOf: options.familyOf ?? familyForProfile,
      session: this.session,
      append,
      scene: () => windowScene(this.session.view(), this.#staffId, this.#configuration),
      detailsOf: (grade) => detailCodes(this.#configuration, grade),
      onStatus: () => this.screen.showStatus(),
      onLearning: () => this.screen.showLearning(),
    });
    const { session, pads } = this;
    const configured = (): DeviceConfiguration | null => this.#configuration;
    const onStatus = (): void => this.screen.showStatus();
    this.#queue =
      options.queue == null
        ? null
        : new QueueDesk({
            ...options,
            queue: options.queue,
            session,
            pads,
            duty: this,
            configuration: configured,
            onStatus,
          });
    this.#sync = new SyncDesk({
      ...options,
      journal,
      boot,
      carried: memory.carried,
      attachments,
      configurationVersion: () => this.#configuration?.version ?? null,
      onConfiguration: (received) => this.#configure(received),
      onStatus: () => this.screen.showStatus(),
    });
    this.remarks = new RemarkDesk({
      store: attachments,
      recent: memory.recent,
      append,
      view: () => this.session.view(),
      sealingKey: () => this.#sync.sealingKey,
    });
    this.sticks = new StickDesk({ sticks: systemSticks, bundles: () => this.bundles, onChange: onStatus });
    this.screen = new ScreenDesk({
      journal,
      healer: new MirrorHealer({ ...options, journal, carried: memory.carried, owner: () => this.#sync.owner }),
      session: this.session,
      clock,
      pads: this.pads,
      remarks: this.remarks,
      sticks: this.sticks,
      staffId: () => this.#staffId,
      configuration: () => this.#configuration,
      status: () => this.status(),
      onPainted: options.onPainted ?? (() => {}),
      onWindowKey: options.onWindowKey ?? (() => {}),
      onMirror: ({ records, rebuilt: reason }) => {
        log.info({ records, reason }, 'mirror opened');
        if (reason !== 'no') void append([{ type: 'mirror-rebuilt', data: { records, reason } }]);
      },
    });
    this.#clockWatch = new ClockWatch(clock, append);
    this.#keeper = new JournalKeeper({ ...options, journal, memory, branches: this.#sync, onChange: onStatus });
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
    const locked = await (options.lockFolder ?? lockFolder)(folder);
    if (!locked.ok) return locked;
    const lock = locked.value;
    const memory = new HostMemory();
    const boot = options.random.uuid();
    const journalOptions = { ...options, folder: `${folder}/journal`, boot };
    const opened = await Journal.open(journalOptions, memory).catch((error: unknown) => error as Error);
    if (opened instanceof Error) {
      await lock.release();
      return err(diskFault(opened));
    }
    const configuration = await new ConfigurationStore(fs, folder).load();
    const host = new Host(options, { lock, memory, journal: opened, configuration, boot });
    let begun: Result<void> | null = null;
    try {
      begun = await host.#begin();
    } finally {
      // Nobody else could let go of the folder then.
      if (begun?.ok !== true) await host.stop();
    }
    return begun.ok ? ok(host) : begun;
  }

  status(): HostStatus {
    const { epoch, tip } = this.journal.current;
    return {
      device: this.#sync.device,
      pads: [...this.pads.reports],
      setUp: [
        ...(this.#options.setUpFaults ?? []),
        ...this.#sync.attachmentFaults,
        ...this.pads.faults,
        this.#queue?.fault ?? [],
        this.screen.mirrorFault ?? [],
      ].flat(),
      sync: this.#sync.status,
      stick: this.sticks.report,
      journal: { epoch, seq: tip.seq, fault: this.journal.fault ?? this.journal.care.damage },
    };
  }

  /** Makes this pad known to a server; why not, the status tells too. Errors: those of enrolling; JOURNAL_OF_OTHER_DEVICE. */
  async enroll(serverUrl: string, code: string): Promise<Result<void>> {
    const { fs, folder, http } = this.#options;
    const enrolled = await enroll(this.#identities, new JournalOwner(fs, folder), http, serverUrl, code)
      .then(async (answer) => (answer.ok ? await this.#sync.start(answer.value) : answer))
      .catch((error: unknown) => err(diskFault(error)));
    if (!enrolled.ok) this.#sync.noteNotEnrolled(enrolled.error);
    return enrolled;
  }

  /** Sending by stick. Errors: BUNDLE_KEY_MISSING while this pad is not enrolled, JOURNAL_OF_OTHER_DEVICE. */
  get bundles(): Result<BundleDesk> {
    const { bundles, refusal } = this.#sync;
    return bundles === null ? err(refusal ?? fault('BUNDLE_KEY_MISSING')) : ok(bundles);
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
    await this.#keeper.stop();
    await this.#queue?.stop();
    await this.pads.stop();
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
    const known = identity.value === null ? null : await atNewAddress(identity.value, this.#options, this.#identities);
    await this.#keeper.compare(known?.enrollment ?? null);
    const started = await this.journal.append([{ type: 'host-started', data: { software, platform, previousStop } }]);
    if (!started.ok) log.error(started.error, 'the journal refuses to write');
    if (armed !== null) await this.session.restore(armed);
    await this.pads.start();
    await this.#queue?.start();
    this.#clockWatch.start();
    this.#keeper.start();
    // Presses are taken whatever becomes of sending; the status tells.
    await this.#sync.start(known);
    return ok();
  }

  async #duty(
    draft: Parameters<HostMemory['duty']['note']>[0] & Parameters<Journal['append']>[0][number],
  ): Promise<Result<void>> {
    const written = await this.journal.append([draft]);
    if (!written.ok) return written;
    this.#memory.duty.note(draft);
    this.#sessionChanged();
    return ok();
  }

  get #staffId(): string | null {
    return this.#memory.duty.staffId(this.#configuration);
  }

  #sessionChanged(): void {
    this.pads.show();
    this.screen.showView();
  }

  async #configure(received: DeviceConfiguration): Promise<void> {
    await this.#configurations.save(received);
    this.#configuration = received;
    await this.session.configure(rulesOf(received));
    this.pads.show();
    this.screen.showConfiguration(received);
  }
}
