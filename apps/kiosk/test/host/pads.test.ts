import { describe, expect, test } from 'vitest';
import { toyFamily } from './toy-family.ts';
import { withPads } from './with-pads.ts';
import { diskFull } from './with-session.ts';

const keyMap = { 1: 'very_satisfied', 2: 'dissatisfied' } as const;
const toy = toyFamily('toy', {}, keyMap);
const two = { pads: ['memory:a?profile=toy', 'memory:b?profile=toy'], families: [toy] };

describe('several pads', () => {
  test('KM1: a press on any pad counts; all are told what the window came to', () =>
    withPads({ ...two, rules: { times: { response: 0 } } }, async ({ end, clock, types, desk, session }) => {
      const [a, b] = [end('a'), end('b')];
      a.heard.length = 0;
      b.heard.length = 0;
      await session.arm('staff');
      await clock.advanceAsync(0);
      await a.say('1');
      await clock.advanceAsync(0);
      await b.say('2');
      await clock.advanceAsync(0);
      expect(types().filter((type) => type === 'evaluation')).toHaveLength(2);
      for (const { heard } of [a, b]) expect(heard).toEqual(['arm 30', 'say please-evaluate', 'thank', 'thank']);
      expect(desk.reports).toMatchObject([
        { address: 'memory:a', state: 'found', origin: 'option', padId: 'toy:unknown:memory:a' },
        { address: 'memory:b', state: 'found', keys: { state: 'documented', map: keyMap } },
      ]);
    }));

  test('KM1: one pad goes and comes back, the other goes on; two families side by side', () =>
    withPads(
      { pads: ['memory:a?profile=toy', 'socket:line'], families: [toy], rules: { times: { response: 0 } } },
      async ({ end, clock, types, desk, simulate }) => {
        const pad = await simulate('line', 'SIM-0001');
        end('a').unplug();
        await clock.advanceAsync(0);
        expect(desk.reports.map(({ state }) => state)).toEqual(['lost', 'found']);
        expect(desk.reports[0]?.fault).toMatchObject({ code: 'PAD_NOT_FOUND' });
        pad.press(5);
        await clock.advanceAsync(100);
        expect(pad.state()).toMatchObject({ acknowledged: 1, outstanding: 0 });
        expect(types().filter((type) => type === 'evaluation')).toHaveLength(1);
        end('a').plug();
        await clock.advanceAsync(10_000);
        expect(desk.reports.map(({ state }) => state)).toEqual(['found', 'found']);
      },
    ));

  test('KM1: a second pad named for one place is not looked for, and the status says so', () =>
    withPads({ pads: ['socket:line?addr=01', 'socket:line?addr=02', 'socket:other'] }, async ({ desk }) => {
      expect(desk.reports.map(({ address }) => address)).toEqual(['socket:line', 'socket:other']);
      const detail = expect.stringContaining('socket:line is named twice');
      expect(desk.faults).toMatchObject([{ code: 'PAD_ADDRESS_INVALID', detail }]);
    }));

  test('KM1: what another pad on the line says is counted in the report', () =>
    withPads({ pads: ['socket:line?addr=02'] }, async ({ simulate, desk }) => {
      await simulate('line', 'SIM-0001');
      const [report] = desk.reports;
      expect(report?.ignoredFrames).toBeGreaterThan(0);
      expect(report).toMatchObject({ state: 'searching', droppedFrames: 0 });
    }));
});

describe('what pads are told', () => {
  test('KM3: when a pad is found it is told everything that it can show', () =>
    withPads(two, async ({ end, clock, session, scene, desk }) => {
      const { unplug, plug, heard } = end('a');
      expect(heard).toEqual(['clock', 'staff nobody', 'welcome']);
      unplug();
      scene.staff = { number: '7', name: 'Li' };
      scene.service = 'Passports';
      desk.show();
      await session.arm('queue', { ticket: 'A042' });
      heard.length = 0;
      plug();
      await clock.advanceAsync(10_000);
      expect(heard).toEqual([
        'clock',
        'staff Li',
        'ticket A042 Passports',
        expect.stringMatching(/^arm 2\d|^arm 30/),
        'say please-evaluate',
      ]);
    }));

  test('KM4: ticket, thanks, welcome, staff, pause and resume follow the window', () =>
    withPads({ ...two, rules: { followUp: false } }, async ({ end, clock, session, scene, desk, refuse }) => {
      const { heard, say } = end('a');
      const told = async () => {
        await clock.advanceAsync(0);
        return heard.splice(0);
      };
      await told();
      scene.staff = { number: '7', name: 'Li' };
      desk.show();
      expect(await told()).toEqual(['staff Li']);
      scene.service = 'Passports';
      await session.arm('queue', { ticket: 'A042' });
      expect(await told()).toEqual(['ticket A042 Passports', 'arm 30', 'say please-evaluate']);
      await say('1');
      expect(await told()).toEqual(['thank']);
      await clock.advanceAsync(10_000);
      expect(await told()).toEqual(['welcome']);
      await session.arm('staff');
      await session.cancel();
      expect(await told()).toEqual(['arm 30', 'say please-evaluate', 'reset', 'welcome']);
      refuse(diskFull);
      await say('1');
      expect(await told()).toEqual(['pause']);
      refuse(null);
      await clock.advanceAsync(2_000);
      expect(await told()).toEqual(['resume', 'welcome']);
      desk.call('B7', '');
      expect(await told()).toEqual(['ticket B7']);
    }));

  test('KM4: a pad that cannot do a thing is not told it; where another will do, that one', () =>
    withPads(
      {
        pads: ['memory:a?profile=dumb', 'memory:b?profile=voice'],
        families: [
          toyFamily('dumb', { commands: new Set() }, keyMap),
          toyFamily('voice', { commands: new Set(['say', 'arm']) }, keyMap),
        ],
      },
      async ({ end, clock, session, refuse }) => {
        await session.arm('queue', { ticket: 'A042' });
        await session.cancel();
        await session.arm('staff');
        await end('a').say('1');
        await clock.advanceAsync(20_000);
        refuse(diskFull);
        await end('a').say('1');
        await clock.advanceAsync(0);
        expect(end('a').heard).toEqual([]);
        expect(end('b').heard).toEqual([
          'arm 30',
          'say please-evaluate',
          'arm 0',
          'arm 30',
          'say please-evaluate',
          'say thanks',
          'say paused',
        ]);
      },
    ));

  test('KM4: pads with a clock are told the time again each hour', () =>
    withPads(two, async ({ end, clock }) => {
      await clock.advanceAsync(3_600_000);
      expect(end('b').heard.filter((command) => command === 'clock')).toHaveLength(2);
    }));
});
