import {
  type BridgeRequest,
  type BridgeResult,
  bridgeVersion,
  type Cancel,
  type Clock,
  type ErrorCode,
  err,
  type Fault,
  fault,
  type HostMessage,
  type RandomSource,
  type Result,
  type ScreenMessage,
} from '@pingjia/shared';
import { backOff } from './back-off.ts';
import type { BridgeChannel, ChannelEvents, OpenChannel } from './bridge-channel.ts';
import { readHostMessage } from './host-message.ts';
import { OpenRequests, type RequestFailure } from './open-requests.ts';

/** How long the host may take to say welcome, or to answer, before the connection counts as dead; milliseconds. */
export const answerWithin = 10_000;
/** How long a page that the host does not understand waits before it loads itself anew; milliseconds. */
export const reloadAfter = 30_000;

/** Only a person lifts these: a page that came back by itself would fight the one that took its place. */
const final: ReadonlySet<ErrorCode> = new Set(['SCREEN_TOKEN_INVALID', 'SCREEN_ALREADY_OPEN']);

/** What the host says of its own accord. */
export type PushedMessage = Exclude<HostMessage, { type: 'welcome' | 'goodbye' | 'result' | 'fault' }>;

export interface BridgeListener {
  /** A conversation began: everything known before may be outdated. */
  welcomed(): void;
  pushed(message: PushedMessage): void;
  /** The conversation broke off; a new one is being tried. */
  lost(): void;
  /** The host will not talk to this screen. */
  refused(fault: Fault): void;
  /** A message that does not fit the contract came and was dropped. */
  misheard(fault: Fault): void;
}

export interface BridgeClientOptions {
  readonly open: OpenChannel;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly listener: BridgeListener;
  /** Loads the page anew: the only cure for a page that is older than its host. */
  readonly reload: () => void;
}

/** Keeps one conversation with the host alive: hello and welcome, back-off for ever, requests and their answers. */
export class BridgeClient {
  readonly #options: BridgeClientOptions;
  readonly #requests = new OpenRequests();
  #channel: BridgeChannel | null = null;
  #welcomed = false;
  #attempt = 0;
  #cancel: Cancel = () => {};
  #generation = 0;

  constructor(options: BridgeClientOptions) {
    this.#options = options;
  }

  /** Begins, or begins anew at once. */
  start(): void {
    this.stop();
    const generation = this.#generation;
    const ifCurrent =
      <A extends readonly unknown[]>(run: (...values: A) => void) =>
      (...values: A) => {
        if (generation === this.#generation) run(...values);
      };
    const events: ChannelEvents = {
      opened: ifCurrent(() => this.#send({ type: 'hello', version: bridgeVersion })),
      message: ifCurrent((text: string) => this.#receive(text)),
      closed: ifCurrent(() => this.#break()),
      refused: ifCurrent((told: Fault) => this.#refuse(told)),
    };
    this.#cancel = this.#options.clock.after(answerWithin, () => this.#break());
    this.#channel = this.#options.open(events);
  }

  /** Ends the conversation; open requests are lost. */
  stop(): void {
    this.#generation += 1;
    this.#cancel();
    this.#channel?.close();
    this.#channel = null;
    this.#welcomed = false;
    this.#requests.lose();
  }

  /** Asks the host. `lost` without a conversation, and for what was open when it broke off. */
  async request<R extends BridgeRequest>(request: R): Promise<Result<BridgeResult<R['method']>, RequestFailure>> {
    if (!this.#welcomed) return err({ kind: 'lost' });
    const { id, answer } = this.#requests.add(request, this.#options.clock.monotonic());
    this.#send({ type: 'request', id, request });
    this.#watch();
    return answer;
  }

  #send(message: ScreenMessage): void {
    this.#channel?.send(JSON.stringify(message));
  }

  #receive(text: string): void {
    const read = readHostMessage(text);
    if (!read.ok) return this.#options.listener.misheard(read.error);
    const message = read.value;
    if (message.type === 'goodbye') return this.#refuse(toFault(message.fault));
    if (message.type === 'welcome') return this.#welcome(message.version);
    if (!this.#welcomed)
      return this.#options.listener.misheard(fault('BRIDGE_MESSAGE_INVALID', `${message.type} before welcome`));
    if (message.type === 'result') this.#requests.result(message.id, message.result);
    else if (message.type === 'fault') this.#requests.fault(message.id, toFault(message.fault));
    else this.#options.listener.pushed(message);
    this.#watch();
  }

  #welcome(version: number): void {
    if (version !== bridgeVersion)
      return this.#refuse(fault('BRIDGE_VERSION_MISMATCH', `${version}, not ${bridgeVersion}`));
    this.#welcomed = true;
    this.#attempt = 0;
    this.#cancel();
    this.#options.listener.welcomed();
  }

  /** A host that leaves a request unanswered is as good as gone. */
  #watch(): void {
    const { clock } = this.#options;
    this.#cancel();
    const { oldest } = this.#requests;
    if (oldest === null) return;
    this.#cancel = clock.after(oldest + answerWithin - clock.monotonic(), () => this.#break());
  }

  #break(): void {
    this.stop();
    this.#cancel = this.#options.clock.after(backOff(this.#attempt, this.#options.random), () => this.start());
    this.#attempt += 1;
    this.#options.listener.lost();
  }

  #refuse(told: Fault): void {
    this.stop();
    const { clock, listener, reload } = this.#options;
    if (!final.has(told.code)) this.#cancel = clock.after(reloadAfter, reload);
    listener.refused(told);
  }
}

/** A fault as it came in JSON, without the `undefined` that zod's optional fields allow. */
function toFault({ code, detail }: { readonly code: ErrorCode; readonly detail?: string | undefined }): Fault {
  return fault(code, detail);
}
