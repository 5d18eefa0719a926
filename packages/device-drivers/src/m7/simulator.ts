import type { Cancel } from '@pingjia/shared';
import { createPadBody } from '../simulate/pad-body.ts';
import type {
  PressOutcome,
  SimulatedFamily,
  SimulatedPad,
  SimulatedPadOptions,
  SimulatedPress,
} from '../simulate/simulated-pad.ts';
import { decodeHostMessage } from './decode-host-message.ts';
import { encodeInfo, encodeReceived, encodeReply, encodeResult } from './encode-pad-message.ts';
import type { M7Form } from './form.ts';
import type { HostMessage } from './host-message.ts';
import { after, dark, type SimulatedScreen } from './simulated-screen.ts';

/** A result on the network is sent again after so many milliseconds, until it is answered or was sent so often. */
export const resultRepetition = { interval: 3_000, times: 3 } as const;

/** Results that a device on USB keeps until it is asked; the oldest gives way. */
const maxKept = 16;

export interface M7SimulatorState extends ReturnType<SimulatedPad['state']>, SimulatedScreen {
  /** Messages it could not read. */
  readonly ignored: number;
}

export interface M7Simulator extends SimulatedPad {
  /** The citizen ticks these options with the next press. */
  choose(codes: readonly string[]): void;
  state(): M7SimulatorState;
}

interface Result {
  readonly press: SimulatedPress;
  readonly frame: Uint8Array;
}

/**
 * A device of the M7 family. Not known of real ones, and so made the harder way: it reports keys also while nobody asked,
 * it repeats results on the network, and it keeps them on USB until it is asked. Option `serial`.
 */
export function createM7Simulator(form: M7Form, options: SimulatedPadOptions): M7Simulator {
  const { clock } = options;
  const serialNumber = options.options?.['serial'] ?? 'M7-SIM-0001';
  let shown = dark;
  let ignored = 0;
  let tags = '';
  let kept: readonly Uint8Array[] = [];
  let repeating: { readonly result: Result; readonly cancel: Cancel } | undefined;

  const body = createPadBody(options, () => ({
    powerOn() {
      shown = dark;
    },
    powerOff() {
      endRepeating();
      kept = [];
    },
    hear(bytes) {
      const message = decodeHostMessage(form, bytes);
      if (message.ok) return obey(message.value, bytes);
      ignored += 1;
      if (form === 'usb') body.say(encodeReceived());
    },
    report(press) {
      const frame = frameOf(press);
      tags = '';
      shown = { ...shown, screen: 'welcome' };
      if (form === 'usb') {
        kept = [...kept, frame].slice(-maxKept);
        return 'sent';
      }
      // The newest result takes the place of one that is still being repeated.
      endRepeating('gave-up');
      repeat({ press, frame }, 1);
      return 'outstanding';
    },
  }));

  function frameOf({ boot, count, key }: SimulatedPress): Uint8Array {
    const time = new Date(clock.wall()).toISOString().slice(0, 19).replace('T', ' ');
    const image = `${boot}-${count}.jpg`;
    return encodeResult({ card: shown.staff ?? '', key, seconds: 3, time, image, video: '', business: '', tags });
  }

  function repeat(result: Result, sent: number): void {
    const cancel = clock.after(resultRepetition.interval, () => {
      if (sent < resultRepetition.times) repeat(result, sent + 1);
      else endRepeating('gave-up');
    });
    repeating = { result, cancel };
    body.say(result.frame);
  }

  function endRepeating(outcome?: PressOutcome): void {
    const ended = repeating;
    repeating = undefined;
    ended?.cancel();
    if (ended !== undefined && outcome !== undefined) body.settle(ended.result.press, outcome);
  }

  function obey(message: HostMessage, bytes: Uint8Array): void {
    if (message.type === 'got') return endRepeating('acknowledged');
    if (message.type === 'poll') return answerPoll();
    if (message.type === 'info') return body.say(encodeInfo(serialNumber, '1.0'));
    shown = after(shown, message);
    body.say(form === 'usb' ? encodeReceived() : encodeReply(new TextDecoder().decode(bytes.subarray(1, 3))));
  }

  function answerPoll(): void {
    const [frame, ...later] = kept;
    kept = later;
    body.say(frame ?? encodeReceived());
  }

  return {
    ...body.verbs,
    choose(chosen) {
      tags = JSON.stringify(chosen.map((tagId) => ({ tagId, tagName: `标签${tagId}` })));
    },
    state: () => ({ ...body.tally, armed: shown.screen === 'evaluate', ...shown, ignored }),
  };
}

export const m7UdpSimulator: SimulatedFamily = {
  name: 'm7-udp',
  line: 'udp',
  create: (options) => createM7Simulator('network', options),
};

export const m7TcpSimulator: SimulatedFamily = {
  name: 'm7-tcp',
  line: 'tcp-call',
  create: (options) => createM7Simulator('usb', options),
};
