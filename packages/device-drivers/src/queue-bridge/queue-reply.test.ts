import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { damagedMessages } from '../testing/damaged-messages.ts';
import { logDriver } from '../testing/driver-log.ts';
import { queueReferencePress } from '../testing/queue-bridge-reference.ts';
import { createQueueBridgeDriver } from './driver.ts';
import { decodeQueueReply, encodeAnswer, encodeQueueResult, maxQueueBytes } from './queue-reply.ts';

const read = (text: string): unknown => decodeQueueReply(Buffer.from(text));
const press = (key: number, details: readonly string[] = []): unknown => ({
  ok: true,
  value: { type: 'result', key, details },
});
const results = fc.record({
  key: fc.nat(255),
  details: fc.uniqueArray(fc.stringMatching(/^[1-5][0-9]{2}$/), { maxLength: 20 }),
});
const encoded = results.map(({ key, details }) =>
  encodeQueueResult({ key, details: details.map((code) => ({ code, name: `标签${code}` })) }, '1'),
);
const words = [
  '{',
  '}',
  '"appriseresult":',
  '"tagId":',
  '"tagName":""',
  '"5"',
  '5',
  '"510,517"',
  '[510,"511"]',
  '"succ":"0"',
  ',',
  '"',
  '256',
];

describe('answers and results of the queue bridge', () => {
  it('QB4: an answer is succ 0, or succ 1 with our code and its sentence', () => {
    expect(Buffer.from(encodeAnswer(null)).toString()).toBe('{"succ":"0"}');
    const refused = Buffer.from(
      encodeAnswer({ code: 'QUEUE_COMMAND_INVALID', detail: 'ticket is missing' }),
    ).toString();
    expect(JSON.parse(refused)).toEqual({
      succ: '1',
      code: 'QUEUE_COMMAND_INVALID',
      message: expect.stringContaining('ticket is missing'),
    });
    expect(read('{"succ":"0"}')).toEqual({ ok: true, value: { type: 'answer', obeyed: true } });
    expect(read('{"succ":0}')).toEqual({ ok: true, value: { type: 'answer', obeyed: true } });
    expect(read(refused)).toEqual({ ok: true, value: { type: 'answer', obeyed: false } });
  });

  it('QB5: a result is a press of its key with the tags that are option codes', () => {
    expect(read('{"appriseresult":"5","tagId":"510,517","tagName":"a,b"}')).toEqual(press(5, ['510', '517']));
    expect(read('{"appriseresult":0,"tagId":[510,"511"]}')).toEqual(press(0, ['510', '511']));
    expect(read('{"appriseresult":"5","tagId":"13800001111;张三|510"}')).toEqual(press(5, ['510']));
    expect(read('{"appriseresult":"5"}')).toEqual(press(5));
  });

  it.each([
    ['', 'bad-form'],
    ['[]', 'bad-form'],
    ['null', 'bad-form'],
    ['{}', 'unknown-message'],
    ['{"command":"login"}', 'unknown-message'],
    ['{"succ":null}', 'bad-field'],
    ['{"appriseresult":""}', 'bad-field'],
    ['{"appriseresult":"256"}', 'bad-field'],
    ['{"appriseresult":-1}', 'bad-field'],
    ['{"appriseresult":"好"}', 'bad-field'],
    ['{"appriseresult":["5"],"succ":"0"}', 'bad-field'],
  ])('QB6: %s is dropped as %s', (text, reason) => {
    expect(read(text)).toEqual({ ok: false, error: reason });
  });

  it('QB6: what is no UTF-8, or too long, is dropped', () => {
    expect(decodeQueueReply(Uint8Array.of(0x7b, 0xff, 0x7d))).toEqual({ ok: false, error: 'bad-text' });
    expect(decodeQueueReply(new Uint8Array(maxQueueBytes + 1))).toEqual({ ok: false, error: 'too-long' });
  });

  it('QB5: what was written is read back', () => {
    fc.assert(
      fc.property(results, fc.oneof(fc.constant(null), fc.string({ maxLength: 64 })), ({ key, details }, sno) => {
        const named = details.map((code) => ({ code, name: `标签,${code}` }));
        expect(decodeQueueReply(encodeQueueResult({ key, details: named }, sno))).toEqual(press(key, details));
      }),
      { seed: 5 },
    );
  });

  it('QB6: of any messages exactly the presses of the reference parser, and the next good one is heard', () => {
    fc.assert(
      fc.property(fc.array(damagedMessages(encoded, words), { maxLength: 12 }), (stream) => {
        const { driver, presses } = logDriver(createQueueBridgeDriver);
        const good = encodeQueueResult({ key: 7, details: [] }, null);
        for (const message of [...stream, good]) driver.receive(message);
        const told = presses.map(({ key, details = [] }) => ({ key, details }));
        expect(told).toEqual([...stream, good].flatMap((message) => queueReferencePress(message) ?? []));
        expect(told.at(-1)?.key).toBe(7);
      }),
      { seed: 6, numRuns: 2_000 },
    );
  });
});
