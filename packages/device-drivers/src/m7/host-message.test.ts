import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeHostMessage } from './decode-host-message.ts';
import { encodeHostMessage } from './encode-host-message.ts';
import { type M7Form, m7Forms } from './form.ts';
import type { HostMessage } from './host-message.ts';
import { maxTextCharacters, outgoingJson, outgoingText } from './outgoing-text.ts';

const text = fc
  .string({ unit: fc.oneof(fc.constantFrom('|', '||', ',', 'E', 'S05E', '\n', '\0', '\uD800', '王'), fc.string()) })
  .map((any) => outgoingText(any, maxTextCharacters.speech));
const part = fc.nat(9_999);
const messages: fc.Arbitrary<HostMessage> = fc.oneof(
  fc.record({
    type: fc.constantFrom(...(['welcome', 'pause', 'resume', 'logout', 'heartbeat', 'info', 'got', 'poll'] as const)),
  }),
  fc.record({
    type: fc.constant('arm' as const),
    id: fc.oneof(fc.constant(null), fc.stringMatching(/^[0-9a-f]{32}$/)),
  }),
  fc.record({ type: fc.constant('login' as const), card: text, name: fc.oneof(fc.constant(null), text) }),
  fc.record({ type: fc.constantFrom('speak' as const, 'notice' as const), text }),
  fc.record({
    type: fc.constant('clock' as const),
    at: fc.record({ year: part, month: part, day: part, hour: part, minute: part, second: part }),
  }),
  fc.record({ type: fc.constant('bad-keys' as const), keys: fc.array(fc.nat(255), { maxLength: 9 }) }),
  fc.record({ type: fc.constant('layout' as const), json: fc.jsonValue().map(outgoingJson) }),
  fc.record({ type: fc.constant('ticket' as const), number: text, service: text }),
);

const written = (form: M7Form, message: HostMessage): string =>
  Buffer.from(encodeHostMessage(form, message)).toString('utf8');
const at = { year: 2026, month: 1, day: 5, hour: 9, minute: 0, second: 7 };

describe('what the host says to an M7 device', () => {
  it.each<[HostMessage, network: string, usb: string]>([
    [{ type: 'welcome' }, 'S01E', 'S01E'],
    [{ type: 'arm', id: null }, 'S02E', 'S02E'],
    [{ type: 'arm', id: 'a'.repeat(32) }, `S02${'a'.repeat(32)}E`, `S02${'a'.repeat(32)}E`],
    [{ type: 'pause' }, 'S03E', 'S03E'],
    [{ type: 'resume' }, 'S06E', 'S25E'],
    [{ type: 'login', card: '007', name: '王芳' }, 'S04007E', 'S04||007|name,姓名,王芳||E'],
    [{ type: 'logout' }, 'S05E', 'S05E'],
    [{ type: 'speak', text: '您好' }, 'S09您好E', 'S06||您好||E'],
    [{ type: 'clock', at }, 'S14||2026||1||5||9||0||7||E', 'S14||2026||1||5||9||0||7||E'],
    [{ type: 'notice', text: '午休' }, 'S15||午休||E', 'S15||午休||E'],
    [{ type: 'bad-keys', keys: [3, 4] }, 'S18||3,4||E', 'S18||3,4||E'],
    [{ type: 'layout', json: '{}' }, 'S51||{}||E', 'S51||{}||E'],
    [{ type: 'heartbeat' }, 'S95E', 'S95E'],
    [{ type: 'info' }, 'S99||0||E', 'S99||0||E'],
    [{ type: 'ticket', number: 'A042', service: '社保' }, 'S96||A042,社保||E', 'S96||A042,社保||E'],
    [{ type: 'poll' }, 'SE', 'SE'],
  ])('MT2: %j', (message, network, usb) => {
    expect(written('network', message)).toBe(network);
    expect(written('usb', message)).toBe(usb);
  });

  it.each(m7Forms)('MT2: what was written is read back, in the %s form', (form) => {
    fc.assert(
      fc.property(messages, (message) => {
        const nameless = form === 'network' && message.type === 'login' ? { ...message, name: null } : message;
        expect(decodeHostMessage(form, encodeHostMessage(form, message))).toEqual({ ok: true, value: nameless });
      }),
      { seed: 2, numRuns: 1_000 },
    );
  });

  it('MT3: no text ends a frame or a field, whatever looks for its end', () => {
    const hostile = 'ES05E|S03E||Z,王\r\nE\0\u0085';
    expect(outgoingText(hostile, 60)).toBe('ＥS05Ｅ｜S03Ｅ｜｜Z，王 Ｅ');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (any) => {
        expect(outgoingText(any, 200)).not.toMatch(/[E|,\p{Cc}\p{Cs}]/u);
        expect(Array.from(outgoingText(any, 200)).length).toBeLessThanOrEqual(200);
      }),
      { seed: 3 },
    );
  });

  it('MT3: a layout says the same without the marks of a frame', () => {
    const layout = { title: 'E|E', keys: ['EXCELLENT', '好'] };
    const json = outgoingJson(layout);
    expect(json).not.toMatch(/[E|]/);
    expect(JSON.parse(json)).toEqual(layout);
  });

  it.each([
    ['S02E ', { ok: true, value: { type: 'arm', id: null } }],
    ['S02ABCE', { ok: false, error: 'bad-field' }],
    ['S14||2026||1||5||9||0||E', { ok: false, error: 'bad-field' }],
    ['S14||2026||1||5||9||0||7||8||E', { ok: false, error: 'bad-field' }],
    ['S18||3,x||E', { ok: false, error: 'bad-field' }],
    ['S96||A042||E', { ok: false, error: 'bad-field' }],
    ['S99||1||E', { ok: false, error: 'bad-field' }],
    ['S01xE', { ok: false, error: 'bad-field' }],
    ['S77E', { ok: false, error: 'unknown-frame' }],
    ['S1E', { ok: false, error: 'bad-form' }],
    ['', { ok: false, error: 'bad-form' }],
  ])('MT5: a device reads %j as %j', (message, expected) => {
    expect(decodeHostMessage('network', Buffer.from(message))).toEqual(expected);
  });
});
