import { err, fault, ok, type Result } from '@pingjia/shared';

/** How a serial line spells a byte, beside its speed. */
export interface LineSettings {
  readonly dataBits: 7 | 8;
  readonly parity: 'none' | 'even' | 'odd';
  readonly stopBits: 1 | 2;
}

/** What nearly every pad uses. */
export const usualLine: LineSettings = { dataBits: 8, parity: 'none', stopBits: 1 };

const dataBits: ReadonlyMap<string, 7 | 8> = new Map([
  ['7', 7],
  ['8', 8],
]);
const stopBits: ReadonlyMap<string, 1 | 2> = new Map([
  ['1', 1],
  ['2', 2],
]);
const parities: ReadonlyMap<string, LineSettings['parity']> = new Map([
  ['none', 'none'],
  ['even', 'even'],
  ['odd', 'odd'],
]);

/** The options `bits`, `parity` and `stop` of a pad's address; fails with PAD_ADDRESS_INVALID. */
export function readLineSettings(options: Readonly<Record<string, string>>): Result<LineSettings> {
  const { bits = '8', parity = 'none', stop = '1' } = options;
  const settings = { dataBits: dataBits.get(bits), parity: parities.get(parity), stopBits: stopBits.get(stop) };
  if (settings.dataBits === undefined) return err(fault('PAD_ADDRESS_INVALID', `bits=${bits}`));
  if (settings.parity === undefined) return err(fault('PAD_ADDRESS_INVALID', `parity=${parity}`));
  if (settings.stopBits === undefined) return err(fault('PAD_ADDRESS_INVALID', `stop=${stop}`));
  return ok({ dataBits: settings.dataBits, parity: settings.parity, stopBits: settings.stopBits });
}
