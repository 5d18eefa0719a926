import {
  type Cancel,
  type Clock,
  type DeviceConfiguration,
  type Fault,
  type HostMessage,
  type HostStatus,
  type MirrorFinding,
  ok,
  type Result,
  type SessionView,
} from '@pingjia/shared';
import type { RemarkDesk } from './attachments/remark-desk.ts';
import { readMirrorPage } from './bridge/mirror-feed.ts';
import type { MirrorHealer } from './bridge/mirror-healer.ts';
import type { StickDesk } from './bundle/stick-desk.ts';
import { type BridgeHandlers, ScreenHub } from './bridge/screen-hub.ts';
import type { Journal } from './journal/journal.ts';
import type { PadDesk } from './pads/pad-desk.ts';
import type { SessionService } from './session/session-service.ts';

/** Status reaches the screen at most this often, milliseconds. */
const statusInterval = 250;

export interface ScreenDeskOptions {
  readonly journal: Journal;
  readonly healer: MirrorHealer;
  readonly session: SessionService;
  readonly pads: Pick<PadDesk, 'learn' | 'school'>;
  readonly remarks: RemarkDesk;
  readonly sticks: StickDesk;
  /** A key of any keyboard, for pads that are read from the focused window. */
  readonly onWindowKey: (code: string, down: boolean) => void;
  readonly clock: Clock;
  readonly staffId: () => string | null;
  readonly configuration: () => DeviceConfiguration | null;
  readonly status: () => HostStatus;
  /** The view of a revision is on the glass, `after` milliseconds after it was sent. */
  readonly onPainted: (view: SessionView, after: number) => void;
  readonly onMirror: (report: { records: number; rebuilt: MirrorFinding }) => void;
}

interface SentView {
  readonly revision: number;
  readonly view: SessionView;
  readonly at: number;
}

/** Keeps the screen current and takes what is touched on it. */
export class ScreenDesk {
  readonly hub: ScreenHub;
  readonly #options: ScreenDeskOptions;
  #sent: SentView;
  #cancelStatus: Cancel | null = null;

  constructor(options: ScreenDeskOptions) {
    this.#options = options;
    this.#sent = { revision: 0, view: options.session.view(), at: options.clock.monotonic() };
    const initial = () => {
      options.healer.meet();
      return this.#initial();
    };
    this.hub = new ScreenHub({ handlers: this.#handlers(), initial });
    options.journal.onAppend(() => this.hub.push({ type: 'appended' }));
  }

  /** As MirrorHealer.fault. */
  get mirrorFault(): Fault | null {
    return this.#options.healer.fault;
  }

  /** The session, the staff on duty or the fault changed. */
  showView(): void {
    this.hub.push(this.#nextView());
  }

  showConfiguration(configuration: DeviceConfiguration): void {
    this.hub.push({ type: 'configuration', configuration });
    this.showView();
  }

  /** A pad's keys are being learnt, or no longer. */
  showLearning(): void {
    this.hub.push({ type: 'learning', learning: this.#options.pads.school.view() });
  }

  /** Soon, with whatever else changes until then. */
  showStatus(): void {
    this.#cancelStatus ??= this.#options.clock.after(statusInterval, () => {
      this.#cancelStatus = null;
      this.hub.push({ type: 'status', status: this.#options.status() });
    });
  }

  stop(): void {
    this.#cancelStatus?.();
    this.hub.close();
  }

  #initial(): readonly HostMessage[] {
    const { configuration, status } = this.#options;
    const configured = configuration();
    return [
      ...(configured === null ? [] : [{ type: 'configuration' as const, configuration: configured }]),
      { type: 'status', status: status() },
      { type: 'learning', learning: this.#options.pads.school.view() },
      this.#nextView(),
    ];
  }

  #nextView(): HostMessage {
    const { session, clock, staffId } = this.#options;
    this.#sent = { revision: this.#sent.revision + 1, view: session.view(), at: clock.monotonic() };
    return { type: 'view', revision: this.#sent.revision, view: this.#sent.view, staffId: staffId() };
  }

  #handlers(): BridgeHandlers {
    const { session, journal, healer, clock, pads, remarks, sticks, onPainted, onMirror, onWindowKey } = this.#options;
    const nothing = async (done: Result<void> | Promise<Result<void>>) => {
      const result = await done;
      return result.ok ? ok(null) : result;
    };
    return {
      wake: () => nothing(session.wake()),
      rate: ({ pressId, grade }) => nothing(session.press({ kind: 'touch', pressId }, grade)),
      change: ({ pressId, grade }) => nothing(session.change({ kind: 'touch', pressId }, grade)),
      tick: ({ code, ticked }) => nothing(session.tick(code, ticked)),
      stay: () => nothing(session.stay()),
      remark: async ({ evaluationId, phone }) => {
        const left = await remarks.leave({ evaluationId, phone });
        return left.ok ? ok(null) : left;
      },
      finish: ({ how }) => nothing(session.finish(how)),
      painted: async ({ revision }) => {
        const { revision: newest, view, at } = this.#sent;
        if (revision === newest) onPainted(view, clock.monotonic() - at);
        return ok(null);
      },
      'mirror.pull': async ({ after, limit, device, dropping }) => {
        const before = healer.fault;
        const lost = await healer.next(after, device, dropping).finally(() => {
          if (healer.fault?.code !== before?.code) this.showStatus();
        });
        return lost === null ? readMirrorPage(journal, after, limit, healer.owner) : ok(lost);
      },
      'mirror.heal': async ({ epoch, to, texts }) => {
        const taken = await healer.take(epoch, to, texts);
        this.showStatus();
        return taken;
      },
      'mirror.report': async ({ records, rebuilt }) => {
        onMirror({ records, rebuilt });
        return ok(null);
      },
      'learn.begin': ({ padId }) => nothing(pads.learn(padId, 'screen')),
      'learn.step': ({ step }) => nothing(pads.school.step(step)),
      'stick.list': async () => ok([...(await sticks.list())]),
      'stick.export': ({ folder, scope }) => nothing(sticks.export(folder, scope)),
      'stick.receipts': ({ folder }) => nothing(sticks.takeReceipts(folder)),
      'window-key': async ({ code, down }) => {
        onWindowKey(code, down);
        return ok(null);
      },
    };
  }
}
