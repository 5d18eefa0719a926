import { err, fault, ok } from '@pingjia/shared';
import { createOutbox } from '../messages/outbox.ts';
import { createSentAgain } from '../messages/sent-again.ts';
import { shortText } from '../messages/short-text.ts';
import type { PadCommand } from '../pad-command.ts';
import type { CreatePadDriver, PadCapabilities, PadFamily } from '../pad-driver.ts';
import { createPressNames } from '../press-names.ts';
import { encodeQueueCommand, type QueueCommand } from './queue-command.ts';
import { decodeQueueReply, encodeAnswer } from './queue-reply.ts';

const capabilities: PadCapabilities = {
  leds: false,
  voice: false,
  screen: true,
  cardReader: false,
  // No command of it asks without doing.
  heartbeat: false,
  commands: new Set(['welcome', 'arm', 'pause', 'resume', 'staff', 'ticket', 'reset']),
  walkUp: false,
};

/** Driver of a device or service that takes the queue bridge's commands. Option `sno`: sent with each; else they are counted. */
export const createQueueBridgeDriver: CreatePadDriver = ({ options, place, clock, random, events, write }) => {
  const fixed = shortText(options['sno'], 64);
  if (fixed === undefined) return err(fault('PAD_ADDRESS_INVALID', 'sno'));
  const outbox = createOutbox(clock, write);
  const sentAgain = createSentAgain(clock);
  const nextName = createPressNames(random);
  let sent = 0;
  let arm = 0;

  return ok({
    unit: place,
    capabilities,
    receive(bytes) {
      const reply = decodeQueueReply(bytes);
      if (!reply.ok) return events.dropped(reply.error);
      if (reply.value.type === 'answer') {
        const kind = outbox.answered();
        return reply.value.obeyed ? events.acknowledged(kind ?? 'nothing') : events.dropped('refused');
      }
      const { key, details } = reply.value;
      const name = sentAgain.nameOf(bytes, arm, nextName);
      events.press(details.length === 0 ? { ...name, key } : { ...name, key, details });
    },
    probe: () => undefined,
    confirm: () => write(encodeAnswer(null)),
    command(command) {
      sent += 1;
      const message = queueCommandOf(command, fixed ?? String(sent));
      if (message === null) return;
      if (message.type === 'arm') arm += 1;
      outbox.send({ kind: message.type, bytes: encodeQueueCommand(message) });
    },
    dispose: () => outbox.stop(),
  });
};

export const queueBridge: PadFamily = {
  profile: 'queue-bridge',
  transports: ['udp'],
  createDriver: createQueueBridgeDriver,
  keyMap: null,
};

function queueCommandOf(command: PadCommand, sno: string): QueueCommand | null {
  switch (command.type) {
    case 'welcome':
    case 'reset':
      return { type: 'welcome', sno };
    case 'arm':
      return command.seconds > 0 ? { type: 'arm', sno, ticket: null, itemCode: null } : { type: 'welcome', sno };
    case 'pause':
    case 'resume':
      return { type: command.type, sno };
    case 'staff':
      return command.staff === null ? { type: 'signOut', sno } : { type: 'signIn', sno, staff: command.staff };
    case 'ticket':
      return { type: 'call', sno, ticket: { number: command.number, service: command.service || null } };
    default:
      return null;
  }
}
