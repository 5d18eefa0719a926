import type { SeededRandom } from '@pingjia/shared/testing';
import { counterTerminal } from '../counter-terminal/driver.ts';
import { encodeTerminalAnswer } from '../counter-terminal/message.ts';
import { m7Tcp, m7Udp } from '../m7/driver.ts';
import { encodeInfo, encodeReceived, encodeReply, encodeResult } from '../m7/encode-pad-message.ts';
import type { PadFamily, PressFrame } from '../pad-driver.ts';
import { queueBridge } from '../queue-bridge/driver.ts';
import { encodeAnswer, encodeQueueResult } from '../queue-bridge/queue-reply.ts';
import { counterTerminalReferencePress } from '../testing/counter-terminal-reference.ts';
import { m7ReferencePress } from '../testing/m7-reference.ts';
import { queueReferencePress } from '../testing/queue-bridge-reference.ts';
import type { FuzzTarget } from './fuzz-target.ts';

type Pressed = Pick<PressFrame, 'key' | 'details'>;

const describe = ({ key, details = [] }: Pressed): string => [key, ...details].join(' ');

function messageTarget(
  family: PadFamily,
  reference: (message: Uint8Array) => Pressed | null,
  parts: Pick<FuzzTarget, 'frame' | 'press' | 'words'>,
): FuzzTarget {
  return {
    family,
    kind: 'messages',
    ...parts,
    reference: (bytes) => {
      const press = reference(bytes);
      return press === null ? [] : [describe(press)];
    },
    describe,
  };
}

const chosen = (random: SeededRandom): readonly string[] =>
  Array.from({ length: random.below(3) }, () => String(100 + random.below(500)));

function m7Result(random: SeededRandom): Uint8Array {
  return encodeResult({
    card: String(random.below(100)),
    key: random.below(random.below(8) === 0 ? 300 : 6),
    seconds: random.below(60),
    time: '2026-01-05 09:00:00',
    image: '',
    video: '',
    business: '',
    tags: JSON.stringify(chosen(random).map((tagId) => ({ tagId, tagName: '标签' }))),
  });
}

const m7Parts: Pick<FuzzTarget, 'frame' | 'press' | 'words'> = {
  frame(random) {
    switch (random.below(6)) {
      case 0:
        return encodeReply('95');
      case 1:
        return encodeReceived();
      case 2:
        return encodeInfo('M7-1', '1.0');
      default:
        return m7Result(random);
    }
  },
  press: (random) => Buffer.from(`S02||1||${random.below(6)}||||3||2026||||||||||||E`),
  words: ['S', '02', 'S02||', '||', '|', 'E', '3', '300', 'OK', 'RecvCmdOK', '[{"tagId":"101"}]', '\r\n', '\0'],
};

function queueResult(random: SeededRandom): Uint8Array {
  const details = chosen(random).map((code) => ({ code, name: '标签' }));
  return encodeQueueResult({ key: random.below(random.below(8) === 0 ? 300 : 6), details }, null);
}

function terminalResult(random: SeededRandom): Uint8Array {
  return encodeTerminalAnswer({
    type: 'rated',
    key: random.below(random.below(8) === 0 ? 300 : 6),
    details: chosen(random),
  });
}

const json = ['{', '}', '[', ']', ':', ',', '"', '1', '300', 'null', '\\u0031', '"__proto__"'];

export const messageTargets: readonly FuzzTarget[] = [
  messageTarget(m7Udp, m7ReferencePress, m7Parts),
  messageTarget(m7Tcp, m7ReferencePress, m7Parts),
  messageTarget(queueBridge, queueReferencePress, {
    frame: (random) => (random.below(5) === 0 ? encodeAnswer(null) : queueResult(random)),
    press: (random) => encodeQueueResult({ key: random.below(6), details: [] }, null),
    words: [...json, '"appriseresult"', '"tagId"', '"succ"', '"101"'],
  }),
  messageTarget(counterTerminal, counterTerminalReferencePress, {
    frame: (random) => (random.below(5) === 0 ? encodeTerminalAnswer({ type: 'timed-out' }) : terminalResult(random)),
    press: (random) => encodeTerminalAnswer({ type: 'rated', key: random.below(6), details: [] }),
    words: [...json, '"type"', '10', '"ret"', '0', '-2', '"EvaluatorLevel"', '"3|101"'],
  }),
];
