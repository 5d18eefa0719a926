import type { SeededRandom } from '@pingjia/shared/testing';
import { encodePadMessage } from '../pingjia-line/codec.ts';
import { pingjiaLine } from '../pingjia-line/driver.ts';
import type { PadMessage } from '../pingjia-line/message.ts';
import { referenceBodies } from '../testing/reference-parser.ts';
import type { FuzzTarget } from './fuzz-target.ts';

const hex = (value: number, digits: number): string => value.toString(16).toUpperCase().padStart(digits, '0');

export const pingjiaLineTarget: FuzzTarget = {
  family: pingjiaLine,
  kind: 'stream',
  frame: (random) => encodePadMessage(messageOf(random)),
  press: (random) => encodePadMessage(keyOf(random, '01')),
  words: ['$', 'KEY', ',', '01', '0AF3', '17', '5', '*', '29B1', '\r', '\n', '\r\n', 'PONG', '65536'],
  reference: (bytes) =>
    referenceBodies(bytes)
      .filter((body) => body.startsWith('KEY,01,'))
      .map((body) => body.slice('KEY,01,'.length)),
  describe: ({ boot, count, key }) => `${boot},${count},${key}`,
};

function messageOf(random: SeededRandom): PadMessage {
  const address = random.below(4) === 0 ? hex(1 + random.below(0xfe), 2) : '01';
  const boot = hex(random.below(0x1_0000), 4);
  switch (random.below(8)) {
    case 0:
      return { type: 'PONG', address, firmware: '1.0', serialNumber: 'PJ-7' };
    case 1:
      return { type: 'ACK', address, verb: 'ARM' };
    case 2:
      return { type: 'HELLO', address, boot, firmware: '1.0', serialNumber: 'PJ-7' };
    default:
      return keyOf(random, address);
  }
}

function keyOf(random: SeededRandom, address: string): PadMessage {
  return {
    type: 'KEY',
    address,
    boot: hex(random.below(0x1_0000), 4),
    count: random.below(0x1_0000),
    key: 1 + random.below(9),
  };
}
