import { createQueueBridge, type DatagramPort, type QueueBridge, type QueueCalls } from '@pingjia/device-drivers';
import {
  type Cancel,
  type Clock,
  type DeviceConfiguration,
  err,
  type Fault,
  fault,
  grades,
  ok,
  pickText,
  type RandomSource,
  type RecordData,
  type RecordDraft,
  type Result,
} from '@pingjia/shared';
import type { PadDesk } from '../pads/pad-desk.ts';
import type { SessionService } from '../session/session-service.ts';
import type { QueueAddress } from './queue-address.ts';

/** A port that failed is opened again after so many milliseconds. */
export const queueRetryInterval = 5_000;

/** Where a queue system may ask, and how it reads its results. */
export interface QueuePort extends Pick<QueueAddress, 'allow' | 'best' | 'memberNames'> {
  readonly port: DatagramPort;
}

export interface QueueDeskOptions {
  readonly queue: QueuePort;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly session: Pick<SessionService, 'arm' | 'cancel' | 'pause' | 'resume'>;
  readonly pads: Pick<PadDesk, 'call' | 'greet'>;
  readonly duty: {
    signIn(staffId: string, by: 'queue'): Promise<Result<void>>;
    signOut(): Promise<Result<void>>;
  };
  readonly configuration: () => DeviceConfiguration | null;
  readonly onStatus: () => void;
}

/** Lets an existing queue system call this window, and tells it what came of each call once that is on disk. */
export class QueueDesk {
  readonly #options: QueueDeskOptions;
  readonly #bridge: QueueBridge;
  #fault: Fault | null = null;
  #running = false;
  #cancelRetry: Cancel = () => {};

  constructor(options: QueueDeskOptions) {
    this.#options = options;
    const { queue, clock, random } = options;
    const calls = this.#calls();
    this.#bridge = createQueueBridge({ ...queue, calls, clock, random, failed: (why) => this.#failed(why) });
  }

  /** Why nobody can ask at the moment. */
  get fault(): Fault | null {
    return this.#fault;
  }

  async start(): Promise<void> {
    this.#running = true;
    const started = await this.#bridge.start();
    if (!started.ok) return this.#failed(started.error);
    this.#fault = null;
    this.#options.onStatus();
  }

  async stop(): Promise<void> {
    this.#running = false;
    this.#cancelRetry();
    await this.#bridge.stop();
  }

  /** Records that are durable: an evaluation that was asked for goes to its asker. */
  recorded(records: readonly RecordDraft[]): void {
    const details = records.flatMap((record) => (record.type === 'follow-up-closed' ? record.data.details : []));
    for (const record of records) if (record.type === 'evaluation') this.#tell(record.data, details);
  }

  #tell({ sessionId, grade, armedBy }: RecordData['evaluation'], codes: readonly string[]): void {
    if (armedBy !== 'queue') return;
    const { queue, configuration } = this.#options;
    const place = grades.indexOf(grade);
    const options = configuration()?.followUpOptions ?? [];
    const [language = 'zh-CN'] = configuration()?.languages ?? [];
    const details = options
      .filter(({ code }) => codes.includes(code))
      .map(({ code, text }) => ({ code, name: pickText(text, language) }));
    this.#bridge.result({ armId: sessionId, key: queue.best === 1 ? place + 1 : 5 - place, details });
  }

  #failed(why: Fault): void {
    this.#fault = why;
    this.#options.onStatus();
    if (this.#running) this.#cancelRetry = this.#options.clock.after(queueRetryInterval, () => void this.start());
  }

  #calls(): QueueCalls {
    const { session, pads, duty, configuration } = this.#options;
    return {
      signIn: async ({ number }) => {
        const member = configuration()?.staff.find((one) => one.number === number);
        return member === undefined
          ? err(fault('NOT_FOUND', 'no staff of that number'))
          : duty.signIn(member.staffId, 'queue');
      },
      signOut: () => duty.signOut(),
      welcome: async () => {
        const cancelled = await session.cancel();
        if (cancelled.ok) pads.greet();
        return cancelled;
      },
      // The asking is the session: its evaluation names it, also after the ones in between.
      arm: ({ armId, ticket, itemCode }) => session.arm('queue', { ticket, itemCode }, armId),
      pause: () => session.pause(),
      resume: () => session.resume(),
      call: async ({ number, service }) => {
        pads.call(number, service ?? '');
        return ok();
      },
    };
  }
}
