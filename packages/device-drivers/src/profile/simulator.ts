import { type Cancel, err, ok, type Result } from '@pingjia/shared';
import { ArmedWindow } from '../simulate/armed-window.ts';
import { drawBootNumber } from '../simulate/boot-number.ts';
import { createPadBody, type PadFirmware } from '../simulate/pad-body.ts';
import type { SimulatedFamily, SimulatedPad, SimulatedPadOptions, SimulatedPress } from '../simulate/simulated-pad.ts';
import { placeOf } from './checksum.ts';
import { createCommandCodec, type SpokenCommand } from './command-codec.ts';
import { createFramer } from './framer.ts';
import { createLayout } from './layout.ts';
import { fieldsOf, type PadMessage } from './message.ts';
import { fitLabels } from './fit-label.ts';
import { createMessageEncoder } from './message-encoder.ts';
import type { MessageSpec, Profile, ProfileCommand } from './profile-schema.ts';

/** How often a simulated pad with numbered presses reports one again that nobody has confirmed, milliseconds. */
export const reportInterval = 500;

type Means = MessageSpec['means'];

/** A pad made from its profile. The error is a sentence: what the profile lacks. Options `addr`, `serial`, `firmware`. */
export function createProfileSimulation(profile: Profile): Result<SimulatedFamily, string> {
  const encode = createMessageEncoder(profile.messages, createLayout(profile.framing));
  const press = messageThat(profile, 'press');
  if (press === undefined) return err('the profile has no message that means press');
  for (const means of ['press', 'alive', 'power-on'] as const) {
    const spec = messageThat(profile, means);
    if (spec !== undefined && encode(spec, { ...sample, ...fitLabels(spec, sample) }) === null) {
      return err(`no frame can be made that means ${means}; give it a size, or fields that lie within its frame`);
    }
  }
  const { name, transports } = profile;
  return ok({ name, transports, line: 'stream', create: (options) => createProfilePad(profile, options) });
}

const sample = { key: 1, address: 1, sequence: 0, boot: '0000', serial: 'SIM-0001', firmware: '1.0' };

function messageThat({ messages }: Profile, means: Means): MessageSpec | undefined {
  return messages.find((spec) => spec.means === means);
}

function createProfilePad(profile: Profile, options: SimulatedPadOptions): SimulatedPad {
  const { clock, random } = options;
  const chosen = options.options ?? {};
  const address = Number(chosen.addr ?? profile.address?.default ?? 1);
  const layout = createLayout(profile.framing);
  const sending = createLayout(profile.sending ?? profile.framing);
  const encode = createMessageEncoder(profile.messages, layout);
  const codec = createCommandCodec(profile, sending);
  const confirmed = codec.has('confirm');
  const waiting = new Map<SimulatedPress, { readonly sequence: number; readonly cancel: Cancel }>();
  const fields = {
    address,
    serial: chosen.serial ?? sample.serial,
    firmware: chosen.firmware ?? sample.firmware,
    boot: sample.boot,
  };
  let sequence = 0;
  const armed = new ArmedWindow(clock);
  let ignored = 0;
  let shown: ProfileCommand | null = null;

  const framer = createFramer(sending, {
    frame(frame) {
      const spoken = codec.decode(frame);
      if (spoken === null || !isMine(spoken)) ignored += 1;
      else obey(spoken);
    },
    dropped: () => void (ignored += 1),
  });
  const body = createPadBody(options, (): PadFirmware => ({ powerOn, powerOff, hear: framer.push, report }), spoil);

  function spoil(frame: Uint8Array): Uint8Array {
    const { checksum, end, tail } = layout;
    if (checksum === null) return frame.slice(0, -Math.max(1, end.length + tail));
    const wrong = frame.slice();
    const at = placeOf(checksum, frame.length);
    wrong[at] = (wrong[at] ?? 0) ^ 1;
    return wrong;
  }

  function say(means: Means, more: Omit<PadMessage, 'means'> = {}): void {
    const spec = messageThat(profile, means);
    const frame = spec === undefined ? null : frameOf(spec, more);
    if (frame !== null) body.say(frame);
  }

  function frameOf(spec: MessageSpec, more: Omit<PadMessage, 'means'> = {}): Uint8Array | null {
    return encode(spec, { ...sample, ...fields, ...fitLabels(spec, fields), ...more });
  }

  function powerOn(): void {
    fields.boot = drawBootNumber(random);
    say('power-on');
  }

  function powerOff(): void {
    for (const { cancel } of waiting.values()) cancel();
    waiting.clear();
    framer.flush();
    armed.close();
    shown = null;
    sequence = 0;
  }

  function report(press: SimulatedPress): 'sent' | 'outstanding' | 'dropped' {
    const { key } = press;
    const numbered = { key, sequence };
    const spec = messageThat(profile, 'press');
    const wraps = spec !== undefined && frameOf(spec, numbered) === null;
    if (wraps) numbered.sequence = 0;
    sequence = numbered.sequence + 1;
    const frame = spec === undefined ? null : frameOf(spec, numbered);
    if (spec === undefined || frame === null) return 'dropped';
    armed.close();
    // The answer may come while the frame is still leaving.
    if (confirmed) {
      const repeats = fieldsOf(spec).has('sequence');
      repeatLater(press, numbered, repeats, clock.monotonic() + profile.timeouts.answer);
    }
    body.say(frame);
    return confirmed ? 'outstanding' : 'sent';
  }

  function repeatLater(
    press: SimulatedPress,
    numbered: { key: number; sequence: number },
    repeats: boolean,
    until: number,
  ): void {
    const cancel = clock.after(repeats ? reportInterval : profile.timeouts.answer, () => {
      waiting.delete(press);
      if (clock.monotonic() >= until) return body.settle(press, 'gave-up');
      say('press', numbered);
      repeatLater(press, numbered, repeats, until);
    });
    waiting.set(press, { sequence: numbered.sequence, cancel });
  }

  function isMine({ values }: SpokenCommand): boolean {
    return profile.address === undefined || !values.has('address') || values.get('address') === address;
  }

  function obey({ command, values }: SpokenCommand): void {
    if (command === 'probe') return say('alive');
    if (command === 'confirm') return confirm(values.get('sequence'));
    shown = command;
    if (command === 'arm') arm(values.get('seconds'));
    if (command === 'disarm' || command === 'reset') armed.close();
    const ack = profile.messages.find((spec) => spec.means === 'ack' && (spec.of ?? command) === command);
    const frame = ack === undefined ? null : frameOf(ack);
    if (frame !== null) body.say(frame);
  }

  function confirm(numbered: number | string | undefined): void {
    for (const [press, { sequence, cancel }] of waiting) {
      if (numbered !== undefined && numbered !== sequence) continue;
      cancel();
      waiting.delete(press);
      return body.settle(press, 'acknowledged');
    }
  }

  function arm(seconds: number | string | undefined): void {
    armed.open(typeof seconds === 'number' ? seconds * 1_000 : profile.timeouts.answer);
  }

  return { ...body.verbs, state: () => ({ ...body.tally, armed: armed.isOpen, shown, ignored }) };
}
