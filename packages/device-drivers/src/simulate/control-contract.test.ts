import { ManualClock, SeededRandom } from '@pingjia/shared/testing';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ok } from '@pingjia/shared';
import { describe, expect, it, onTestFinished } from 'vitest';
import { pingjiaLineSimulator } from '../pingjia-line/simulator.ts';
import { pressOn } from '../testing/press-on.ts';
import { buildSimulation } from './build-simulation.ts';
import { parseControlLine } from './control-contract.ts';

const keys = { least: 0, most: 5 };

describe('what a simulated pad can be told', () => {
  it.each([
    '{"hold":1}',
    '{"release":0}',
    '{"bounce":5}',
    '{"stickKey":2}',
    '{"brownOut":true}',
    '{"garble":"AA 55"}',
    '{"mute":true}',
    '{"unmute":true}',
    '{"lateReply":500}',
    '{"wrongChecksum":true}',
  ])('PP11: %s is a request', (line) => {
    expect(parseControlLine(line, keys)).toBeTypeOf('object');
  });

  it.each([
    '{"hold":6}',
    '{"press":6}',
    '{"garble":""}',
    '{"garble":"A"}',
    '{"lateReply":-1}',
    '{"mute":false}',
    '{"mute":true,"unmute":true}',
  ])('PP11: %s is none', (line) => {
    expect(parseControlLine(line, keys)).toContain('send {"press":0-5');
  });

  it('PP11: each verb reaches the pad', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pingjia-verbs-'));
    const control = join(folder, 'control');
    const sent: string[] = [];
    const simulation = buildSimulation({
      clock: new ManualClock(),
      random: new SeededRandom(1),
      family: pingjiaLineSimulator,
      options: {},
      control,
      createLine: () => ({
        plug: () => Promise.resolve(ok()),
        unplug: () => Promise.resolve(),
        send: (bytes) => void sent.push(Buffer.from(bytes).toString('latin1')),
      }),
    });
    await simulation.start();
    onTestFinished(async () => {
      await simulation.stop();
      await rm(folder, { recursive: true, force: true });
    });
    await pressOn(control, { hold: 5 });
    await pressOn(control, { hold: 5 });
    await pressOn(control, { release: 5 });
    await pressOn(control, { bounce: 4, times: 9 });
    await pressOn(control, { stickKey: 3 });
    await pressOn(control, { garble: '21 21' });
    await pressOn(control, { mute: true });
    await pressOn(control, { bounce: 2 });
    await pressOn(control, { unmute: true });
    await pressOn(control, { lateReply: 1_000 });
    await pressOn(control, { bounce: 2 });
    await pressOn(control, { wrongChecksum: true });
    await pressOn(control, { bounce: 1 });
    const verbs = sent.map((frame) => (frame.startsWith('$KEY') ? frame.split(/[,*]/)[4] : frame.slice(0, 6)));
    expect(verbs).toEqual(['$HELLO', '5', '4', '3', '!!', '1']);
    await pressOn(control, { brownOut: true });
    expect(sent.at(-1)).toContain('$HELLO');
  });
});
