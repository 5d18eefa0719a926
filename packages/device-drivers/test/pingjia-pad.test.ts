import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { tools } from '../src/pingjia-pad/tools.ts';
import { openToolBench } from './with-tool.ts';
import { projectNode } from './with-simulation.ts';

const profiles = fileURLToPath(new URL('../profiles/', import.meta.url));
const binary = join(profiles, 'addressed-binary.yaml');

/** A running simulated pad. */
async function openPad(family: string, ...settings: readonly string[]) {
  const bench = await openToolBench();
  const pad = bench.start('simulate', family, '--socket', 'line', '--control', 'control', ...settings);
  await pad.until('ready');
  return { ...bench, address: `socket:${join(bench.folder, 'line')}` };
}

describe('pingjia-pad', () => {
  it('PP5: without a command it prints how it is called', async () => {
    const { run } = await openToolBench();
    const [code, said] = await run();
    expect(code).toBe(2);
    for (const { name } of tools) expect(said).toContain(`  ${name}`);
    expect(await run('--help')).toEqual([0, said]);
    for (const { name, usage } of tools) expect(await run(name, '--help')).toEqual([0, expect.stringContaining(usage)]);
  });

  it.each([
    [['fly'], 'There is no command "fly"'],
    [['probe'], '<address> is missing.'],
    [['probe', 'a', 'b'], '"b" is one argument too many.'],
    [['probe', '--loud'], "Unknown option '--loud'"],
    [['press', 'x', '300'], '"300" is no key: a whole number from 0 to 255.'],
    [['press', 'x', '5', '--times', '0'], 'is no number of presses'],
    [['simulate', 'pingjia-line', '--socket', 'x'], '--control <path> is missing'],
    [['simulate', 'pingjia-line', '--control', 'x'], 'pingjia-line is met on one of: --socket, --pty, --tcp'],
    [['simulate', 'm7-udp', '--control', 'x', '--ws', '1'], 'm7-udp is met on one of: --udp'],
    [['simulate', 'm7-udp', '--control', 'x', '--udp', '8001'], '--udp 8001 cannot be read'],
    [['simulate', 'm7-tcp', '--control', 'x', '--tcp', '99999'], '"99999" is no port'],
    [['simulate', 'toaster', '--control', 'x', '--socket', 'y'], 'There is no family "toaster"'],
    [['simulate', 'pingjia-line', '--control', 'x', '--socket', 'y', '--set', 'addr'], '--set addr cannot be read'],
    [['udev', 'x'], '"x" is one argument too many.'],
  ])('PP5: %j is called wrongly', async (args, sentence) => {
    const { run } = await openToolBench();
    const [code, said] = await run(...args);
    expect([code, said]).toEqual([2, expect.stringContaining(sentence)]);
    expect(said).toContain('Usage: pingjia-pad');
    expect(said).not.toMatch(/\n\s+at /);
  });

  it.each([
    [['probe', 'x'], 'PAD_ADDRESS_INVALID'],
    [['probe', 'socket:/nowhere/at/all'], 'PAD_NOT_FOUND'],
    [['probe', 'socket:/x?profile=toaster'], 'unknown profile toaster'],
    [['probe', 'udp:127.0.0.1:1'], 'pingjia-line is not spoken over udp'],
    [['probe', 'udp:127.0.0.1:1'], 'Over udp there are: m7-udp, queue-bridge. Write ?profile=m7-udp.'],
    [['monitor', 'socket:/nowhere/at/all'], 'PAD_NOT_FOUND'],
    [['learn', 'socket:/nowhere/at/all'], 'PAD_NOT_FOUND'],
    [['probe', 'socket:/x', '--profile', 'missing.yaml'], 'missing.yaml cannot be read'],
    [['check', 'missing.yaml'], 'missing.yaml cannot be read'],
    [['press', 'nowhere', '5'], 'no simulated pad can be reached'],
    [['simulate', 'missing.yaml', '--control', 'x', '--socket', 'y'], 'missing.yaml cannot be read'],
  ])('PP5: %j does not work, and it says why', async (args, sentence) => {
    const { run } = await openToolBench();
    expect(await run(...args)).toEqual([1, expect.stringContaining(sentence)]);
  });

  it('PP6: probe tells who answers', async () => {
    const { run, address } = await openPad('pingjia-line', '--set', 'serial=PJ-9', '--set', 'addr=0C');
    const [code, said] = await run('probe', `${address}?addr=0C`);
    expect([code, said]).toEqual([
      0,
      expect.stringMatching(/serial number {2}PJ-9\n {2}firmware {7}1\.0\.0\n {2}unit {11}0C/),
    ]);
  });

  it('PP6: probe tells that a pad is silent, or that it cannot be asked', async () => {
    const { run, address } = await openPad(binary);
    expect(await run('probe', `${address}?addr=7`, '--profile', binary)).toEqual([
      1,
      expect.stringContaining('No answer within 3 s'),
    ]);
    const text = join(profiles, 'text-line.yaml');
    expect(await run('probe', address, '--profile', text)).toEqual([0, expect.stringContaining('cannot be asked')]);
  });

  it('PP7 PP12: monitor shows bytes and meaning within 80 columns, confirms presses, and ends with Ctrl-C', async () => {
    const { run, start, address } = await openPad('pingjia-line');
    const monitor = start('monitor', address);
    await monitor.until('alive serial SIM-0001 firmware');
    expect(await run('press', 'control', '5', '--times', '3')).toEqual([
      0,
      'Pressed 5, 3 times; the host confirmed 3.',
    ]);
    await monitor.until('press 5');
    monitor.stop();
    expect(await monitor.code).toBe(0);
    for (const line of monitor.said.filter((one) => /^(?:\d| {5})/.test(one)))
      expect(line.length).toBeLessThanOrEqual(80);
    expect(monitor.said.find((line) => line.includes('press 5'))).toMatch(
      /^\d\d:\d\d:\d\d\.\d{3} < 24 4B 45 59 2C 30 31 2C {2}\$KEY,01, {2}press 5$/,
    );
  });

  it('PP7: monitor prints JSON, noise included, and ends when the pad does', async () => {
    const { run, start, address } = await openPad('pingjia-line');
    const monitor = start('monitor', address, '--json');
    await monitor.until('"kind":"identified"');
    expect(await run('press', 'control', '4')).toEqual([0, 'Pressed 4; the host confirmed 1.']);
    await monitor.until('"kind":"press"');
    const traces = monitor.said
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as { direction: string });
    expect(new Set(traces.map(({ direction }) => direction))).toEqual(new Set(['sent', 'received']));
  });

  it('PP8 PP9: what capture recorded, check reads; a file is never replaced', async () => {
    const { run, start, address, folder } = await openPad(binary);
    const capture = start('capture', address, 'pad.recording', '--profile', binary);
    await capture.until('Recording');
    expect(await run('press', 'control', '2')).toEqual([0, 'Pressed 2; the host confirmed 1.']);
    capture.stop();
    expect(await capture.code).toBe(0);
    expect(await readFile(join(folder, 'pad.recording'), 'utf8')).toMatch(
      /^# socket:.*\n< @\d+ AA 55 01 4B 02 00 00 48\n> @\d+ AA 55/,
    );
    expect(await run('check', binary, 'pad.recording')).toEqual([0, expect.stringContaining('1 presses, 0 dropped.')]);
    expect(await run('capture', address, 'pad.recording')).toEqual([
      1,
      expect.stringContaining('never replaces a file'),
    ]);
  });

  it('PP9: check explains a profile by line, and a recording that means something else', async () => {
    const { run, folder } = await openToolBench();
    await writeFile(join(folder, 'bad.yaml'), 'profile: 1\nname: A\n');
    const [code, said] = await run('check', 'bad.yaml');
    expect([code, said]).toEqual([
      1,
      expect.stringMatching(/^bad\.yaml:1:1: .*\nbad\.yaml:2:1: "A" does not fit here; write a name/s),
    ]);
    await writeFile(join(folder, 'a.recording'), '< AA 55 01 4B 05 00 00 4F\n= press 4\n');
    expect(await run('check', binary, 'a.recording')).toEqual([
      1,
      expect.stringContaining('a.recording: line 1: "press 4" was expected, it was "press 5"'),
    ]);
    await writeFile(join(folder, 'b.recording'), 'what?\n');
    expect(await run('check', binary, 'b.recording')).toEqual([
      1,
      expect.stringContaining('b.recording: line 1: write < or >'),
    ]);
    expect(await run('check', binary, 'missing')).toEqual([1, expect.stringContaining('missing cannot be read')]);
    expect(await run('check', binary, 'a.recording', '--addr', '99')).toEqual([1, expect.stringContaining('addr=99')]);
  });

  it('PP13: list shows what was found and the command that mends it; udev prints the rules', async () => {
    const pad = {
      kind: 'serial',
      address: 'serial:usb:0403:6001:A1?profile=pingjia-line',
      path: '/dev/ttyUSB0',
      vid: '0403',
      pid: '6001',
      serialNumber: 'A1',
      name: 'FTDI',
      suggestedProfile: 'pingjia-line',
      access: { state: 'denied', mend: 'sudo usermod -aG dialout $USER' },
      note: 'keep it there',
    } as const;
    const { run } = await openToolBench({ pads: [pad], faults: [] });
    expect(await run('list')).toEqual([
      0,
      [
        pad.address,
        '  FTDI · 0403:6001 · serial A1 · /dev/ttyUSB0',
        '  keep it there',
        '  It may not be opened by this user. Run: sudo usermod -aG dialout $USER',
      ].join('\n'),
    ]);
    expect(await run('list', '--json')).toEqual([0, JSON.stringify(pad)]);
    expect(await run('udev')).toEqual([0, expect.stringContaining('60-pingjia.rules')]);
    const none = await openToolBench();
    expect(await none.run('list')).toEqual([0, expect.stringContaining('No pad was found')]);
  });

  it('PP5: as a process it answers on its streams, and Ctrl-C ends it with its sockets removed', async () => {
    const main = fileURLToPath(new URL('../src/pingjia-pad/main.ts', import.meta.url));
    const { folder } = await openToolBench();
    const child = spawn(projectNode, [main, 'simulate', binary, '--socket', 'line', '--control', 'control'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PINGJIA_CALLED_FROM: folder },
    });
    const ended = once(child, 'close');
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    expect(said.toString()).toBe('ready\n');
    child.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
  });
});
