import { SeededRandom } from '@pingjia/shared/testing';
import { expect, test } from 'vitest';
import { eventually, withCounty } from '../harness/county.ts';

/** Power switches thrown, and presses made between one and the next. */
const kills = 12;
const presses = 40;

test('SY6 SY8 SY9: the host killed under load at random moments: every press that was confirmed is there, once', () =>
  withCounty(async (county) => {
    const random = new SeededRandom(20_261_123);
    await county.startKiosk();
    for (let kill = 0; kill < kills; kill += 1) {
      const round = county.press(1 + random.below(5), presses, 4);
      await new Promise((resolve) => {
        setTimeout(resolve, random.below(250));
      });
      await county.killKiosk();
      await county.startKiosk();
      expect(await round).toMatchObject({ ok: true, acknowledged: presses });
    }
    const expected = kills * presses;
    const items = await eventually(
      () => county.evaluations(),
      (found) => found.length >= expected,
    );
    expect(items.length).toBe(expected);
    expect(new Set(items.map(({ evaluationId }) => evaluationId)).size).toBe(expected);
    const device = await county.device();
    expect(device).toMatchObject({ gaps: [], forked: false });
    expect(device.pads).toMatchObject([{ lostPresses: 0 }]);
  }));
