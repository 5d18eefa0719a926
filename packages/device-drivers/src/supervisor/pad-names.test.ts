import { padIdSchema } from '@pingjia/shared';
import { expect, it } from 'vitest';
import { createPadNames } from './pad-names.ts';

const press = { boot: '0', count: 0 };
const nobody = { firmware: null, serialNumber: null };

it('KS8: a name that is too long for a record loses its middle, and tells pads apart by its end', () => {
  const names = createPadNames('key-strokes');
  const unit = (end: string): string => `keys:/dev/input/by-id/usb-${'Maker_of_Keypads_'.repeat(8)}-${end}-event-kbd`;
  const [one, other] = [names.of(nobody, unit('A')), names.of(nobody, unit('B'))];
  expect(padIdSchema.safeParse(one).success).toBe(true);
  expect(one).not.toBe(other);
  expect(one.startsWith('key-strokes:unknown:keys:')).toBe(true);
  expect(names.forPress(press, nobody, unit('A'))).toBe(one);
});
