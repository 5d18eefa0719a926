import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type PadSupervisor, parseAndSupervise } from './supervise-for-real.ts';
import { createEventLog, type EventLog } from './event-log.ts';
import { openPtyPair } from '../src/testing/pty-pair.ts';
import { pressOn } from '../src/testing/press-on.ts';
import { withSimulation } from './with-simulation.ts';

async function withHost(address: string, act: (events: EventLog, host: PadSupervisor) => Promise<void>): Promise<void> {
  const events = createEventLog();
  const supervisor = parseAndSupervise(address, events);
  await act(events, supervisor);
  await supervisor.stop();
}

describe('the simulated pad as a process', () => {
  it('DV42: answers a press when the host has confirmed it, over a local socket', () =>
    withSimulation(async ({ line, control, start }) => {
      const { output } = await start('--line', line, '--control', control, '--address', '0C', '--serial', 'SIM-7');
      expect(output()).toBe('ready\n');
      await withHost(`socket:${line}?addr=0C`, async (events) => {
        await events.until('found pingjia-line:SIM-7:0C');
        expect(await pressOn(control, { press: 5 })).toEqual({ ok: true, pressed: 1, acknowledged: 1 });
        expect(await pressOn(control, { press: 1, times: 500, everyMs: 1 })).toEqual({
          ok: true,
          pressed: 500,
          acknowledged: 500,
        });
        expect(await pressOn(control, { state: true })).toMatchObject({ ok: true, acknowledged: 501, lost: 0 });
      });
    }));

  it('DV42: answers over a terminal too', () =>
    withSimulation(async ({ control, start }) => {
      const pair = await openPtyPair();
      onTestFinished(() => pair.close());
      await start('--line', `pty:${pair.b}`, '--control', control);
      await withHost(`serial:${pair.a}`, async (events) => {
        await events.until('found pingjia-line:SIM-0001:01');
        expect(await pressOn(control, { press: 5, times: 3 })).toEqual({ ok: true, pressed: 3, acknowledged: 3 });
      });
    }));

  it('DV42: unplugged it is lost to the host, and plugged in it is found again', () =>
    withSimulation(async ({ line, control, start }) => {
      await start('--line', line, '--control', control);
      await withHost(`socket:${line}`, async (events) => {
        await events.until('found pingjia-line:SIM-0001:01');
        expect(await pressOn(control, { unplug: true })).toMatchObject({ ok: true, plugged: false });
        await events.until('lost unplugged');
        expect(await pressOn(control, { unplug: true })).toMatchObject({ ok: true, plugged: false });
        expect(await pressOn(control, { press: 5 })).toMatchObject({
          ok: false,
          error: expect.stringContaining('the pad is unplugged'),
        });
        expect(await pressOn(control, { plug: true })).toMatchObject({ ok: true, plugged: true });
        expect(await pressOn(control, { plug: true })).toMatchObject({ ok: true, plugged: true });
        await events.until('found pingjia-line:SIM-0001:01');
        expect(await pressOn(control, { press: 5 })).toMatchObject({ ok: true });
      });
    }));

  it('DV42: a press that dies with the power is answered with a clear sentence', () =>
    withSimulation(async ({ line, control, start }) => {
      await start('--line', line, '--control', control);
      const pressed = pressOn(control, { press: 5, times: 2 });
      let state = await pressOn(control, { state: true });
      while (state['outstanding'] !== 2) state = await pressOn(control, { state: true });
      await pressOn(control, { unplug: true });
      expect(await pressed).toEqual({
        ok: false,
        error: 'of 2 presses, 2 were forgotten when the pad lost its power',
        pressed: 2,
        acknowledged: 0,
      });
    }));

  it('DV43: bad control input gets a clear answer, and the conversation goes on', () =>
    withSimulation(async ({ line, control, start }) => {
      await start('--line', line, '--control', control);
      const socket = createConnection(control);
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk.toString();
      });
      const bad = [
        'x',
        '',
        'null',
        '[]',
        '{}',
        '{"press":0}',
        '{"press":"5"}',
        '{"press":5,"times":-1}',
        '{"press":5,"unplug":true}',
        '{"state":false}',
        '\u0000\ufffd',
      ];
      socket.write(`${bad.join('\n')}\n{"state":true}\n${'x'.repeat(5_000)}`);
      await once(socket, 'close');
      const answers = text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(answers.map(({ ok }) => ok)).toEqual([...bad.map(() => false), true, false]);
      for (const { error } of answers.slice(0, bad.length)) expect(error).toContain('send {"press":1-9');
      expect(answers.at(-1)?.error).toBe('a line has at most 4096 bytes');
      expect(await pressOn(control, { state: true })).toMatchObject({ ok: true });
    }));

  it.each(['SIGTERM', 'SIGINT'] as const)('DV43: %s ends it and removes its sockets', (signal) =>
    withSimulation(async ({ folder, line, control, start }) => {
      const { process, ended } = await start('--line', line, '--control', control);
      const pressed = pressOn(control, { press: 5 });
      process.kill(signal);
      expect(await ended).toBe(0);
      expect(await pressed).toMatchObject({ ok: false });
      expect(await readdir(folder)).toEqual([]);
      expect(await pressOn(control, { press: 5 })).toMatchObject({
        ok: false,
        error: expect.stringContaining('no simulated pad can be reached'),
      });
    }),
  );

  it('DV43: takes the place of one that was killed, but not of one that runs nor of a file', () =>
    withSimulation(async ({ folder, line, control, start }) => {
      const first = await start('--line', line, '--control', control);
      first.process.kill('SIGKILL');
      await first.ended;
      expect((await start('--line', line, '--control', control)).output()).toBe('ready\n');
      const second = await start('--line', line, '--control', `${control}2`);
      expect([await second.ended, second.output()]).toEqual([2, expect.stringContaining(`${line} is in use`)]);
      await writeFile(join(folder, 'file'), 'precious');
      const third = await start('--line', `${line}3`, '--control', join(folder, 'file'));
      expect([await third.ended, third.output()]).toEqual([2, expect.stringContaining('is in use')]);
    }));

  it.each([
    [[], '--line and --control are needed'],
    [['--line', 'x'], '--line and --control are needed'],
    [['--line', 'x', '--control', 'y', '--address', 'FF'], 'FF is no pad address'],
    [['--line', 'x', '--control', 'y', '--serial', 'a,b'], 'a,b is no serial number'],
    [['--loud'], "Unknown option '--loud'"],
    [['--line', 'pty:missing', '--control', 'control.sock'], 'PAD_NOT_FOUND'],
  ])('DV43: arguments %j are refused with a sentence', (args, sentence) =>
    withSimulation(async ({ folder, start }) => {
      const inFolder = args.map((arg) => arg.replace(/^(pty:|)(missing|control\.sock)$/, `$1${folder}/$2`));
      const { ended, output } = await start(...inFolder);
      expect(await ended).toBe(2);
      expect(output()).toContain(sentence);
      expect(await readdir(folder)).toEqual([]);
    }),
  );

  it('DV42: takes one host at a time, and noise from it', () =>
    withSimulation(async ({ line, control, start }) => {
      await start('--line', line, '--control', control);
      const first = createConnection(line);
      await once(first, 'connect');
      first.write(Buffer.alloc(10_000, 0x24));
      const second = createConnection(line);
      await once(second, 'close');
      first.destroy();
      await withHost(`socket:${line}`, (events) => events.until('found pingjia-line:SIM-0001:01'));
    }));
});
