import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { counterTerminalReferencePress } from '../testing/counter-terminal-reference.ts';
import { damagedMessages } from '../testing/damaged-messages.ts';
import { logDriver } from '../testing/driver-log.ts';
import { maxMessageBytes } from '../transport/message-size.ts';
import { createCounterTerminalDriver } from './driver.ts';
import {
  decodeTerminalAnswer,
  decodeTerminalRequest,
  encodeTerminalAnswer,
  encodeTerminalRequest,
  type TerminalAnswer,
} from './message.ts';

const code = fc.stringMatching(/^[1-5][0-9]{2}$/);
const answers: fc.Arbitrary<TerminalAnswer> = fc.oneof(
  fc.record({
    type: fc.constant('rated' as const),
    key: fc.nat(255),
    details: fc.uniqueArray(code, { maxLength: 20 }),
  }),
  fc.record({ type: fc.constantFrom('timed-out' as const, 'device-failed' as const, 'cancelled' as const) }),
);
const words = [
  '{',
  '}',
  '"type":10',
  '"ret":0',
  '"ret":-2',
  '"EvaluatorLevel":',
  '"5|510"',
  '5',
  '"',
  ',',
  '|',
  '"__proto__":1',
  '-9',
  '[',
  ']',
];
const read = (text: string): unknown => decodeTerminalAnswer(Buffer.from(text));
const rated = (key: number, details: readonly string[] = []): unknown => ({
  ok: true,
  value: { type: 'rated', key, details },
});

describe('what a counter terminal is told and says', () => {
  it('CT1: a request is one JSON object with the teller and the seconds; a photo is never sent', () => {
    const request = { tellerName: '王"芳', tellerNumber: '007', timeoutSeconds: 60 };
    const bytes = encodeTerminalRequest(request);
    expect(JSON.parse(Buffer.from(bytes).toString('utf8'))).toEqual({
      type: 10,
      TellerName: '王"芳',
      TellerNo: '007',
      TellerPhoto: '',
      Timeout: 60,
    });
    expect(decodeTerminalRequest(bytes)).toEqual(request);
  });

  it.each([
    '{}',
    '[]',
    'x',
    '{"type":11,"TellerName":"","TellerNo":"","Timeout":60}',
    '{"type":10,"TellerNo":"","Timeout":60}',
    '{"type":10,"TellerName":"","TellerNo":"","Timeout":"60"}',
    '{"type":10,"TellerName":"","TellerNo":"","Timeout":0}',
    '{"type":10,"TellerName":"","TellerNo":"","Timeout":1000}',
  ])('CT1: %s is no request', (text) => {
    expect(decodeTerminalRequest(Buffer.from(text))).toBeUndefined();
  });

  it('CT2: ret says what came of it; numbers may be written as texts', () => {
    expect(read('{"type":10,"ret":0,"EvaluatorLevel":"5|510|517"}')).toEqual(rated(5, ['510', '517']));
    expect(read('{"type":"10","ret":"0","EvaluatorLevel":5}')).toEqual(rated(5));
    expect(read('{"type":10,"ret":-2}')).toEqual({ ok: true, value: { type: 'timed-out' } });
    expect(read('{"type":10,"ret":-3}')).toEqual({ ok: true, value: { type: 'device-failed' } });
    expect(read('{"type":10,"ret":-9,"EvaluatorLevel":"5"}')).toEqual({ ok: true, value: { type: 'cancelled' } });
  });

  it.each([
    ['', 'bad-form'],
    ['[10]', 'bad-form'],
    ['null', 'bad-form'],
    ['{"ret":0,"EvaluatorLevel":"5"}', 'unknown-type'],
    ['{"type":11,"ret":0,"EvaluatorLevel":"5"}', 'unknown-type'],
    ['{"type":10,"EvaluatorLevel":"5"}', 'unknown-ret'],
    ['{"type":10,"ret":-1,"EvaluatorLevel":"5"}', 'unknown-ret'],
    ['{"type":10,"ret":1,"EvaluatorLevel":"5"}', 'unknown-ret'],
    ['{"type":10,"ret":true,"EvaluatorLevel":"5"}', 'unknown-ret'],
    ['{"type":10,"ret":0}', 'bad-level'],
    ['{"type":10,"ret":0,"EvaluatorLevel":""}', 'bad-level'],
    ['{"type":10,"ret":0,"EvaluatorLevel":"|510"}', 'bad-level'],
    ['{"type":10,"ret":0,"EvaluatorLevel":256}', 'bad-level'],
    ['{"type":10,"ret":0,"EvaluatorLevel":4.5}', 'bad-level'],
    ['{"type":10,"ret":0,"EvaluatorLevel":["5"]}', 'bad-level'],
    ['{"type":10,"ret":0,"__proto__":{"EvaluatorLevel":"5"}}', 'bad-level'],
  ])('CT3: %s is dropped as %s', (text, reason) => {
    expect(read(text)).toEqual({ ok: false, error: reason });
  });

  it('CT3: what is no UTF-8, or too long, is dropped', () => {
    expect(decodeTerminalAnswer(Uint8Array.of(0x7b, 0xff, 0x7d))).toEqual({ ok: false, error: 'bad-text' });
    expect(decodeTerminalAnswer(new Uint8Array(maxMessageBytes + 1))).toEqual({ ok: false, error: 'too-long' });
  });

  it('CT4: details are option codes, each once, at most twenty; what else stands there is not kept', () => {
    expect(read('{"type":10,"ret":0,"EvaluatorLevel":"5|510|510|13800001111|张三||610"}')).toEqual(rated(5, ['510']));
    const many = Array.from({ length: 30 }, (_, index) => String(100 + index));
    expect(read(JSON.stringify({ type: 10, ret: 0, EvaluatorLevel: `1|${many.join('|')}` }))).toEqual(
      rated(1, many.slice(0, 20)),
    );
  });

  it('CT2: what was written is read back', () => {
    fc.assert(
      fc.property(answers, (answer) => {
        expect(decodeTerminalAnswer(encodeTerminalAnswer(answer))).toEqual({ ok: true, value: answer });
      }),
      { seed: 2 },
    );
  });

  it('CT3: of any messages exactly the presses of the reference parser, and the next good one is heard', () => {
    const sound = answers.map(encodeTerminalAnswer);
    fc.assert(
      fc.property(fc.array(damagedMessages(sound, words), { maxLength: 12 }), (stream) => {
        const { driver, presses } = logDriver(createCounterTerminalDriver);
        const good = encodeTerminalAnswer({ type: 'rated', key: 7, details: [] });
        for (const message of [...stream, good]) driver.receive(message);
        const told = presses.map(({ key, details = [] }) => ({ key, details }));
        expect(told).toEqual([...stream, good].flatMap((message) => counterTerminalReferencePress(message) ?? []));
        expect(told.at(-1)?.key).toBe(7);
      }),
      { seed: 3, numRuns: 2_000 },
    );
  });
});
