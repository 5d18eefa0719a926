import { err, fault, ok, type Result } from '@pingjia/shared';
import { type JsonMembers, writeMembers } from '../messages/json-members.ts';
import { shortText } from '../messages/short-text.ts';
import type { QueueStaff, QueueTicket } from './queue-calls.ts';

/** What one end asks of the other. `sno` is the asker's own number, echoed with the result and otherwise left alone. */
export type QueueCommand = { readonly sno: string | null } & (
  | { readonly type: 'welcome' | 'signOut' | 'pause' | 'resume' }
  | { readonly type: 'signIn'; readonly staff: QueueStaff }
  | { readonly type: 'arm'; readonly ticket: string | null; readonly itemCode: string | null }
  | { readonly type: 'call'; readonly ticket: QueueTicket }
);

export const queueWords = {
  login: 'signIn',
  unlogin: 'signOut',
  welcome: 'welcome',
  apprise: 'arm',
  pause: 'pause',
  reset: 'resume',
  call: 'call',
} as const;

const types = new Map<string, QueueCommand['type']>(Object.entries(queueWords));
const words = new Map(Array.from(types, ([word, type]) => [type, word]));

/** How an installation calls the members beside `command` and `sno`, which alone are the same everywhere. */
export interface QueueMemberNames {
  readonly staffNumber: string;
  readonly staffName: string;
  readonly ticket: string;
  readonly service: string;
  readonly itemCode: string;
}

export const defaultMemberNames: QueueMemberNames = {
  staffNumber: 'staffNumber',
  staffName: 'staffName',
  ticket: 'ticket',
  service: 'service',
  itemCode: 'itemCode',
};

/** Characters of each member at most. */
const limits = { sno: 64, staffNumber: 40, staffName: 60, ticket: 20, service: 60, itemCode: 64 } as const;

export function encodeQueueCommand(command: QueueCommand, names = defaultMemberNames): Uint8Array {
  const given: [name: string, value: string | null][] = [
    ['command', words.get(command.type) ?? ''],
    ['sno', command.sno],
    ...membersOf(command, names),
  ];
  return writeMembers(Object.fromEntries(given.flatMap(([name, value]) => (value === null ? [] : [[name, value]]))));
}

/** Fails with QUEUE_COMMAND_INVALID; its detail names the member, never its value. */
export function readQueueCommand(members: JsonMembers, names = defaultMemberNames): Result<QueueCommand> {
  const word = members.get('command');
  const type = typeof word === 'string' ? types.get(word) : undefined;
  if (type === undefined) return invalid(`command must be one of ${[...types.keys()].join(', ')}`);
  const read: Record<keyof typeof limits, string | null> = { ...nothing };
  for (const member of ['sno', ...membersRead[type]] as const) {
    const name = member === 'sno' ? 'sno' : names[member];
    const text = shortText(members.get(name), limits[member]);
    if (text === undefined) return invalid(`${name} must be a text of at most ${limits[member]} characters`);
    read[member] = text;
  }
  return build(type, read, names);
}

const nothing = { sno: null, staffNumber: null, staffName: null, ticket: null, service: null, itemCode: null };

const membersRead: Readonly<Record<QueueCommand['type'], readonly (keyof QueueMemberNames)[]>> = {
  signIn: ['staffNumber', 'staffName'],
  signOut: [],
  welcome: [],
  arm: ['ticket', 'itemCode'],
  pause: [],
  resume: [],
  call: ['ticket', 'service'],
};

function build(
  type: QueueCommand['type'],
  { sno, staffNumber, staffName, ticket, service, itemCode }: Record<keyof typeof limits, string | null>,
  names: QueueMemberNames,
): Result<QueueCommand> {
  switch (type) {
    case 'signIn':
      if (staffNumber === null) return invalid(`${names.staffNumber} is missing`);
      return ok({ type, sno, staff: { number: staffNumber, name: staffName } });
    case 'arm':
      return ok({ type, sno, ticket, itemCode });
    case 'call':
      if (ticket === null) return invalid(`${names.ticket} is missing`);
      return ok({ type, sno, ticket: { number: ticket, service } });
    default:
      return ok({ type, sno });
  }
}

function membersOf(command: QueueCommand, names: QueueMemberNames): [name: string, value: string | null][] {
  switch (command.type) {
    case 'signIn':
      return [
        [names.staffNumber, command.staff.number],
        [names.staffName, command.staff.name],
      ];
    case 'arm':
      return [
        [names.ticket, command.ticket],
        [names.itemCode, command.itemCode],
      ];
    case 'call':
      return [
        [names.ticket, command.ticket.number],
        [names.service, command.ticket.service],
      ];
    default:
      return [];
  }
}

function invalid(detail: string): Result<never> {
  return err(fault('QUEUE_COMMAND_INVALID', detail));
}
