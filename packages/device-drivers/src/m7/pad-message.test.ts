import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { damagedMessages } from '../testing/damaged-messages.ts';
import { logDriver } from '../testing/driver-log.ts';
import { m7ReferencePress } from '../testing/m7-reference.ts';
import { maxMessageBytes } from '../transport/message-size.ts';
import { createM7Driver } from './driver.ts';
import { encodeInfo, encodeReceived, encodeReply, encodeResult, type ResultFields } from './encode-pad-message.ts';
import { m7Forms } from './form.ts';
import { decodePadMessage } from './pad-message.ts';

const read = (text: string): unknown => decodePadMessage(Buffer.from(text, 'utf8'));
const press = (key: number, details: readonly string[] = []): unknown => ({
  ok: true,
  value: [{ type: 'result', key, details, dated: expect.any(Boolean) }],
});
/** A result of exactly ten fields, nearly all of them empty. */
const bare = (key: number): string => `S02||||${key}||||||||||||||E`;
const result = (tags: string): string =>
  `S02||310101199001011234||4||||3||2026-01-05 09:00:00||p.jpg||v.mp4||||||||${tags}||E`;

/** A text without the separator, as devices write them into their fields. */
const field = fc
  .string({ unit: fc.constantFrom('E', 'S', '0', '2', '王', ' ', '|'), maxLength: 12 })
  .map((text) => text.replace(/\|+/g, ''));
const code = fc.oneof(fc.stringMatching(/^[1-5][0-9]{2}$/), fc.constantFrom('600', '51', '5100', 'x', ''));
const tags = fc.oneof(
  fc.constant(''),
  fc.array(code, { maxLength: 24 }).map((codes) => JSON.stringify(codes)),
  fc.array(fc.record({ tagId: code, tagName: field })).map((list) => JSON.stringify(list)),
  fc.jsonValue().map((value) => JSON.stringify(value)),
  field,
);
const results: fc.Arbitrary<ResultFields> = fc.record({
  card: field,
  key: fc.nat(300),
  seconds: fc.nat(99),
  time: field,
  image: field,
  video: field,
  business: field,
  tags,
});
const messages = fc.oneof(
  results.map(encodeResult),
  fc.nat(99).map((number) => encodeReply(String(number).padStart(2, '0'))),
  fc.constant(encodeReceived()),
  fc.tuple(field, field).map(([serial, firmware]) => encodeInfo(serial, firmware)),
);
const words = [
  'S',
  '02',
  'S02',
  '||',
  '|',
  'E',
  'RecvCmdOK',
  'OK',
  '4',
  '255',
  '256',
  '\r\n',
  '\0',
  '[',
  ']',
  '"510"',
  '510',
  '{"tagId":"101"}',
  ',',
];

describe('what an M7 device says', () => {
  it('MT6: a result of at least ten fields is a press of its key', () => {
    expect(read('S02||card||4||||3||09:00||p||v||b||E')).toEqual(press(4));
    expect(read(bare(0))).toEqual(press(0));
    expect(read('S02||||255||||||||||||||||x||y||z||E')).toEqual(press(255));
  });

  it.each([
    ['S02||card||4||||3||09:00||p||v||E', 'bad-form'],
    ['S02E', 'bad-form'],
    ['S02x||card||4||||3||09:00||p||v||b||E', 'bad-form'],
    ['S02||card||||||3||09:00||p||v||b||E', 'bad-field'],
    ['S02||card||256||||3||09:00||p||v||b||E', 'bad-field'],
    ['S02||card||-1||||3||09:00||p||v||b||E', 'bad-field'],
    ['S02||card||4.0||||3||09:00||p||v||b||E', 'bad-field'],
    ['S02||card||4||||3||09:00||p||v||b||', 'bad-form'],
    ['s02||card||4||||3||09:00||p||v||b||E', 'bad-form'],
    ['xS02||card||4||||3||09:00||p||v||b||E', 'bad-form'],
    ['S03||card||4||||3||09:00||p||v||b||E', 'unknown-frame'],
    ['S03E', 'unknown-frame'],
    ['SE', 'unknown-frame'],
    ['RecvCmdOKx', 'bad-form'],
    ['', 'bad-form'],
  ])('MT5 MT6: %j is dropped as %s', (text, reason) => {
    expect(read(text)).toEqual({ ok: false, error: reason });
  });

  it('MT5: what is no UTF-8, or too long, is dropped; a large picture loses no press', () => {
    expect(decodePadMessage(Uint8Array.of(0x53, 0x30, 0x31, 0xff, 0x45))).toEqual({ ok: false, error: 'bad-text' });
    expect(read(`S02||||4||||||||${'x'.repeat(60_000)}||||||E`)).toEqual(press(4));
    expect(decodePadMessage(new Uint8Array(maxMessageBytes + 1))).toEqual({ ok: false, error: 'too-long' });
  });

  it('MT1: marks inside the payload end nothing, and what trails a frame is passed over', () => {
    expect(read('S02||SEE||4||||E||S05E||||||E||E\r\n\0\0 ')).toEqual(press(4));
  });

  it('MT4: replies are read in all their spellings, also before a result in the same answer', () => {
    expect(read('S02OK')).toEqual({ ok: true, value: [{ type: 'reply', number: '02' }] });
    expect(read('S02OKE')).toEqual({ ok: true, value: [{ type: 'reply', number: '02' }] });
    expect(read('RecvCmdOK')).toEqual({ ok: true, value: [{ type: 'received' }] });
    expect(read(`RecvCmdOK\r\n${bare(4)}`)).toEqual({
      ok: true,
      value: [{ type: 'received' }, { type: 'result', key: 4, details: [], dated: false }],
    });
  });

  it('MT7: nothing of card, time, picture or film is in what was read', () => {
    expect(read(result(''))).toEqual(press(4));
  });

  it.each([
    ['["510","517"]', ['510', '517']],
    ['[510,517,510]', ['510', '517']],
    ['[{"tagId":"510","tagName":"一窗||受理E"}]', ['510']],
    ['{"tagId":510}', ['510']],
    ['"510"', ['510']],
    ['["13800001111","x","610","51"]', []],
    ['[null,{},[],{"tagId":{}}]', []],
    ['[', []],
    ['', []],
    [
      JSON.stringify(Array.from({ length: 50 }, (_, index) => String(100 + index))),
      Array.from({ length: 20 }, (_, index) => String(100 + index)),
    ],
  ])('MT8: tags %s are the details %j, and lose no press', (json, details) => {
    expect(read(result(json))).toEqual(press(4, details));
  });

  it('MT11: device info gives serial number and firmware where they are labels; its own question gives nothing', () => {
    const info = (serialNumber: string | null, firmware: string | null): unknown => ({
      ok: true,
      value: [{ type: 'info', serialNumber, firmware }],
    });
    expect(read('S99||M7-0042||2.1||x||E')).toEqual(info('M7-0042', '2.1'));
    expect(read('S99||0||E')).toEqual(info(null, null));
    expect(read(`S99||${'x'.repeat(61)}||a b||E`)).toEqual(info(null, null));
    expect(read('S99E')).toEqual({ ok: false, error: 'bad-form' });
  });

  it('MT6: what a device wrote is read back', () => {
    fc.assert(
      fc.property(results, (fields) => {
        const expected = m7ReferencePress(encodeResult(fields));
        expect(expected === null).toBe(fields.key > 255);
        const read = decodePadMessage(encodeResult(fields));
        if (expected === null) expect(read).toEqual({ ok: false, error: 'bad-field' });
        else expect(read).toEqual(press(expected.key, expected.details));
      }),
      { seed: 6, numRuns: 1_000 },
    );
  });

  it.each(m7Forms)('MT5: of any messages, over %s, exactly the presses of the reference parser', (form) => {
    fc.assert(
      fc.property(fc.array(damagedMessages(messages, words), { maxLength: 12 }), results, (stream, last) => {
        const { driver, presses } = logDriver(createM7Driver(form));
        const good = encodeResult({ ...last, key: 7 });
        for (const message of [...stream, good]) driver.receive(message);
        const told = presses.map(({ key, details = [] }) => ({ key, details }));
        expect(told).toEqual([...stream, good].flatMap((message) => m7ReferencePress(message) ?? []));
        expect(told.at(-1)?.key).toBe(7);
      }),
      { seed: 17, numRuns: 2_000 },
    );
  });
});
