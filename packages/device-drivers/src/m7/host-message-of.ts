import type { PadCommand, PadCommandType } from '../pad-command.ts';
import type { HostMessage } from './host-message.ts';
import { maxTextCharacters, outgoingText } from './outgoing-text.ts';

/** What a device can be told. It speaks its own phrases when greeting and when asking, so it is told none. */
export const m7Commands: ReadonlySet<PadCommandType> = new Set([
  'welcome',
  'arm',
  'pause',
  'resume',
  'staff',
  'speak',
  'notice',
  'ticket',
  'clock',
  'reset',
]);

const label = (text: string): string => outgoingText(text, maxTextCharacters.label);
const speech = (text: string): string => outgoingText(text, maxTextCharacters.speech);

/** A command in the words of the protocol; null for what it has no words for. `armId` names an arming if asked to. */
export function hostMessageOf(command: PadCommand, armId: () => string | null): HostMessage | null {
  switch (command.type) {
    case 'welcome':
    case 'reset':
      return { type: 'welcome' };
    case 'arm':
      return command.seconds > 0 ? { type: 'arm', id: armId() } : { type: 'welcome' };
    case 'pause':
    case 'resume':
      return { type: command.type };
    case 'staff': {
      const { staff } = command;
      return staff === null
        ? { type: 'logout' }
        : { type: 'login', card: label(staff.number), name: label(staff.name) };
    }
    case 'speak':
    case 'notice':
      return { type: command.type, text: speech(command.text) };
    case 'ticket':
      return { type: 'ticket', number: label(command.number), service: label(command.service) };
    case 'clock':
      return { type: 'clock', at: command.at };
    case 'thank':
    case 'led':
    case 'say':
      return null;
  }
}
