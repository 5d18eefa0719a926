import { maxBridgeMessageBytes } from '@pingjia/shared';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readHostMessage } from './host-message.ts';

test('reads what fits the contract', () => {
  expect(readHostMessage('{"type":"appended"}')).toEqual({ ok: true, value: { type: 'appended' } });
});

test.each([
  ['nothing', ''],
  ['no JSON', 'binary'],
  ['no object', 'null'],
  ['an unknown type', '{"type":"explode"}'],
  ['an unknown state', '{"type":"view","revision":1,"staffId":null,"view":{"state":"dancing"}}'],
  ['a grade that is a digit', '{"type":"view","revision":1,"staffId":null,"view":{"state":"thanks","grade":5}}'],
  ['an unknown code', '{"type":"goodbye","fault":{"code":"WHATEVER"}}'],
  ['too much', `"${'x'.repeat(maxBridgeMessageBytes)}"`],
])('says clearly that it cannot use %s', (_, text) => {
  const read = readHostMessage(text);
  expect(read.ok ? null : read.error.code).toBe('BRIDGE_MESSAGE_INVALID');
});

test('never throws, whatever comes', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      readHostMessage(text);
    }),
    { seed: 20_260_105, numRuns: 500 },
  );
});

test('does not repeat what it was told', () => {
  const read = readHostMessage('{"type":"status","status":"a citizen’s secret"}');
  expect(JSON.stringify(read)).not.toContain('secret');
});
