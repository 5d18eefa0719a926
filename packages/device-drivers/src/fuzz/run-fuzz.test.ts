import { ok } from '@pingjia/shared';
import { describe, expect, it } from 'vitest';
import type { CreatePadDriver, PadDriver } from '../pad-driver.ts';
import { pingjiaLineTarget } from './pingjia-line-target.ts';
import { fuzzTargets } from './fuzz-targets.ts';
import { type FuzzReport, runFuzz } from './run-fuzz.ts';

const clean = { throws: 0, phantoms: 0, deaf: 0, failed: 0, firstFailure: null };

describe('drivers under fuzz', () => {
  it.each(fuzzTargets().map((target) => [target.family.profile, target] as const))(
    'PF24 PF25: %s agrees with its reference parser on a million bytes',
    (_, target) => {
      const report = runFuzz({ target, bytes: 1e6, seed: 7 });
      expect(report).toMatchObject(clean);
      expect(report.presses).toBeGreaterThan(1_000);
    },
    120_000,
  );

  it('PF25: the same seed gives the same bytes', () => {
    const once = (): FuzzReport => runFuzz({ target: pingjiaLineTarget, bytes: 50_000, seed: 3 });
    expect(once()).toEqual(once());
    expect(runFuzz({ target: pingjiaLineTarget, bytes: 50_000, seed: 4 })).not.toEqual(once());
  });

  it('PF25: a driver that throws, invents a press or turns deaf is found', () => {
    const throwing = fuzzBroken((bytes, sound) => {
      if (bytes.includes(0xff)) throw new Error('a byte of 255');
      sound.receive(bytes);
    });
    expect(throwing.throws).toBeGreaterThan(0);
    const inventing = fuzzBroken((bytes, sound, press) => {
      sound.receive(bytes);
      if (bytes.includes(0xff)) press();
    });
    expect(inventing.phantoms).toBeGreaterThan(0);
    const deaf = fuzzBroken((bytes, sound) => sound.receive(bytes.subarray(0, 20)));
    expect(deaf).toMatchObject({ deaf: deaf.blocks, failed: deaf.blocks, firstFailure: 1 });
  });
});

/** A driver of pingjia-line that receives in a way of its own. */
function fuzzBroken(receive: (bytes: Uint8Array, sound: PadDriver, press: () => void) => void): FuzzReport {
  const { family } = pingjiaLineTarget;
  const createDriver: CreatePadDriver = (context) => {
    const made = family.createDriver(context);
    if (!made.ok) return made;
    const press = (): void => context.events.press({ boot: '0000', count: 0, key: 1 });
    return ok({ ...made.value, receive: (bytes) => receive(bytes, made.value, press) });
  };
  return runFuzz({ target: { ...pingjiaLineTarget, family: { ...family, createDriver } }, bytes: 100_000, seed: 1 });
}
