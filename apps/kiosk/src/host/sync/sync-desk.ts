import type {
  Clock,
  DeviceConfiguration,
  EnrollmentResponse,
  Fault,
  HostStatus,
  RandomSource,
  SealingKey,
  Sha256,
} from '@pingjia/shared';
import type { Logger } from 'pino';
import { AttachmentSender } from '../attachments/attachment-sender.ts';
import type { AttachmentStore } from '../attachments/attachment-store.ts';
import { BundleDesk } from '../bundle/bundle-desk.ts';
import { diskFault } from '../journal/disk-fault.ts';
import type { FileSystem } from '../journal/file-system.ts';
import type { Journal } from '../journal/journal.ts';
import { type Identity, IdentityStore } from '../provisioning/identity-store.ts';
import { SealingKeyStore } from '../provisioning/sealing-key-store.ts';
import { readServerUrl } from '../provisioning/server-url.ts';
import type { CarriedRecords } from './carried-records.ts';
import { Credentials } from './credentials.ts';
import type { HttpPort } from './http-port.ts';
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
  #device: string | null = null;
  #phase: string | null = null;
  readonly #sealing: SealingKeyStore;
  #credentials: Credentials | null = null;
  #bundles: BundleDesk | null = null;
  readonly #attachmentFaults = new Map<string, Fault>();

  constructor(options: SyncDeskOptions) {
    this.#options = options;
    this.#sealing = new SealingKeyStore(options.fs, options.folder);
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

  /** Why attachments stay here; the newest of each kind. */
  get attachmentFaults(): readonly Fault[] {
    return [...this.#attachmentFaults.values()];
  }

  get status(): HostStatus['sync'] {
    const { seq } = this.#options.journal.current.tip;
    return this.#loop?.status ?? { phase: 'not-enrolled', unsent: seq, fault: null, retryIn: null };
  }

  /** Starts sending for an enrolled identity; nothing happens for one that is not, or when it runs already. */
  async start(identity: Identity): Promise<void> {
    const { enrollment } = identity;
    if (enrollment === null || this.#loop !== null) return;
    const { fs, folder, http, compress } = this.#options;
    const server = readServerUrl(identity.serverUrl);
    const identities = new IdentityStore(fs, folder);
    const credentials = new Credentials({ ...identity, enrollment }, (changed) => identities.save(changed));
    const receipts = new ReceiptStore(fs, folder);
    await receipts.load();
    await this.#loadSealing(enrollment, credentials);
    this.#device = enrollment.device;
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
    const loop = new SyncLoop({
      ...this.#options,
      link,
      credentials,
      receipts,
      sealing: this.#sealing,
      attachments: new AttachmentSender({ store, link, journal, device, isSigned, onFault }),
      onStatus: () => this.#tell(),
    });
    this.#loop = loop;
    this.#bundles = new BundleDesk({
      ...this.#options,
      credentials,
      receipts,
      sealingKey: () => this.sealingKey,
      onReceipts: (carried) => loop.noteReceipts(carried),
    });
    loop.start();
  }

  async #loadSealing({ sealingKey }: EnrollmentResponse, credentials: Credentials): Promise<void> {
    const { attachments, log } = this.#options;
    try {
      await attachments.load();
      await this.#sealing.load();
      const isKept = this.#sealing.current(credentials.isSigned) !== null;
      if (!isKept && sealingKey !== undefined) await this.#sealing.note(sealingKey, credentials.isSigned);
    } catch (error) {
      // The next handshake brings the key again, and presses matter more.
      log.warn(diskFault(error), 'sealing waits for the server');
    }
    this.#credentials = credentials;
  }

  #tellAttachment(found: Fault): void {
    this.#attachmentFaults.set(found.code, found);
    this.#options.log.warn(found, 'an attachment stays here');
    this.#options.onStatus();
  }

  retryNow(): void {
    this.#loop?.retryNow();
  }

  async stop(): Promise<void> {
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
