import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPhone, readRemark, remarkLimits } from './remark.ts';

describe('what a citizen may leave', () => {
  test('AT5: a phone number has the form of one that can be called, with blanks, dashes and brackets as people write them', () => {
    const good = [
      '13800000000',
      '138 0000 0000',
      '138-0000-0000',
      '+86 138 0000 0000',
      '008613800000000',
      '010-88888888',
      '(0571) 8888 8888',
      '0571-88888888-801',
      '88888888',
      '8888888',
      '400-800-8888',
      '4008008888',
      '+852 2123 4567',
      '+33 1 42 68 53 00',
      '0044 20 7946 0000',
    ];
    const bad = [
      '',
      '1',
      '12345',
      '12800000000',
      '1380000000',
      'call me',
      '138000000001',
      '+',
      '+0123456789',
      '０',
      '5'.repeat(41),
    ];
    expect(good.filter((text) => !isPhone(text))).toEqual([]);
    expect(bad.filter((text) => isPhone(text))).toEqual([]);
  });

  test('AT5: full-width digits are digits', () => {
    expect(readRemark({ phone: '１３８００００００００' })).toEqual({ ok: true, value: { phone: '13800000000' } });
  });

  test('AT6: a comment has at most 500 characters, however many bytes each takes', () => {
    const longest = '好😀'.repeat(remarkLimits.comment / 2);
    expect(readRemark({ comment: longest })).toEqual({ ok: true, value: { comment: longest } });
    expect(readRemark({ comment: `${longest}x` })).toMatchObject({
      error: { code: 'REMARK_INVALID', detail: 'comment' },
    });
  });

  test('AT6: control characters go, line breaks and marks of writing direction stay', () => {
    const comment = '\u0000a\u0007\r\nb\rc\u0085\u200f\u202bשלום\u202c\t\ud800';
    expect(readRemark({ comment })).toEqual({ ok: true, value: { comment: 'a\nb\nc\u200f\u202bשלום\u202c\ufffd' } });
  });

  test('AT6: nothing at all is no remark; a refusal names the field and never what was given', () => {
    expect(readRemark({ comment: ' \n\u0000 ', phone: ' ' })).toMatchObject({ error: { detail: 'remark' } });
    expect(JSON.stringify(readRemark({ phone: '12345' }))).not.toContain('12345');
  });

  test('AT6: any text gives a remark or a refusal, and a remark is read as itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), fc.string({ maxLength: 60 }), (comment, phone) => {
        const once = readRemark({ comment, phone });
        if (once.ok) expect(readRemark(once.value)).toEqual(once);
        else expect(once.error.code).toBe('REMARK_INVALID');
      }),
    );
  });
});
