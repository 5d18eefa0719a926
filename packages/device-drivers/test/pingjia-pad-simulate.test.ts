import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { simulatedFamilies } from '../src/simulate/simulated-families.ts';
import { pressOn } from '../src/testing/press-on.ts';
import { openPtyPair } from '../src/testing/pty-pair.ts';
import { freePort } from '@pingjia/test-stand/free-port';
import { openToolBench } from './with-tool.ts';

async function openPad(family: string, ...line: readonly string[]) {
  const bench = await openToolBench();
  const pad = bench.start('simulate', family, ...line, '--control', 'control');
  await pad.until('ready');
  return { ...bench, pad, control: join(bench.folder, 'control') };
}

describe('pingjia-pad simulate', () => {
  it('PP10: every family has a line', () => {
    expect(simulatedFamilies.map(({ name, line }) => `${name} ${line}`)).toEqual([
      'pingjia-line stream',
      'm7-udp udp',
      'm7-tcp tcp-call',
      'queue-bridge udp',
      'counter-terminal websocket',
    ]);
  });

  it('PP10: pingjia-line on a TCP port', async () => {
    const port = await freePort();
    const { run } = await openPad('pingjia-line', '--tcp', String(port));
    expect(await run('probe', `tcp:127.0.0.1:${port}`)).toEqual([0, expect.stringContaining('pingjia-line answers')]);
  });

  it('PP10: pingjia-line on a terminal', async () => {
    const pair = await openPtyPair();
    onTestFinished(() => pair.close());
    const { run } = await openPad('pingjia-line', '--pty', pair.b);
    expect(await run('probe', `serial:${pair.a}`)).toEqual([0, expect.stringContaining('SIM-0001')]);
  });

  it('PP10: pingjia-line on a terminal that is made for it, pulled and plugged with it, and gone at the end', async () => {
    const { run, folder, pad, control } = await openPad('pingjia-line', '--pty', 'tty');
    const found = [0, expect.stringContaining('SIM-0001')];
    const path = join(folder, 'tty');
    expect(await run('probe', `serial:${path}`)).toEqual(found);
    expect(await pressOn(control, { unplug: true })).toMatchObject({ ok: true });
    expect(await run('probe', `serial:${path}`)).toEqual([1, expect.stringContaining('PAD_NOT_FOUND')]);
    expect(await pressOn(control, { plug: true })).toMatchObject({ ok: true });
    expect(await run('probe', `serial:${path}`)).toEqual(found);
    pad.stop();
    expect(await pad.code).toBe(0);
    await expect(lstat(path)).rejects.toThrow('ENOENT');
  });

  it('PP10: a profile is only simulated where it says that its pads are met', async () => {
    const { run } = await openToolBench();
    const profile = fileURLToPath(new URL('../profiles/text-line.yaml', import.meta.url));
    expect(await run('simulate', profile, '--tcp', '1', '--control', 'c')).toEqual([
      2,
      expect.stringContaining('text-line is met on one of: --socket, --pty.'),
    ]);
  });

  it('PP7: monitor --arm makes a pad speak that is silent until it is asked', async () => {
    const port = await freePort();
    const { run, start } = await openPad('m7-tcp', '--tcp', String(port));
    const monitor = start('monitor', `tcp-call:127.0.0.1:${port}?profile=m7-tcp`, '--arm', '60');
    await monitor.until('S02');
    expect(await run('press', 'control', '3')).toEqual([0, 'Pressed 3; such a pad is never told what came of it.']);
    await monitor.until('press 3');
    expect(await run('monitor', 'socket:x', '--arm', '0')).toEqual([2, expect.stringContaining('from 1 to 999')]);
  });

  it('PP10: m7-udp on a UDP port, where its presses are heard', async () => {
    const port = await freePort();
    const { run, start } = await openPad('m7-udp', '--udp', `127.0.0.1:${port}`);
    const monitor = start('monitor', `udp:127.0.0.1:${port}?profile=m7-udp`);
    await monitor.until('alive');
    expect(await run('press', 'control', '3')).toEqual([0, 'Pressed 3; the host confirmed 1.']);
    await monitor.until('press 3');
  });

  it('PP10: m7-tcp on a port that is called', async () => {
    const port = await freePort();
    const { run } = await openPad('m7-tcp', '--tcp', String(port));
    expect(await run('probe', `tcp-call:127.0.0.1:${port}?profile=m7-tcp`)).toEqual([
      0,
      expect.stringContaining('m7-tcp answers'),
    ]);
  });

  it('PP10: counter-terminal on a WebSocket port', async () => {
    const port = await freePort();
    const { run, start } = await openPad('counter-terminal', '--ws', String(port));
    const monitor = start('monitor', `ws:127.0.0.1:${port}?profile=counter-terminal`);
    await monitor.until('Listening');
    expect((await run('press', 'control', '2'))[0]).toBe(0);
    await monitor.until('press 2');
  });

  it('PP10: queue-bridge on a UDP port', async () => {
    const port = await freePort();
    const { run, control } = await openPad('queue-bridge', '--udp', `127.0.0.1:${port}`);
    expect((await run('press', 'control', '2'))[0]).toBe(0);
    expect(await pressOn(control, { state: true })).toMatchObject({ ok: true, pressed: 1 });
  });

  it('PP10: a port that is taken is told', async () => {
    const port = await freePort();
    await openPad('m7-udp', '--udp', `127.0.0.1:${port}`);
    const { run } = await openToolBench();
    expect(await run('simulate', 'm7-udp', '--udp', `127.0.0.1:${port}`, '--control', 'c')).toEqual([
      1,
      expect.stringContaining(`cannot listen on UDP 127.0.0.1:${port}`),
    ]);
  });

  it('PP12: a press that is impossible fails, and so does a key the pad does not have', async () => {
    const { run, control } = await openPad('pingjia-line', '--socket', 'line');
    expect(await run('press', 'control', '0')).toEqual([1, expect.stringContaining('send {"press":1-9')]);
    await pressOn(control, { unplug: true });
    expect(await run('press', 'control', '5')).toEqual([1, expect.stringContaining('the pad is unplugged')]);
  });
});
