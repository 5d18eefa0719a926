import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSimulation, socketLine } from '@pingjia/device-drivers/simulate';
import { createProfileSimulation, parseProfile, pressOn } from '@pingjia/device-drivers/testing';
import { nodeRandom } from '@pingjia/node-platform';
import { parsePadAddresses, systemClock } from '@pingjia/shared';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { type NodeHost, startNodeHost } from '../../src/host/start-node-host.ts';

const example = new URL('../../../../packages/device-drivers/profiles/text-line.yaml', import.meta.url);

async function recordsOf({ host: { journal } }: NodeHost): Promise<readonly string[]> {
  const { epoch, tip } = journal.current;
  const items = await journal.read(epoch, 1, tip.seq, Number.MAX_SAFE_INTEGER);
  return items.flatMap((item) => (item.kind === 'record' ? [Buffer.from(item.bytes).toString('utf8')] : []));
}

test('KM8 KM9 KM19: a pad of a profile in the data folder is found, taught, and then counts in a whole host', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pingjia-profile-'));
  const text = await readFile(example, 'utf8');
  await mkdir(join(folder, 'profiles'));
  await writeFile(join(folder, 'profiles', 'hall.yaml'), text);
  const profile = parseProfile(text);
  const family = profile.ok ? createProfileSimulation(profile.value) : null;
  const pads = parsePadAddresses([`socket:${join(folder, 'line')}?profile=text-line`]);
  if (family?.ok !== true || !pads.ok) throw new Error('the example cannot be simulated');
  const control = join(folder, 'control');
  const simulation = buildSimulation({
    clock: systemClock,
    random: nodeRandom,
    family: family.value,
    options: {},
    createLine: socketLine(join(folder, 'line')),
    control,
  });
  expect(await simulation.start()).toMatchObject({ ok: true });
  const started = await startNodeHost({ folder, pads: pads.value, log: pino({ level: 'silent' }) });
  if (!started.ok) throw new Error(started.error.code);
  const { host, stop } = started.value;
  try {
    await expect.poll(() => host.pads.reports[0]?.state).toBe('found');
    const [report] = host.pads.reports;
    expect(report).toMatchObject({
      profile: 'text-line',
      keys: { state: 'missing' },
      fault: { code: 'PAD_KEYS_UNKNOWN' },
    });
    await pressOn(control, { press: 3 });
    await expect.poll(async () => (await recordsOf(started.value)).join()).toContain('"unmapped-key"');

    expect(host.pads.learn(report?.padId ?? '', 'screen')).toMatchObject({ ok: true });
    for (const [asked, key] of [5, 4, 3, 2, 1].entries()) {
      await expect.poll(() => Object.keys(host.pads.school.view()?.heard ?? {})).toHaveLength(asked);
      await pressOn(control, { press: key });
    }
    await expect.poll(() => host.pads.school.view()?.asked).toBeNull();
    expect(await host.pads.school.step('confirm')).toMatchObject({ ok: true });

    await host.session.arm('staff');
    await pressOn(control, { press: 2 });
    await expect.poll(() => host.session.view()).toMatchObject({ grade: 'dissatisfied' });
    const evaluations = (await recordsOf(started.value)).filter((record) => record.includes('"type":"evaluation"'));
    expect(evaluations).toHaveLength(1);
    expect(evaluations[0]).toContain('"key":2');
  } finally {
    await stop();
    await simulation.stop();
    await rm(folder, { recursive: true });
  }
});
