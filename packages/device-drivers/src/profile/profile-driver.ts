import { type Cancel, type Clock, err, fault, ok, type RandomSource, type Result } from '@pingjia/shared';
import type { PadCommand, PadCommandType } from '../pad-command.ts';
import type { CreatePadDriver, PadCapabilities } from '../pad-driver.ts';
import { isOnNetwork } from '../place.ts';
import { createArming } from './arming.ts';
import { type CommandCodec, createCommandCodec } from './command-codec.ts';
import { createCommandQueue } from './command-queue.ts';
import { createFramer } from './framer.ts';
import { createLayout } from './layout.ts';
import { createMessageReader, fieldsOf, type PadMessage } from './message.ts';
import { createPressReader, type PressReader } from './press-reader.ts';
import { type Profile, type ProfileCommand, profileCommands } from './profile-schema.ts';
import type { TemplateValues } from './template.ts';

/** What only a profile has a name for. */
const ownNames: ReadonlySet<string> = new Set(['probe', 'confirm', 'disarm', 'sign-out']);

/** A driver that does what a checked profile says. Option `addr`: decimal, where the profile has addresses. */
export function createProfileDriver(profile: Profile): CreatePadDriver {
  const layout = createLayout(profile.framing);
  const codec = createCommandCodec(profile, createLayout(profile.sending ?? profile.framing));
  const readMessage = createMessageReader(profile.messages, layout);
  const modulus = sequenceModulus(profile);
  const { answer, gap, between, repeat } = profile.timeouts;

  const readers = new WeakMap<Clock, Map<string, PressReader>>();

  /** A pad that numbers its presses repeats them after its cable was pulled and put back as well: its names outlive the port. */
  function pressesAt(line: string, clock: Clock, random: RandomSource): PressReader {
    const known = readers.get(clock) ?? new Map<string, PressReader>();
    const reader =
      (modulus === null ? undefined : known.get(line)) ??
      createPressReader({ random, window: answer, repeat, modulus });
    readers.set(clock, known.set(line, reader));
    return reader;
  }

  return ({ options, place, clock, random, events, write }) => {
    const chosen = readAddress(profile, options['addr']);
    if (!chosen.ok) return chosen;
    const address = chosen.value;
    const presses = pressesAt(`${place} ${address}`, clock, random);
    const queue = createCommandQueue(clock, between, write);
    const arming = createArming(clock, answer, () => send('arm', { seconds: Math.ceil(answer / 1_000) }));
    const framer = createFramer(layout, { frame: hear, dropped: (reason) => events.dropped(reason) });
    let silence: Cancel | undefined;

    function send(command: ProfileCommand, values: TemplateValues = {}): void {
      const frame = codec.encode(command, address === null ? values : { address, ...values });
      if (frame !== null) queue.send(frame);
    }

    function hear(frame: Uint8Array): void {
      const message = readMessage(frame);
      if (typeof message === 'string') return events.dropped(message);
      if (message.address !== undefined && address !== null && message.address !== address) return events.ignored();
      heard(message);
    }

    function heard(message: PadMessage): void {
      switch (message.means) {
        case 'press':
          return pressed(message);
        case 'power-on':
          presses.forget();
          arming.end();
          events.rebooted(message.boot ?? random.uuid().replaceAll('-', ''));
          return identified(message);
        case 'alive':
          return identified(message);
        case 'ack':
        case 'other':
          return events.acknowledged(message.of ?? message.means);
      }
    }

    function identified({ firmware, serial }: PadMessage): void {
      events.identified({ firmware: firmware ?? null, serialNumber: serial ?? null });
    }

    function pressed(message: PadMessage): void {
      const { key } = message;
      if (key === undefined) return;
      const name = presses.read({ ...message, key }, clock.monotonic());
      if (name === null) return events.acknowledged('repeat');
      arming.end();
      events.press({ ...name, key });
    }

    function arm(seconds: number): void {
      arming.end();
      if (seconds <= 0) return send(codec.has('disarm') ? 'disarm' : 'reset');
      send('arm', { seconds: Math.ceil(seconds) });
      if (!codec.uses('arm', 'seconds')) arming.keep(seconds);
    }

    return ok({
      unit: address === null ? place : String(address),
      capabilities: capabilitiesOf(profile, codec, place),
      receive(bytes) {
        silence?.();
        framer.push(bytes);
        if (gap > 0) silence = clock.after(gap, () => framer.flush());
      },
      probe: () => send('probe'),
      confirm(press) {
        const report = presses.reportOf(press);
        if (report === undefined) return;
        const { key = 0, sequence, boot } = report;
        send('confirm', {
          key,
          ...(sequence === undefined ? {} : { sequence }),
          ...(boot === undefined ? {} : { boot }),
        });
      },
      command(command) {
        if (command.type === 'arm') return arm(command.seconds);
        if (command.type === 'reset') arming.end();
        const values = valuesOf(profile, command);
        if (values !== null) send(nameOf(command), values);
      },
      dispose() {
        silence?.();
        arming.end();
        queue.dispose();
      },
    });
  };
}

function readAddress({ address }: Profile, option: string | undefined): Result<number | null> {
  if (address === undefined) return ok(null);
  const chosen = option === undefined ? address.default : /^\d{1,3}$/.test(option) ? Number(option) : Number.NaN;
  if (chosen >= address.least && chosen <= address.most) return ok(chosen);
  return err(fault('PAD_ADDRESS_INVALID', `addr=${option ?? chosen} is not from ${address.least} to ${address.most}`));
}

/** How many numbers the pad has for its presses; null where it does not number them. */
function sequenceModulus({ messages }: Profile): number | null {
  const press = messages.find((spec) => spec.means === 'press' && fieldsOf(spec).has('sequence'));
  if (press === undefined) return null;
  const { sequence } = press;
  if (sequence === undefined) return 65_536;
  if (sequence.as === 'decimal') return 10 ** sequence.size;
  if (sequence.as === 'hex') return 16 ** sequence.size;
  return sequence.mask === undefined ? 256 ** sequence.size : sequence.mask + 1;
}

function capabilitiesOf(profile: Profile, codec: CommandCodec, place: string): PadCapabilities {
  const commands = new Set(spelledAlike.filter((type) => codec.has(type)));
  return {
    leds: commands.has('led'),
    voice: commands.has('say') || commands.has('speak'),
    screen: commands.has('staff') || commands.has('ticket') || commands.has('notice'),
    cardReader: false,
    heartbeat: codec.has('probe'),
    commands,
    walkUp: profile.walkUp && !isOnNetwork(place),
  };
}

/** Commands of a host that a profile spells under the same name. */
const spelledAlike = profileCommands.filter((name): name is ProfileCommand & PadCommandType => !ownNames.has(name));

function nameOf(command: PadCommand): ProfileCommand {
  return command.type === 'staff' && command.staff === null ? 'sign-out' : command.type;
}

/** Null where the pad has no word for it. */
function valuesOf({ phrases, modes }: Profile, command: PadCommand): TemplateValues | null {
  switch (command.type) {
    case 'led': {
      const mode = modes[command.mode];
      return mode === undefined ? null : { key: command.key, mode };
    }
    case 'say': {
      const phrase = phrases[command.phrase];
      return phrase === undefined ? null : { phrase };
    }
    case 'staff':
      return command.staff ?? {};
    case 'ticket':
      return { number: command.number, service: command.service };
    case 'speak':
    case 'notice':
      return { text: command.text };
    case 'clock':
      return { ...command.at, yy: command.at.year % 100 };
    default:
      return {};
  }
}
