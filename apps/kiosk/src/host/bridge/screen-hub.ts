import {
  type BridgeMethod,
  type BridgeRequest,
  type BridgeResult,
  bridgeVersion,
  err,
  type Fault,
  fault,
  type HostMessage,
  maxBridgeMessageBytes,
  parseJson,
  type Result,
  screenMessageSchema,
} from '@pingjia/shared';
import { diskFault } from '../journal/disk-fault.ts';
import type { ScreenChannel } from './screen-channel.ts';

export type BridgeHandlers = {
  readonly [M in BridgeMethod]: (request: Extract<BridgeRequest, { method: M }>) => Promise<Result<BridgeResult<M>>>;
};

export interface ScreenHubOptions {
  readonly handlers: BridgeHandlers;
  /** What a screen must know to paint itself, sent after every welcome. */
  readonly initial: () => readonly HostMessage[];
}

/** Serves one screen at a time; a newer connection that the shell has let in takes the place of the older one. */
export class ScreenHub {
  readonly #options: ScreenHubOptions;
  #channel: ScreenChannel | null = null;
  #welcomed = false;

  constructor(options: ScreenHubOptions) {
    this.#options = options;
  }

  get connected(): boolean {
    return this.#channel !== null;
  }

  attach(channel: ScreenChannel): void {
    // The one before is a page that is being reloaded, or a second tab: that one must not come back and fight.
    if (this.#channel !== null) this.#part(this.#channel, fault('SCREEN_ALREADY_OPEN'));
    this.#channel = channel;
    this.#welcomed = false;
    channel.onMessage((text) => this.#receive(channel, text));
    channel.onClose(() => {
      if (this.#channel === channel) this.#channel = null;
    });
  }

  /** To the screen, if there is one that has been welcomed. */
  push(message: HostMessage): void {
    if (this.#welcomed && this.#channel !== null) send(this.#channel, message);
  }

  close(): void {
    this.#channel?.close();
    this.#channel = null;
  }

  #receive(channel: ScreenChannel, text: string): void {
    if (channel !== this.#channel) return;
    const message =
      text.length > maxBridgeMessageBytes ? undefined : screenMessageSchema.safeParse(parseJson(text)).data;
    if (message === undefined) return this.#part(channel, fault('BRIDGE_MESSAGE_INVALID'));
    if (message.type === 'request') {
      if (!this.#welcomed) return this.#part(channel, fault('BRIDGE_MESSAGE_INVALID', 'request before hello'));
      void this.#answer(channel, message.id, message.request);
      return;
    }
    if (message.version !== bridgeVersion) return this.#part(channel, fault('BRIDGE_VERSION_MISMATCH'));
    this.#welcomed = true;
    send(channel, { type: 'welcome', version: bridgeVersion });
    for (const initial of this.#options.initial()) send(channel, initial);
  }

  async #answer(channel: ScreenChannel, id: number, request: BridgeRequest): Promise<void> {
    const handler = this.#options.handlers[request.method] as (request: BridgeRequest) => Promise<Result<unknown>>;
    const result = await handler(request).catch((error: unknown) => err(diskFault(error)));
    if (result.ok) send(channel, { type: 'result', id, result: result.value ?? null });
    else send(channel, { type: 'fault', id, fault: result.error });
  }

  #part(channel: ScreenChannel, why: Fault): void {
    send(channel, { type: 'goodbye', fault: why });
    channel.close();
  }
}

function send(channel: ScreenChannel, message: HostMessage): void {
  channel.send(JSON.stringify(message));
}
