import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bridgeVersion, type HostMessage, parsePadAddresses, type RecordEnvelope } from '@pingjia/shared';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import type { Host } from '../../src/host/host.ts';
import { type NodeHostOptions, startNodeHost } from '../../src/host/start-node-host.ts';

async function withNodeHost(
  options: Partial<NodeHostOptions> & { readonly profile?: string },
  run: (host: Host) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'pingjia-node-host-'));
  try {
    if (options.profile !== undefined) {
      await mkdir(`${folder}/profiles`);
      await writeFile(`${folder}/profiles/broken.yaml`, options.profile);
    }
    const started = await startNodeHost({ folder, pads: [], log: pino({ level: 'silent' }), ...options });
    if (!started.ok) throw new Error(started.error.code);
    await run(started.value.host).finally(() => started.value.stop());
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A screen that says hello and then each message in turn; and what it heard. */
function screenOf(host: Host) {
  const heard: HostMessage[] = [];
  let say: (text: string) => void = () => {};
  host.screen.hub.attach({
    send: (text) => void heard.push(JSON.parse(text)),
    onMessage: (handler) => {
      say = handler;
    },
    onClose: () => {},
    close: () => {},
  });
  say(JSON.stringify({ type: 'hello', version: bridgeVersion }));
  let id = 0;
  return {
    heard,
    ask: (request: object) => {
      id += 1;
      say(JSON.stringify({ type: 'request', id, request }));
    },
  };
}

async function recordsOf({ journal }: Host): Promise<readonly RecordEnvelope[]> {
  const { epoch } = journal.current;
  const items = await journal.read(epoch, 1, 1_000, Number.MAX_SAFE_INTEGER);
  return items.flatMap((item) =>
    item.kind === 'record' ? [JSON.parse(Buffer.from(item.bytes).toString('utf8')) as RecordEnvelope] : [],
  );
}

test('KM19: a broken profile is in the status with its file and line, and the host works on', () =>
  withNodeHost({ profile: 'name: 7\nnonsense' }, async (host) => {
    expect(host.status().setUp).toMatchObject([
      { code: 'SETUP_DAMAGED', detail: expect.stringMatching(/broken\.yaml, line \d+/) },
    ]);
    expect((await host.session.arm('staff')).ok).toBe(true);
  }));

test('KM17: a key that the screen’s window hears reaches the pad at keys:window and is journaled', () => {
  const pads = parsePadAddresses(['keys:window?profile=key-strokes']);
  if (!pads.ok) throw new Error(pads.error.code);
  return withNodeHost({ pads: pads.value }, async (host) => {
    const screen = screenOf(host);
    await expect.poll(() => host.pads.reports[0]?.state).toBe('found');
    screen.ask({ method: 'window-key', code: 'Digit5', down: true });
    screen.ask({ method: 'window-key', code: 'Digit5', down: false });
    screen.ask({ method: 'window-key', code: 'NoSuchKey', down: true });
    await expect
      .poll(async () => (await recordsOf(host)).filter(({ type }) => type === 'press-refused'))
      .toMatchObject([{ data: { reason: 'unmapped-key', source: { key: 6 } } }]);
    const [pad] = host.pads.reports;
    screen.ask({ method: 'learn.begin', padId: pad?.padId ?? '' });
    await expect.poll(() => screen.heard.at(-1)).toMatchObject({ type: 'result' });
    expect(screen.heard).toContainEqual(
      expect.objectContaining({ type: 'learning', learning: expect.objectContaining({ asked: 'very_satisfied' }) }),
    );
  });
});

test('KM15: a queue system on this machine asks over UDP and is told what came of it', async () => {
  const free = createSocket('udp4').bind(0, '127.0.0.1');
  await once(free, 'listening');
  const { port } = free.address();
  free.close();
  await withNodeHost({ queueBridge: `127.0.0.1:${port}` }, async (host) => {
    const queue = createSocket('udp4');
    const told: object[] = [];
    queue.on('message', (bytes) => told.push(JSON.parse(bytes.toString('utf8'))));
    queue.send(JSON.stringify({ command: 'apprise', sno: '7', ticket: 'A042' }), port, '127.0.0.1');
    await expect.poll(() => told).toMatchObject([{ succ: '0' }]);
    expect(host.session.view()).toMatchObject({ state: 'armed', ticket: 'A042' });
    await host.session.press({ kind: 'touch', pressId: '40000000-0000-4000-8000-000000000001' }, 'satisfied');
    await expect.poll(() => told.length).toBeGreaterThan(1);
    expect(told[1]).toMatchObject({ appriseresult: '4', sno: '7' });
    queue.close();
  });
});

test('KM15: an address that makes no sense ends the start with a sentence', async () => {
  const folder = join(tmpdir(), 'pingjia-never-made');
  const started = await startNodeHost({ folder, pads: [], queueBridge: 'hall', log: pino({ level: 'silent' }) });
  expect(started).toMatchObject({ ok: false, error: { code: 'REQUEST_INVALID' } });
});
