import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulatedLayouts } from '@pingjia/device-drivers/hid-five/layouts';
import { expect, test } from 'vitest';
import { withPads } from './with-pads.ts';

const { descriptor, report } = simulatedLayouts.bits;
const address = `hid:pad?profile=hid-five&descriptor=${Buffer.from(descriptor).toString('hex')}`;
const map = { 1: 'very_satisfied', 2: 'satisfied', 3: 'dissatisfied' };
const learnt = { 'hid-five:unknown:hid:pad': { map, learntAt: 0, by: 'screen' } };

test('HI5 KM1: of two keys that one report brings down the first counts, the other is a repeat; both are on record', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pingjia-hid-'));
  await writeFile(join(folder, 'key-maps.json'), JSON.stringify(learnt));
  await withPads({ pads: [address], folder }, async ({ clock, desk, end, records }) => {
    await clock.advanceAsync(1_000);
    expect(desk.reports).toMatchObject([{ state: 'found', keys: { state: 'learnt' } }]);
    const { line } = end('pad');
    await line.b.write(report([2, 3]));
    await clock.advanceAsync(100);
    await line.b.write(report([]));
    await clock.advanceAsync(100);
    const pressed = records.filter(({ type }) => type === 'evaluation' || type.startsWith('press-'));
    expect(pressed).toMatchObject([
      { type: 'evaluation', data: { grade: 'satisfied', source: { key: 2 } } },
      { type: 'press-repeated', data: { source: { key: 3 } } },
    ]);
  }).finally(() => rm(folder, { recursive: true }));
});
