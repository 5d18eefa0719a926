import { describe, expect, it } from 'vitest';
import { createLayout } from './layout.ts';
import { createMessageReader } from './message.ts';
import { profileSchema } from './profile-schema.ts';

const read = (
  messages: readonly object[],
  hex: string,
  framing: object = { kind: 'delimiter', start: '02', end: '03', max: 32 },
) => {
  const profile = profileSchema.parse({ profile: 1, name: 'pad', version: '1', framing, messages });
  return createMessageReader(
    profile.messages,
    createLayout(profile.framing),
  )(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
};

describe('messages of a profile', () => {
  it.each([
    [{ at: 1 }, '02 07 03', 7],
    [{ at: 1, mask: 0x0f }, '02 F7 03', 7],
    [{ at: 1, size: 2, endian: 'little' }, '02 07 00 03', 7],
    [{ at: 1, as: 'bit' }, '02 10 03', 5],
    [{ at: 1, as: 'bit' }, '02 11 03', undefined],
    [{ at: 1, as: 'bit' }, '02 00 03', undefined],
    [{ at: 1, size: 3, as: 'decimal' }, '02 30 31 32 03', 12],
    [{ at: 1, size: 3, as: 'decimal' }, '02 30 31 41 03', undefined],
    [{ at: 1, size: 2, as: 'hex' }, '02 31 41 03', 26],
    [{ at: 1, size: 2 }, '02 01 00 03', undefined],
    [{ at: 8 }, '02 01 03', undefined],
  ])('PF11 PF12: the number at %j of %s is %s', (key, hex, expected) => {
    expect(read([{ means: 'press', key }], hex)).toEqual(
      expected === undefined ? 'bad-field' : { means: 'press', key: expected },
    );
  });

  it('PF12: labels are text without what pads it, or hexadecimal', () => {
    const serial = { at: 1, size: 4 };
    expect(read([{ means: 'alive', serial }], '02 41 42 00 00 03')).toEqual({ means: 'alive', serial: 'AB' });
    expect(read([{ means: 'alive', serial: { ...serial, as: 'hex' } }], '02 41 42 00 00 03')).toMatchObject({
      serial: '41420000',
    });
    expect(read([{ means: 'alive', serial }], '02 00 00 00 00 03')).toBe('bad-field');
    expect(read([{ means: 'alive', serial }], '02 41 07 42 43 03')).toBe('bad-field');
  });

  it('PF11: the first that fits is taken; none is an unknown frame', () => {
    const messages = [
      { means: 'ack', size: 4, where: [{ at: 1, is: '06' }] },
      { means: 'press', where: [{ at: 1, is: '06' }], key: { at: 2 } },
    ];
    expect(read(messages, '02 06 01 03')).toMatchObject({ means: 'ack' });
    expect(read(messages, '02 06 01 01 03')).toMatchObject({ means: 'press', key: 1 });
    expect(read(messages, '02 07 01 03')).toBe('unknown-frame');
  });

  it('PF13: a match reads the text body; groups may be hexadecimal', () => {
    const messages = [{ means: 'press', match: '(?<address>[0-9A-F]{2})K(?<key>[0-9]{1,3})', hex: ['address'] }];
    expect(read(messages, '02 30 41 4B 35 03')).toEqual({ means: 'press', address: 10, key: 5 });
    expect(read(messages, '02 30 41 4B 39 39 39 03')).toBe('bad-field');
    expect(read(messages, '02 30 41 4B 03')).toBe('unknown-frame');
  });
});
