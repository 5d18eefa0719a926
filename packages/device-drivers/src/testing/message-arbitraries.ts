import * as fc from 'fast-check';
import { ledModes, phrases } from '../pad-command.ts';
import {
  acknowledgedVerbs,
  everyPad,
  type HostMessage,
  maxArmSeconds,
  type PadMessage,
} from '../pingjia-line/message.ts';

const hex = (value: number, digits: number): string => value.toString(16).toUpperCase().padStart(digits, '0');

const onePad = fc.integer({ min: 1, max: 0xfe }).map((value) => hex(value, 2));
const anyPad = fc.oneof(onePad, fc.constant(everyPad));
const boot = fc.nat(0xffff).map((value) => hex(value, 4));
const count = fc.nat(65_535);
const key = fc.integer({ min: 1, max: 9 });
const label = fc.stringMatching(/^[A-Za-z0-9._-]{1,24}$/);

/** Every message a pad can say. */
export const padMessages: fc.Arbitrary<PadMessage> = fc.oneof(
  fc.record({ type: fc.constant('KEY' as const), address: onePad, boot, count, key }),
  fc.record({ type: fc.constant('PONG' as const), address: onePad, firmware: label, serialNumber: label }),
  fc.record({ type: fc.constant('ACK' as const), address: onePad, verb: fc.constantFrom(...acknowledgedVerbs) }),
  fc.record({ type: fc.constant('HELLO' as const), address: onePad, boot, firmware: label, serialNumber: label }),
);

/** Every message the host can say. */
export const hostMessages: fc.Arbitrary<HostMessage> = fc.oneof(
  fc.record({ type: fc.constant('GOT' as const), address: anyPad, boot, count }),
  fc.record({ type: fc.constant('ARM' as const), address: anyPad, seconds: fc.nat(maxArmSeconds) }),
  fc.record({ type: fc.constantFrom('THANK' as const, 'PING' as const, 'RESET' as const), address: anyPad }),
  fc.record({ type: fc.constant('LED' as const), address: anyPad, key, mode: fc.constantFrom(...ledModes) }),
  fc.record({ type: fc.constant('SAY' as const), address: anyPad, phrase: fc.constantFrom(...phrases) }),
);
