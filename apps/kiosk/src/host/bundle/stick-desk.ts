import {
  type BundleScope,
  err,
  type ErrorCode,
  type Fault,
  fault,
  ok,
  type Result,
  type Stick,
  type StickReport,
} from '@pingjia/shared';
import type { BundleDesk, TakenReceipts } from './bundle-desk.ts';
import type { BundleTarget } from './bundle-target.ts';

/** The sticks of this machine; real ones are read from the system's mounts. */
export interface StickPort {
  list(): Promise<readonly Stick[]>;
  target(folder: string): BundleTarget;
  /** Texts of the receipts (.pjr) in a folder, one after the other; what is none is passed over. Throws the platform's error. */
  receipts(folder: string): AsyncIterable<string>;
}

export interface StickDeskOptions {
  readonly sticks: StickPort;
  readonly bundles: () => Result<BundleDesk>;
  readonly onChange: () => void;
}

/** What a stick may hold besides this pad's receipts. */
const passedOver: readonly ErrorCode[] = ['BUNDLE_RECEIPT_INVALID', 'BUNDLE_RECEIPT_FOREIGN'];

/** What a technician does with a stick at the screen: begins here, goes on by itself, and is told in the status. */
export class StickDesk {
  readonly #options: StickDeskOptions;
  #report: StickReport | null = null;
  #busy = false;

  constructor(options: StickDeskOptions) {
    this.#options = options;
  }

  /** What became of the last export or receipt; null since the start if there was none. */
  get report(): StickReport | null {
    return this.#report;
  }

  list(): Promise<readonly Stick[]> {
    return this.#options.sticks.list();
  }

  /** Begins an export to a stick that is plugged in. Errors: BUNDLE_KEY_MISSING, BUNDLE_TARGET_UNUSABLE. */
  async export(folder: string, scope: BundleScope): Promise<Result<void>> {
    const desk = await this.#ready(folder);
    if (!desk.ok) return desk;
    this.#show({ phase: 'exporting', folder, file: null, count: 0, fault: null });
    void this.#attend(folder, async () => {
      const done = await desk.value.export(this.#options.sticks.target(folder), scope, (count) => {
        this.#show({ phase: 'exporting', folder, file: null, count, fault: null });
      });
      if (!done.ok) return done;
      const { name, records } = done.value;
      return ok({ phase: 'exported', folder, file: name, count: records, fault: null });
    });
    return ok();
  }

  /** Takes this pad's receipts from a stick. Errors: BUNDLE_KEY_MISSING, BUNDLE_TARGET_UNUSABLE. */
  async takeReceipts(folder: string): Promise<Result<void>> {
    const desk = await this.#ready(folder);
    if (!desk.ok) return desk;
    await this.#attend(folder, async () => {
      const taken: TakenReceipts[] = [];
      let refusal = fault('BUNDLE_RECEIPT_MISSING');
      for await (const text of this.#options.sticks.receipts(folder)) {
        const done = await desk.value.takeReceipts(text);
        if (done.ok) taken.push(done.value);
        else refusal = done.error;
        // The journal's own fault is told: what a receipt asked for was not done.
        if (!done.ok && !passedOver.includes(refusal.code)) return done;
      }
      return taken.length === 0 ? err(refusal) : ok(reportOf(folder, taken));
    });
    return ok();
  }

  /** A folder the screen names must be a stick's: nothing else may be written from there. One thing at a time: ok takes the turn. */
  async #ready(folder: string): Promise<Result<BundleDesk>> {
    const sticks = await this.#options.sticks.list();
    if (this.#busy || !sticks.some((stick) => stick.folder === folder)) {
      return err(fault('BUNDLE_TARGET_UNUSABLE', this.#busy ? 'a stick is in use' : folder));
    }
    const desk = this.#options.bundles();
    this.#busy = desk.ok;
    return desk;
  }

  async #attend(folder: string, act: () => Promise<Result<StickReport>>): Promise<void> {
    const failed = (why: Fault): StickReport => ({ phase: 'failed', folder, file: null, count: 0, fault: why });
    const done = await act().catch((error: Error) => err(fault('BUNDLE_TARGET_UNUSABLE', error.message)));
    this.#busy = false;
    this.#show(done.ok ? done.value : failed(done.error));
  }

  #show(report: StickReport): void {
    this.#report = report;
    this.#options.onChange();
  }
}

function reportOf(folder: string, taken: readonly TakenReceipts[]): StickReport {
  const branches = taken.reduce((sum, one) => sum + one.branches, 0);
  const epochs = taken.reduce((sum, one) => sum + one.epochs, 0);
  const phase = branches > 0 ? 'written-anew' : 'receipts-taken';
  return { phase, folder, file: null, count: branches > 0 ? branches : epochs, fault: null };
}
