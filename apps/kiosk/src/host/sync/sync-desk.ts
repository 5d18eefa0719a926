import {
  type Clock,
  describeFault,
  type DeviceConfiguration,
  type EnrollmentResponse,
  type Fault,
  type HostStatus,
  ok,
  type RandomSource,
  type Result,
  type SealingKey,
  type Sha256,
} from '@pingjia/shared';
import type { Logger } from 'pino';
import { AttachmentSender } from '../attachments/attachment-sender.ts';
import type { AttachmentStore } from '../attachments/attachment-store.ts';
import type { RecordsOwner } from '../bridge/mirror-judge.ts';
import { BundleDesk } from '../bundle/bundle-desk.ts';
import { diskFault } from '../journal/disk-fault.ts';
import type { FileSystem } from '../journal/file-system.ts';
import type { Journal } from '../journal/journal.ts';
import { type Identity, IdentityStore } from '../provisioning/identity-store.ts';
import { JournalOwner } from '../provisioning/journal-owner.ts';
import { SealingKeyStore } from '../provisioning/sealing-key-store.ts';
import { readServerUrl } from '../provisioning/server-url.ts';
import type { CarriedRecords } from './carried-records.ts';
import { Credentials } from './credentials.ts';
import type { HttpPort } from './http-port.ts';
import { NetworkWatch } from './network-watch.ts';
import { ReceiptStore } from './receipts.ts';
import { type Compress, ServerLink } from './server-link.ts';
import { SignedClient } from './signed-client.ts';
import { SyncLoop } from './sync-loop.ts';

export interface SyncDeskOptions {
  readonly folder: string;
  readonly fs: FileSystem;
  readonly journal: Journal;
  readonly attachments: AttachmentStore;
  readonly carried: CarriedRecords;
  readonly http: HttpPort;
  readonly compress?: Compress | undefined;
  readonly addresses?: (() => readonly string[]) | undefined;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly sha256: Sha256;
  readonly boot: string;
  readonly software: string;
  readonly log: Logger;
  readonly configurationVersion: () => string | null;
  readonly onConfiguration: (configuration: DeviceConfiguration) => Promise<void>;
  readonly onStatus: () => void;
}

/** Runs the sync loop once this pad is enrolled; until then it only says that it is not. */
export class SyncDesk {
  readonly #options: SyncDeskOptions;
  #loop: SyncLoop | null = null;
  readonly #network: NetworkWatch;
  #device: string | null = null;
  #owner: RecordsOwner = { device: null, received: [] };
  #phase: string | null = null;
  #refusal: Fault | null = null;
  #notEnrolled: Fault | null = null;
  readonly #sealing: SealingKeyStore;
  #credentials: Credentials | null = null;
  #bundles: BundleDesk | null = null;
  #attachments: AttachmentSender | null = null;

  constructor(options: SyncDeskOptions) {
    this.#options = options;
    this.#sealing = new SealingKeyStore(options.fs, options.folder);
    this.#network = new NetworkWatch(options.clock, options.addresses ?? (() => []), () => this.retryNow());
  }

  get device(): string | null {
    return this.#device;
  }

  /** What this pad seals to now; null where it does not know. */
  get sealingKey(): SealingKey | null {
    return this.#credentials === null ? null : this.#sealing.current(this.#credentials.isSigned);
  }

  /** Sending by stick; null until this pad is enrolled. */
  get bundles(): BundleDesk | null {
    return this.#bundles;
  }

  /** Whose the journal's records are, as the last start found. */
  get owner(): RecordsOwner {
    return this.#owner;
  }

  /** Why nothing may be sent in this pad's name; null where it may, or where nobody is enrolled. */
  get refusal(): Fault | null {
    return this.#refusal;
  }

  /** As AttachmentSender.faults. */
  get attachmentFaults(): readonly Fault[] {
    return this.#attachments?.faults ?? [];
  }

  get status(): HostStatus['sync'] {
    const { seq } = this.#options.journal.current.tip;
    const phase = this.#refusal === null ? 'not-enrolled' : 'refused';
    return this.#loop?.status ?? { phase, unsent: seq, fault: this.#refusal ?? this.#notEnrolled, retryIn: null };
  }

  /**
   * Starts sending for an enrolled identity; for none, or one that is not, it only learns whose the records are. Nothing
   * happens when it runs already. Errors: JOURNAL_OF_OTHER_DEVICE: what the server has of that one would count again.
   */
  async start(identity: Identity | null): Promise<Result<void>> {
    if (this.#loop !== null) return ok();
    const { fs, folder, http, compress, log } = this.#options;
    const enrollment = identity?.enrollment ?? null;
    const owner = new JournalOwner(fs, folder);
    const taken = enrollment === null ? ok() : await owner.take(enrollment.device);
    this.#device = enrollment?.device ?? null;
    const { device: former, received } = await owner.records();
    this.#owner = { device: former ?? this.#device, received };
    if (identity === null || enrollment === null) return ok();
    this.#notEnrolled = null;
    this.#refusal = taken.ok ? null : taken.error;
    if (!taken.ok) {
      log.error(taken.error, describeFault(taken.error));
      return taken;
    }
    const server = readServerUrl(identity.serverUrl);
    const identities = new IdentityStore(fs, folder);
    const credentials = new Credentials({ ...identity, enrollment }, (changed) => identities.save(changed));
    const receipts = new ReceiptStore(fs, folder);
    await receipts.load();
    await this.#loadSealing(enrollment, credentials);
    // An address that is none is told again by every attempt.
    const nowhere = { base: 'http://invalid', pins: [] };
    const client = new SignedClient({
      http: server.ok ? http : async () => server,
      server: server.ok ? server.value : nowhere,
      keyId: enrollment.device,
      sign: credentials.sign,
    });
    const link = new ServerLink(client, enrollment.device, compress);
    const { journal, attachments: store } = this.#options;
    const { device, isSigned } = credentials;
    const onFault = (found: Fault) => this.#tellAttachment(found);
    const attachments = new AttachmentSender({ store, link, journal, device, isSigned, onFault });
    this.#attachments = attachments;
    const loop = new SyncLoop({
      ...this.#options,
      link,
      credentials,
      receipts,
      sealing: this.#sealing,
      attachments,
      onStatus: () => this.#tell(),
    });
    this.#loop = loop;
    this.#bundles = new BundleDesk({
      ...this.#options,
      credentials,
      receipts,
      sealingKey: () => this.sealingKey,
      branches: loop,
    });
    loop.start();
    this.#network.start();
    return ok();
  }

  async #loadSealing({ sealingKey }: EnrollmentResponse, credentials: Credentials): Promise<void> {
    const { attachments, log } = this.#options;
    await this.#sealing.load();
    const isKept = this.#sealing.current(credentials.isSigned) !== null;
    if (!isKept && sealingKey !== undefined) await this.#sealing.note(sealingKey, credentials.isSigned);
    this.#credentials = credentials;
    try {
      await attachments.load();
    } catch (error) {
      // What the server lacks of them it says; presses matter more.
      log.warn(diskFault(error), 'attachments of earlier runs were not looked at');
    }
  }

  #tellAttachment(found: Fault): void {
    this.#options.log.warn(found, 'an attachment stays here');
    this.#options.onStatus();
  }

  /** Tells in the status why this pad could not be enrolled, until it is. */
  noteNotEnrolled(why: Fault): void {
    this.#notEnrolled = why;
    this.#options.onStatus();
  }

  /** As Conversation.branchOf. */
  branchOf(epoch: string): number | null | undefined {
    return this.#loop?.branchOf(epoch);
  }

  retryNow(): void {
    this.#loop?.retryNow();
  }

  async stop(): Promise<void> {
    this.#network.stop();
    await this.#loop?.stop();
  }

  #tell(): void {
    const { phase, fault } = this.status;
    const now = `${phase} ${fault?.code ?? ''}`;
    if (now !== this.#phase && (phase === 'waiting' || phase === 'refused')) {
      this.#options.log.warn({ phase, ...fault }, 'sending waits');
    }
    this.#phase = now;
    this.#options.onStatus();
  }
}
