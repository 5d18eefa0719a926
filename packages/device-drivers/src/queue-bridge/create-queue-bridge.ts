import { type Clock, fault, type Fault, type RandomSource, type Result } from '@pingjia/shared';
import { type JsonFault, readMembers } from '../messages/json-members.ts';
import { createAnswerMemory } from './answer-memory.ts';
import type { DatagramPeer, DatagramPort } from './datagram-port.ts';
import type { QueueCalls, QueueResult } from './queue-calls.ts';
import { defaultMemberNames, type QueueCommand, type QueueMemberNames, readQueueCommand } from './queue-command.ts';
import { encodeAnswer, encodeQueueResult, maxQueueBytes } from './queue-reply.ts';
import { createResultDelivery, resultDelivery } from './result-delivery.ts';

/** Who may ask unless configured: this machine. */
export const loopbackAskers: readonly string[] = ['127.0.0.1', '::1'];

export interface QueueBridgeOptions {
  readonly port: DatagramPort;
  /** IP addresses that are heard. UDP proves no sender: on a shared network this keeps out mistakes, not attackers. */
  readonly allow?: readonly string[];
  readonly calls: QueueCalls;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly memberNames?: QueueMemberNames;
  /** How often a result is sent at most while its asker is silent; 1 for a queue system that would count repeats. */
  readonly resultTries?: number;
  /** The port failed for good: start() opens it anew. */
  readonly failed?: (fault: Fault) => void;
}

/** Takes the commands of an existing queue system over UDP, and tells it what the citizen pressed. */
export interface QueueBridge {
  /** Gives where it listens; fails with QUEUE_PORT_UNAVAILABLE. */
  start(): Promise<Result<DatagramPeer>>;
  /** Goes to whoever asked with that `armId`; nowhere if someone has asked since, or nobody did. */
  result(result: QueueResult): void;
  status(): QueueBridgeStatus;
  /** Settles when the port is free. */
  stop(): Promise<void>;
}

export interface QueueBridgeStatus {
  /** Commands that were carried out. */
  readonly obeyed: number;
  /** Commands that were answered with an error. */
  readonly refused: number;
  /** Datagrams from addresses that may not ask: never answered. */
  readonly foreign: number;
}

export function createQueueBridge(options: QueueBridgeOptions): QueueBridge {
  const { port, calls, clock, random, memberNames = defaultMemberNames } = options;
  const allowed = new Set((options.allow ?? loopbackAskers).map(plainAddress));
  const answers = createAnswerMemory(clock);
  const delivery = createResultDelivery(clock, options.resultTries ?? resultDelivery.times);
  const counts = { obeyed: 0, refused: 0, foreign: 0 };
  let asked: { readonly armId: string; readonly by: DatagramPeer; readonly sno: string | null } | undefined;

  function hear(bytes: Uint8Array, from: DatagramPeer): void {
    // From port 0, which a forged datagram may name, nobody can be answered.
    if (from.port === 0 || !allowed.has(plainAddress(from.address))) {
      counts.foreign += 1;
      return;
    }
    const asker = nameOf(from);
    const members = readMembers(bytes, maxQueueBytes);
    // An answer is never answered, or two bridges would talk for ever.
    if (members.ok && members.value.has('succ') && !members.value.has('command')) return delivery.end(asker);
    if (!members.ok) return refuse(from, fault('QUEUE_COMMAND_INVALID', refusals[members.error]));
    const command = readQueueCommand(members.value, memberNames);
    if (!command.ok) return refuse(from, command.error);
    void answers
      .once(asker, bytes, () => obey(command.value, from))
      .then((done) => port.send(encodeAnswer(done.ok ? null : done.error), from));
  }

  function refuse(from: DatagramPeer, reason: Fault): void {
    counts.refused += 1;
    port.send(encodeAnswer(reason), from);
  }

  async function obey(command: QueueCommand, from: DatagramPeer): Promise<Result<void>> {
    delivery.end(nameOf(from));
    const done = await call(command, from);
    counts[done.ok ? 'obeyed' : 'refused'] += 1;
    return done;
  }

  async function call(command: QueueCommand, from: DatagramPeer): Promise<Result<void>> {
    switch (command.type) {
      case 'signIn':
        return calls.signIn(command.staff);
      case 'call':
        return calls.call(command.ticket);
      case 'arm': {
        const { ticket, itemCode, sno } = command;
        const mine = { armId: random.uuid(), by: from, sno };
        const before = asked;
        // Known before the call returns: the citizen may be quicker than its answer.
        asked = mine;
        const armed = await calls.arm({ armId: mine.armId, ticket, itemCode });
        if (!armed.ok && asked === mine) asked = before;
        return armed;
      }
      default:
        return calls[command.type]();
    }
  }

  return {
    start: () => port.open({ message: hear, failed: (reason) => options.failed?.(reason) }),
    result(result) {
      if (asked?.armId !== result.armId) return;
      const { by, sno } = asked;
      asked = undefined;
      const bytes = encodeQueueResult(result, sno);
      delivery.send(nameOf(by), () => port.send(bytes, by));
    },
    status: () => ({ ...counts }),
    async stop() {
      asked = undefined;
      delivery.stop();
      await port.close();
    },
  };
}

const refusals: Readonly<Record<JsonFault, string>> = {
  'too-long': `a message has at most ${maxQueueBytes} bytes`,
  'bad-text': 'a message is UTF-8',
  'bad-form': 'a message is one JSON object',
};

/** An IPv4 address as a socket for both families shows it is the same address. */
function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '');
}

function nameOf({ address, port }: DatagramPeer): string {
  return `${plainAddress(address)} ${port}`;
}
