import { fault } from '@pingjia/shared';
import { readMembers } from '../messages/json-members.ts';
import { createPadBody } from '../simulate/pad-body.ts';
import type { SimulatedFamily, SimulatedPad, SimulatedPadOptions } from '../simulate/simulated-pad.ts';
import { type QueueCommand, readQueueCommand } from './queue-command.ts';
import { encodeAnswer, encodeQueueResult, maxQueueBytes } from './queue-reply.ts';

export interface QueueBridgeSimulatorState extends ReturnType<SimulatedPad['state']> {
  readonly paused: boolean;
  readonly staff: string | null;
  readonly ticket: string | null;
  /** Messages it refused. */
  readonly ignored: number;
}

export interface QueueBridgeSimulator extends SimulatedPad {
  /** The citizen chooses these tags with the next press. */
  choose(codes: readonly string[]): void;
  state(): QueueBridgeSimulatorState;
}

const atPowerOn = { armed: false, paused: false, staff: null, ticket: null } as const;

/** A device that takes the bridge's commands. It sends each result once, and reports keys also while nobody asked. */
export function createQueueBridgeSimulator(options: SimulatedPadOptions): QueueBridgeSimulator {
  let shown: Omit<QueueBridgeSimulatorState, 'plugged' | 'pressed' | 'acknowledged' | 'outstanding' | 'ignored'> =
    atPowerOn;
  let ignored = 0;
  let tags: readonly string[] = [];
  let sno: string | null = null;

  const body = createPadBody(options, () => ({
    powerOn() {
      shown = atPowerOn;
      sno = null;
    },
    powerOff: () => undefined,
    hear,
    report(press) {
      const details = tags.map((code) => ({ code, name: `标签${code}` }));
      tags = [];
      shown = { ...shown, armed: false };
      body.say(encodeQueueResult({ key: press.key, details }, sno));
      return 'sent';
    },
  }));

  function hear(bytes: Uint8Array): void {
    const members = readMembers(bytes, maxQueueBytes);
    if (members.ok && members.value.has('succ')) return;
    const command = members.ok ? readQueueCommand(members.value) : undefined;
    if (command?.ok === true) {
      obey(command.value);
      return body.say(encodeAnswer(null));
    }
    ignored += 1;
    body.say(encodeAnswer(command?.error ?? fault('QUEUE_COMMAND_INVALID')));
  }

  function obey(command: QueueCommand): void {
    switch (command.type) {
      case 'arm':
        sno = command.sno;
        shown = { ...shown, armed: true };
        break;
      case 'welcome':
        shown = { ...shown, armed: false };
        break;
      case 'pause':
      case 'resume':
        shown = { ...shown, armed: false, paused: command.type === 'pause' };
        break;
      case 'signIn':
        shown = { ...shown, staff: command.staff.number };
        break;
      case 'signOut':
        shown = { ...shown, staff: null };
        break;
      case 'call':
        shown = { ...shown, ticket: command.ticket.number };
        break;
    }
  }

  return {
    ...body.verbs,
    choose(codes) {
      tags = codes;
    },
    state: () => ({ ...body.tally, ...shown, ignored }),
  };
}

export const queueBridgeSimulator: SimulatedFamily = {
  name: 'queue-bridge',
  line: 'udp',
  create: createQueueBridgeSimulator,
};
