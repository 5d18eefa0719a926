import type { Clock, DeviceConfiguration, HostStatus, RandomSource } from '@pingjia/shared';
import type { Logger } from 'pino';
import type { FileSystem } from '../journal/file-system.ts';
import type { Journal } from '../journal/journal.ts';
import type { Identity } from '../provisioning/identity-store.ts';
import type { CarriedRecords } from './carried-records.ts';
import type { HttpPort } from './http-port.ts';
import { ReceiptStore } from './receipts.ts';
import { ServerLink } from './server-link.ts';
import { SignedClient } from './signed-client.ts';
import { SyncLoop } from './sync-loop.ts';

export interface SyncDeskOptions {
  readonly folder: string;
  readonly fs: FileSystem;
  readonly journal: Journal;
  readonly carried: CarriedRecords;
  readonly http: HttpPort;
  readonly clock: Clock;
  readonly random: RandomSource;
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

  constructor(options: SyncDeskOptions) {
    this.#options = options;
  }

  get device(): string | null {
    return this.#device;
  }

  get status(): HostStatus['sync'] {
    const { seq } = this.#options.journal.current.tip;
    return this.#loop?.status ?? { phase: 'not-enrolled', unsent: seq, fault: null, retryIn: null };
  }

  /** Starts sending for an enrolled identity; nothing happens for one that is not, or when it runs already. */
  async start({ serverUrl, key, enrollment }: Identity): Promise<void> {
    if (enrollment === null || this.#loop !== null) return;
    const { fs, folder, http } = this.#options;
    const receipts = new ReceiptStore(fs, folder);
    await receipts.load();
    this.#device = enrollment.device;
    const client = new SignedClient({ http, serverUrl, keyId: enrollment.device, sign: key.sign });
    this.#loop = new SyncLoop({
      ...this.#options,
      link: new ServerLink(client, enrollment.device),
      enrollment,
      receipts,
      onStatus: () => this.#tell(),
    });
    this.#loop.start();
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
