import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pad, paddingBlock, unpad } from './padding.ts';
import { createSealer, sealOverhead } from './seal.ts';
import { readOpenedRemark, sealRemark } from './sealed-remark.ts';

const sealer = await createSealer();
const pair = sealer.newPair();
const evaluationId = '70000000-0000-4000-8000-000000000001';

test('AT2: what is padded is unpadded, in whole blocks, always longer; anything else is nothing', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), (plain) => {
      const padded = pad(plain);
      expect([padded.length % paddingBlock, padded.length > plain.length]).toEqual([0, true]);
      expect(unpad(padded)).toEqual(plain);
      unpad(plain);
    }),
  );
  expect([new Uint8Array(), new Uint8Array(256), new Uint8Array(255).fill(0x80)].map(unpad)).toEqual([
    null,
    null,
    null,
  ]);
});

test('AT2: a short number and a longer one cannot be told apart, not even by their length', () => {
  const sealed = ['8888888', '+86 138 0000 0000'].map((phone) =>
    sealRemark(sealer, { evaluationId, phone }, pair.publicKey),
  );
  expect(sealed.map(({ length }) => length)).toEqual([paddingBlock + sealOverhead, paddingBlock + sealOverhead]);
});

test('AT1: opened, it is what was sealed; opened bytes that are no remark are none', () => {
  const remark = { evaluationId, comment: '慢\n\u200fمرحبا', phone: '13800000000' };
  const opened = sealer.open(sealRemark(sealer, remark, pair.publicKey), pair);
  expect(readOpenedRemark(opened ?? new Uint8Array())).toEqual(remark);
  fc.assert(fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => readOpenedRemark(pad(bytes)) === null));
  expect(readOpenedRemark(new Uint8Array(3))).toBeNull();
});
