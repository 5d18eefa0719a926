import type { Cancel } from '@pingjia/shared';
import { createPadBody } from '../simulate/pad-body.ts';
import type { SimulatedFamily, SimulatedPad, SimulatedPadOptions } from '../simulate/simulated-pad.ts';
import { decodeTerminalRequest, encodeTerminalAnswer, type TerminalAnswer, type TerminalRequest } from './message.ts';

export interface CounterTerminalState extends ReturnType<SimulatedPad['state']> {
  /** Who is shown while an evaluation is awaited. */
  readonly teller: string | null;
  /** Messages it could not read: they are not answered. */
  readonly ignored: number;
}

export interface CounterTerminalSimulator extends SimulatedPad {
  /** The citizen chooses these details with the next press. */
  choose(codes: readonly string[]): void;
  /** The citizen leaves, or the terminal's own device fails. */
  giveUp(how: 'cancelled' | 'device-failed'): void;
  state(): CounterTerminalState;
}

/** A counter terminal. One request is open at a time: a newer one cancels it. It reports keys also while nobody asked. */
export function createCounterTerminalSimulator(options: SimulatedPadOptions): CounterTerminalSimulator {
  const { clock } = options;
  let open: { readonly request: TerminalRequest; readonly cancel: Cancel } | undefined;
  let details: readonly string[] = [];
  let ignored = 0;

  const body = createPadBody(options, () => ({
    powerOn: () => undefined,
    powerOff: close,
    hear,
    report({ key }) {
      answer({ type: 'rated', key, details });
      details = [];
      return 'sent';
    },
  }));

  function close(): void {
    open?.cancel();
    open = undefined;
  }

  function answer(what: TerminalAnswer): void {
    close();
    body.say(encodeTerminalAnswer(what));
  }

  function hear(bytes: Uint8Array): void {
    const request = decodeTerminalRequest(bytes);
    if (request === undefined) {
      ignored += 1;
      return;
    }
    if (open !== undefined) answer({ type: 'cancelled' });
    const cancel = clock.after(request.timeoutSeconds * 1_000, () => answer({ type: 'timed-out' }));
    open = { request, cancel };
  }

  return {
    ...body.verbs,
    choose(codes) {
      details = codes;
    },
    giveUp(how) {
      if (open !== undefined) answer({ type: how });
    },
    state: () => ({
      ...body.tally,
      armed: open !== undefined,
      teller: open?.request.tellerNumber ?? null,
      ignored,
    }),
  };
}

export const counterTerminalSimulator: SimulatedFamily = {
  name: 'counter-terminal',
  line: 'websocket',
  create: createCounterTerminalSimulator,
};
