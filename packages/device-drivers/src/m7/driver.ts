import { err, fault, ok } from '@pingjia/shared';
import { createOutbox } from '../messages/outbox.ts';
import { createSentAgain } from '../messages/sent-again.ts';
import type { CreatePadDriver, PadCapabilities, PadFamily } from '../pad-driver.ts';
import { createPressNames } from '../press-names.ts';
import { encodeHostMessage } from './encode-host-message.ts';
import type { M7Form } from './form.ts';
import type { HostMessage } from './host-message.ts';
import { hostMessageOf, m7Commands } from './host-message-of.ts';
import { createIntroduction } from './introduction.ts';
import { decodePadMessage, type PadMessage } from './pad-message.ts';
import { createPolling } from './polling.ts';

const capabilities: PadCapabilities = {
  leds: false,
  voice: true,
  screen: true,
  cardReader: true,
  heartbeat: true,
  commands: m7Commands,
  walkUp: false,
};

/** Said once: said twice they would be heard twice, or come too late. */
const once: ReadonlySet<string> = new Set(['speak', 'ticket', 'heartbeat', 'info', 'poll']);

/**
 * USB: milliseconds that a reply is awaited. A call waits 3 s for its first byte by itself, and calls follow one another:
 * who gave up sooner would fill the line with questions that nobody has answered yet.
 */
const callPatience = 3_500;

const armIdOptions: ReadonlySet<string> = new Set(['on', 'off']);

/** Driver of the M7 family in one of its forms. Option `arm-id`: `on` names each arming with 32 random hexadecimal digits. */
export function createM7Driver(form: M7Form): CreatePadDriver {
  return ({ options, place, clock, random, events, write }) => {
    const armIds = options['arm-id'] ?? 'off';
    if (!armIdOptions.has(armIds)) return err(fault('PAD_ADDRESS_INVALID', `arm-id=${armIds}`));
    const outbox = createOutbox(clock, write);
    const sentAgain = createSentAgain(clock);
    const nextName = createPressNames(random);
    const introduction = createIntroduction(clock, (identity) => events.identified(identity));
    const polling = createPolling(clock, () => tell({ type: 'poll' }));
    let arm = 0;
    let drained = form === 'network';
    /** USB: what the call had asked that is being answered. */
    let answeredKind: string | undefined;

    function tell(message: HostMessage): void {
      const bytes = encodeHostMessage(form, message);
      const kind = new TextDecoder().decode(bytes.subarray(0, 3));
      const { type } = message;
      // Over the network replies are numbered, so that the question for life need not wait in line.
      if (form === 'network' && (type === 'heartbeat' || type === 'info')) return write(bytes);
      const patience = form === 'usb' ? { patience: callPatience } : {};
      outbox.send(once.has(type) ? { kind, bytes, tries: 1, ...patience } : { kind, bytes });
    }

    function hear(message: PadMessage, bytes: Uint8Array): void {
      switch (message.type) {
        case 'reply':
        case 'received':
          return acknowledge(message);
        case 'result': {
          polling.finish();
          const { key, details, dated } = message;
          const name = sentAgain.nameOf(bytes, dated ? null : arm, nextName);
          return events.press(details.length === 0 ? { ...name, key } : { ...name, key, details });
        }
        case 'info':
          return introduction.info({ firmware: message.firmware, serialNumber: message.serialNumber });
      }
    }

    function acknowledge(message: PadMessage & { readonly type: 'reply' | 'received' }): void {
      const kind = message.type === 'reply' ? `S${message.number}` : answeredKind;
      if (kind === 'S95') introduction.alive();
      if (form === 'network' && kind !== undefined && kind === outbox.awaiting) outbox.answered();
      events.acknowledged(kind ?? 'call');
    }

    return ok({
      unit: place,
      capabilities,
      receive(bytes) {
        // One call, one answer, whatever it says.
        if (form === 'usb') answeredKind = outbox.answered();
        if (bytes.length === 0) return;
        const read = decodePadMessage(bytes);
        if (!read.ok) return events.dropped(read.error);
        for (const message of read.value) hear(message, bytes);
      },
      probe() {
        tell({ type: 'heartbeat' });
        if (!introduction.known) tell({ type: 'info' });
        // A result of an earlier connection must not become the answer to this one's first question.
        if (!drained) tell({ type: 'poll' });
        drained = true;
      },
      confirm() {
        if (form === 'network') write(encodeHostMessage(form, { type: 'got' }));
      },
      command(command) {
        const message = hostMessageOf(command, () => (armIds === 'on' ? random.uuid().replaceAll('-', '') : null));
        if (message === null) return;
        const arming = message.type === 'arm' && command.type === 'arm';
        if (message.type === 'welcome' || message.type === 'pause') polling.giveUp();
        tell(message);
        if (!arming) return;
        arm += 1;
        if (form === 'usb') polling.start(command.seconds);
      },
      dispose() {
        outbox.stop();
        polling.stop();
        introduction.stop();
      },
    });
  };
}

/** Keys are learnt: `level = key + 1` is what one integration saw, not what every device does. */
export const m7Udp: PadFamily = {
  profile: 'm7-udp',
  transports: ['udp'],
  createDriver: createM7Driver('network'),
  keyMap: null,
};

export const m7Tcp: PadFamily = {
  profile: 'm7-tcp',
  transports: ['tcp-call'],
  createDriver: createM7Driver('usb'),
  keyMap: null,
};
