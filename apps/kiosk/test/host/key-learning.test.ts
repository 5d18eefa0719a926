import { readFile, writeFile } from 'node:fs/promises';
import { defaultKeyMap } from '@pingjia/device-drivers';
import { grades } from '@pingjia/shared';
import { expect, test } from 'vitest';
import { nodeFileSystem } from '../../src/host/journal/node-file-system.ts';
import { PadKeys } from '../../src/host/pads/pad-keys.ts';
import { KeyMapStore } from '../../src/host/provisioning/key-map-store.ts';
import { toyFamily } from './toy-family.ts';
import { type PadsWorld, withPads } from './with-pads.ts';
import { diskFull } from './with-session.ts';

const padId = 'toy:unknown:memory:a';
const other = toyFamily('other', {}, { 1: 'very_satisfied' });
const options = { pads: ['memory:a?profile=toy', 'memory:b?profile=other'], families: [toyFamily('toy'), other] };

async function press({ end, clock }: PadsWorld, ...keys: readonly number[]): Promise<void> {
  for (const key of keys) {
    await end('a').say(String(key));
    await clock.advanceAsync(0);
  }
}

const refusals = ({ records }: PadsWorld) =>
  records.flatMap((record) => (record.type === 'press-refused' ? [record.data.reason] : []));

async function teach(world: PadsWorld, ...keys: readonly number[]): Promise<void> {
  expect(world.desk.learn(padId, 'screen').ok).toBe(true);
  await press(world, ...keys);
  expect(await world.desk.school.step('confirm')).toMatchObject({ ok: true });
}

test('KM8: the keys of a family without a document mean nothing until they are learnt: refused, journaled, said', () =>
  withPads(options, async (world) => {
    await press(world, 0, 1, 255);
    expect(refusals(world)).toEqual(['unmapped-key', 'unmapped-key', 'unmapped-key']);
    expect(world.desk.reports[0]).toMatchObject({
      state: 'found',
      fault: { code: 'PAD_KEYS_UNKNOWN' },
      keys: { state: 'missing', map: null },
    });
    await teach(world, 3, 2, 1, 0, 5);
    await press(world, 0);
    expect(world.records.at(-1)).toMatchObject({ type: 'evaluation', data: { grade: 'dissatisfied' } });
    await press(world, 4);
    expect(refusals(world).at(-1)).toBe('unmapped-key');
    expect(world.desk.reports[0]).toMatchObject({
      fault: null,
      keys: { state: 'learnt', learntAt: expect.any(Number) },
    });
  }));

test('KM9: each grade is asked for, best first; a second button with one code is refused, a missed one asked for again, one that is not there skipped', () =>
  withPads(options, async (world) => {
    const { desk, clock, end } = world;
    end('a').heard.length = 0;
    desk.learn(padId, 'screen');
    expect(desk.school.view()).toMatchObject({ padId, asked: 'very_satisfied', heard: {}, left: 20_000 });
    await press(world, 9);
    expect(desk.school.view()).toMatchObject({ asked: 'satisfied', heard: { 9: 'very_satisfied' } });
    await press(world, 9);
    expect(desk.school.view()).toMatchObject({
      asked: 'satisfied',
      refusal: { reason: 'duplicate', key: 9, grade: 'very_satisfied' },
    });
    await clock.advanceAsync(20_000);
    expect(desk.school.view()).toMatchObject({ asked: 'satisfied', refusal: { reason: 'timeout' }, left: 20_000 });
    await desk.school.step('skip');
    await press(world, 7, 6, 5);
    expect(desk.school.view()).toMatchObject({ asked: null, left: 0 });
    await press(world, 6);
    expect(desk.school.view()).toMatchObject({ tried: 'dissatisfied' });
    await press(world, 1);
    expect(desk.school.view()).toMatchObject({ tried: null, refusal: { reason: 'foreign', key: 1 } });
    expect(refusals(world)).toEqual(['learning', 'conflicting-key', ...Array(5).fill('learning')]);
    expect(end('a').heard.filter((command) => command === 'arm 20').length).toBeGreaterThan(4);
    await desk.school.step('confirm');
    expect(desk.reports[0]?.keys.map).toEqual({
      9: 'very_satisfied',
      7: 'basically_satisfied',
      6: 'dissatisfied',
      5: 'very_dissatisfied',
    });
    expect(end('a').heard.slice(-4)).toEqual(['reset', 'clock', 'staff nobody', 'welcome']);
  }));

test('KM10: presses while keys are learnt never count, a repeat teaches once, and other pads count on', () =>
  withPads({ pads: ['socket:line', 'memory:b?profile=other'], families: [other] }, async (world) => {
    const { desk, clock, types, simulate, end, refuse } = world;
    const pad = await simulate('line', 'SIM-0001');
    desk.learn('pingjia-line:SIM-0001:01', 'screen');
    refuse(diskFull);
    pad.press(1);
    await clock.advanceAsync(1_000);
    expect(desk.school.view()).toMatchObject({ asked: 'satisfied', heard: { 1: 'very_satisfied' }, refusal: null });
    expect(pad.state()).toMatchObject({ outstanding: 1 });
    refuse(null);
    await clock.advanceAsync(3_000);
    expect(pad.state()).toMatchObject({ acknowledged: 1, outstanding: 0 });
    expect(refusals(world)).toEqual(['learning']);
    await end('b').say('1');
    await clock.advanceAsync(0);
    expect(types().filter((type) => type === 'evaluation')).toHaveLength(1);
  }));

test('KM10: a press of a lesson that is over before the disk takes it does not count either', () =>
  withPads({ pads: ['socket:line'] }, async (world) => {
    const { desk, clock, simulate, refuse, types } = world;
    const pad = await simulate('line', 'SIM-0001');
    desk.learn('pingjia-line:SIM-0001:01', 'screen');
    refuse(diskFull);
    pad.press(1);
    await clock.advanceAsync(500);
    await desk.school.step('cancel');
    refuse(null);
    await clock.advanceAsync(3_000);
    expect(pad.state()).toMatchObject({ acknowledged: 1 });
    expect(refusals(world)).toEqual(['learning']);
    expect(types()).not.toContain('evaluation');
  }));

test('KM9: a pad that comes back during its lesson is asked again', () =>
  withPads(options, async ({ desk, end, clock }) => {
    desk.learn(padId, 'screen');
    end('a').unplug();
    await clock.advanceAsync(0);
    end('a').heard.length = 0;
    end('a').plug();
    await clock.advanceAsync(10_000);
    expect(end('a').heard).toContain('arm 20');
    expect(desk.school.view()).toMatchObject({ asked: 'very_satisfied' });
  }));

test('KM11: a map is on record with what it replaces before it counts, and kept across a restart', () =>
  withPads(options, async (world) => {
    const { folder, records, desk } = world;
    await teach(world, 1, 2, 3, 4, 5);
    const first = Object.fromEntries(grades.map((grade, index) => [index + 1, grade]));
    expect(records.at(-1)).toEqual({
      type: 'key-map-learnt',
      data: { padId, profile: 'toy', map: first, previous: null, by: 'screen' },
    });
    await teach(world, 5, 4, 3, 2, 1);
    expect(records.at(-1)).toMatchObject({ data: { map: { 5: 'very_satisfied' }, previous: first } });
    expect(JSON.parse(await readFile(`${folder}/key-maps.json`, 'utf8'))).toMatchObject({
      [padId]: { map: { 1: 'very_dissatisfied' }, by: 'screen' },
    });
    await desk.stop();
    await withPads({ ...options, folder }, async (again) => {
      await press(again, 1);
      expect(again.records.at(-1)).toMatchObject({ type: 'evaluation', data: { grade: 'very_dissatisfied' } });
    });
  }));

test('KM11: where the journal refuses, nothing changes and the map may be confirmed again', () =>
  withPads(options, async (world) => {
    const { desk, refuse } = world;
    expect(desk.learn('nobody', 'screen')).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
    desk.learn(padId, 'screen');
    expect(await desk.school.step('confirm')).toMatchObject({ ok: false, error: { code: 'REQUEST_INVALID' } });
    await press(world, 1, 2, 3, 4, 5);
    refuse(diskFull);
    expect(await desk.school.step('confirm')).toMatchObject({ ok: false, error: { code: 'JOURNAL_FULL' } });
    expect(desk.reports[0]?.keys.state).toBe('missing');
    refuse(null);
    expect(await desk.school.step('confirm')).toMatchObject({ ok: true });
    expect(await desk.school.step('confirm')).toMatchObject({ ok: false, error: { code: 'NOT_FOUND' } });
  }));

test('KM12: a lesson that nobody attends is given up, and so is one whose pad was exchanged', () =>
  withPads({ pads: ['socket:line'] }, async ({ desk, clock, simulate, end, types }) => {
    const pad = await simulate('line', 'SIM-0001');
    desk.learn('pingjia-line:SIM-0001:01', 'screen');
    await clock.advanceAsync(119_000);
    expect(desk.school.view()).not.toBeNull();
    await clock.advanceAsync(1_000);
    expect(desk.school.view()).toBeNull();
    desk.learn('pingjia-line:SIM-0001:01', 'screen');
    end('line').unplug();
    await clock.advanceAsync(1_000);
    expect(desk.learn('pingjia-line:SIM-0001:01', 'screen')).toMatchObject({ error: { code: 'PAD_NOT_FOUND' } });
    end('line').plug();
    pad.unplug();
    await simulate('line', 'SIM-0002');
    expect(desk.school.view()).toBeNull();
    expect(types()).not.toContain('key-map-learnt');
  }));

test('KM13: a file of key maps that cannot be read silences every pad, documents or not, and is left as it is', () =>
  withPads(options, async ({ folder, desk }) => {
    await desk.stop();
    for (const text of [
      '',
      '{',
      '[]',
      '{"x":{"map":{"1":"great"}}}',
      '{"x":{"map":{"256":"satisfied"},"learntAt":1,"by":"screen"}}',
    ]) {
      await writeFile(`${folder}/key-maps.json`, text);
      await withPads({ ...options, folder }, async (world) => {
        expect(world.desk.faults).toMatchObject([{ code: 'SETUP_DAMAGED' }]);
        await world.end('b').say('1');
        await world.clock.advanceAsync(0);
        expect(refusals(world)).toEqual(['unmapped-key']);
        expect(world.desk.learn(padId, 'screen')).toMatchObject({ error: { code: 'SETUP_DAMAGED' } });
      });
      expect(await readFile(`${folder}/key-maps.json`, 'utf8')).toBe(text);
    }
  }));

test('KM14: a pad that has not said who it is, and may be one whose keys were learnt, means nothing', () =>
  withPads({ pads: ['socket:line'] }, async (world) => {
    const { desk, clock, simulate } = world;
    const pad = await simulate('line', 'SIM-0001');
    desk.learn('pingjia-line:SIM-0001:01', 'local-api');
    for (const key of [1, 2, 3, 4, 5]) {
      pad.press(key);
      await clock.advanceAsync(1_000);
    }
    await desk.school.step('confirm');
    pad.press(1);
    await clock.advanceAsync(1_000);
    expect(world.records.at(-1)).toMatchObject({ type: 'evaluation', data: { grade: 'very_satisfied' } });
    const again = new PadKeys(new KeyMapStore(nodeFileSystem, world.folder));
    await again.load();
    expect(again.of('pingjia-line:unknown:01', defaultKeyMap)).toMatchObject({ state: 'missing', map: null });
    expect(again.of('pingjia-line:unknown:02', defaultKeyMap)).toMatchObject({ state: 'documented' });
    expect(again.of('pingjia-line:SIM-0002:01', defaultKeyMap)).toMatchObject({ state: 'documented' });
    expect(again.of('constructor', null)).toMatchObject({ state: 'missing' });
  }));
