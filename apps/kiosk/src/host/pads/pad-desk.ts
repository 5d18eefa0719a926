import {
  createPadSupervisor,
  gradeOfKey,
  type KeyMap,
  type PadPressed,
  type PadSupervisor,
  type Transport,
} from '@pingjia/device-drivers';
import type {
  Clock,
  HostStatus,
  PadAddress,
  PadFound,
  PadPress,
  RandomSource,
  RecordDraft,
  Result,
  SessionView,
} from '@pingjia/shared';
import type { SessionService } from '../session/session-service.ts';

export interface PadDeskOptions {
  readonly address: PadAddress | null;
  readonly openTransport: (address: PadAddress) => Result<Transport>;
  readonly keyMap: KeyMap;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly session: SessionService;
  readonly append: (drafts: readonly RecordDraft[]) => Promise<Result<unknown>>;
  readonly onStatus: () => void;
}

/** Brings pad and session together: keys become presses, what the session comes to is shown on the pad. */
export class PadDesk {
  readonly #options: PadDeskOptions;
  readonly #supervisor: PadSupervisor | null;
  #shown: SessionView['state'] = 'idle';
  #shownSession: string | null = null;

  constructor(options: PadDeskOptions) {
    this.#options = options;
    const { address, openTransport, clock, random } = options;
    this.#supervisor =
      address === null
        ? null
        : createPadSupervisor({
            address,
            openTransport,
            clock,
            random,
            listener: {
              found: (pad) => this.#found(pad),
              lost: (pad) => void options.append([{ type: 'pad-lost', data: pad }]),
              press: (press) => void this.#press(press),
              state: () => options.onStatus(),
            },
          });
  }

  get status(): HostStatus['pad'] {
    const nothing = { state: 'none', address: null, padId: null, fault: null, droppedFrames: 0 } as const;
    return this.#supervisor?.status() ?? nothing;
  }

  start(): void {
    this.#supervisor?.start();
  }

  async stop(): Promise<void> {
    await this.#supervisor?.stop();
  }

  /** Lets the pad show what the session has come to. */
  show(view: SessionView): void {
    const session = 'sessionId' in view ? view.sessionId : null;
    if (view.state === this.#shown && session === this.#shownSession) return;
    const wasArmed = this.#shown === 'armed';
    this.#shown = view.state;
    this.#shownSession = session;
    if (view.state === 'armed') this.#arm(view.left);
    else if (view.state === 'rated') this.#supervisor?.command({ type: 'thank' });
    else if (wasArmed) this.#supervisor?.command({ type: 'reset' });
  }

  #found(pad: PadFound): void {
    void this.#options.append([{ type: 'pad-found', data: pad }]);
    const view = this.#options.session.view();
    if (view.state === 'armed') this.#arm(view.left);
  }

  #arm(milliseconds: number): void {
    this.#supervisor?.command({ type: 'arm', seconds: Math.max(1, Math.ceil(milliseconds / 1_000)) });
    this.#supervisor?.command({ type: 'say', phrase: 'please-evaluate' });
  }

  async #press({ padId, boot, count, key }: PadPressed): Promise<void> {
    const { session, keyMap } = this.#options;
    const source: PadPress = { kind: 'pad', padId, boot, count, key };
    const grade = gradeOfKey(keyMap, key);
    const taken = grade === null ? await session.refuse(source, 'unmapped-key') : await session.press(source, grade);
    // Unconfirmed, the pad reports the press again: the journal may take it then.
    if (taken.ok) this.#supervisor?.confirm({ boot, count });
  }
}
