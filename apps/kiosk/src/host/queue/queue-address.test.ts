import { defaultMemberNames } from '@pingjia/device-drivers';
import { expect, test } from 'vitest';
import { parseQueueAddress } from './queue-address.ts';

test('KM15: this machine alone is heard and 5 is the best unless the address says otherwise', () => {
  expect(parseQueueAddress('127.0.0.1:7792')).toEqual({
    ok: true,
    value: {
      at: { address: '127.0.0.1', port: 7792 },
      allow: ['127.0.0.1', '::1'],
      best: 5,
      memberNames: defaultMemberNames,
    },
  });
  expect(parseQueueAddress('[::]:0?from=10.0.0.5,fe80::1&best=1&ticket=number')).toEqual({
    ok: true,
    value: {
      at: { address: '::', port: 0 },
      allow: ['10.0.0.5', 'fe80::1'],
      best: 1,
      memberNames: { ...defaultMemberNames, ticket: 'number' },
    },
  });
});

test.each([
  '',
  '7792',
  'localhost:7792',
  '127.0.0.1',
  '127.0.0.1:99999',
  '::1:7792',
  '127.0.0.1:7792?from=',
  '127.0.0.1:7792?from=hall',
  '127.0.0.1:7792?best=3',
  '127.0.0.1:7792?form=10.0.0.5',
])('"%s" is refused with a sentence', (text) => {
  expect(parseQueueAddress(text)).toMatchObject({ ok: false, error: { code: 'REQUEST_INVALID' } });
});
