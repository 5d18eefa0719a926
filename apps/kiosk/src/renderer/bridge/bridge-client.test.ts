import { fault } from '@pingjia/shared';
import { ManualClock, SeededRandom } from '@pingjia/shared/testing';
import { expect, test } from 'vitest';
import { RecordingListener } from '../testing/recording-listener.ts';
import { ScriptedHost } from '../testing/scripted-host.ts';
import { answerWithin, BridgeClient, reloadAfter } from './bridge-client.ts';

function setUp() {
  const clock = new ManualClock();
  const random = new SeededRandom(7);
  const host = new ScriptedHost({ clock, random });
  const listener = new RecordingListener();
  let reloads = 0;
  const reload = () => {
    reloads += 1;
  };
  const client = new BridgeClient({ open: host.open, clock, random, listener, reload });
  return { clock, host, listener, client, reloads: () => reloads };
}

test('says hello, is welcomed, hears what the host pushes', async () => {
  const { clock, listener, client } = setUp();
  client.start();
  await clock.advanceAsync(0);
  expect(listener.told.filter((word) => word !== 'appended')).toEqual(['welcomed', 'configuration', 'status', 'view']);
});

test('matches answers to questions', async () => {
  const { clock, client } = setUp();
  client.start();
  await clock.advanceAsync(0);
  const [woken, pulled] = await Promise.all([
    client.request({ method: 'wake' }),
    client.request({ method: 'mirror.pull', after: null, limit: 10 }),
  ]);
  expect(woken).toEqual({ ok: true, value: null });
  expect(pulled).toMatchObject({ ok: true, value: { outcome: 'page' } });
});

test('a result that does not fit the contract is a fault, not a result', async () => {
  const { clock, host, client } = setUp();
  client.start();
  await clock.advanceAsync(0);
  host.isDeaf = true;
  const answer = client.request({ method: 'mirror.pull', after: null, limit: 1 });
  await clock.advanceAsync(0);
  host.say({ type: 'result', id: 0, result: { outcome: 'page', records: 'all of them' } });
  await expect(answer).resolves.toEqual({
    ok: false,
    error: { kind: 'fault', fault: fault('BRIDGE_MESSAGE_INVALID', 'result of mirror.pull') },
  });
});

test('answers nobody asked for, and garbage, change nothing', async () => {
  const { clock, host, listener, client } = setUp();
  client.start();
  await clock.advanceAsync(0);
  listener.told.length = 0;
  host.say({ type: 'result', id: 99, result: null });
  host.say({ type: 'fault', id: 99, fault: fault('INTERNAL') });
  host.sayText('�{');
  await clock.advanceAsync(0);
  expect(listener.told).toEqual(['misheard BRIDGE_MESSAGE_INVALID']);
});

test('comes back after every break, for ever, and never in a storm', async () => {
  const { clock, host, listener, client } = setUp();
  client.start();
  await clock.advanceAsync(0);
  for (let round = 0; round < 20; round += 1) {
    host.drop();
    await clock.advanceAsync(6_000);
  }
  expect(host.connections).toBe(21);
  expect(listener.told.filter((word) => word === 'welcomed')).toHaveLength(21);
});

test('a host that never welcomes is tried again', async () => {
  const { clock, host, client } = setUp();
  host.say = () => {};
  client.start();
  await clock.advanceAsync(answerWithin * 10);
  expect(host.connections).toBeGreaterThan(3);
  expect(host.connections).toBeLessThan(12);
});

test('a question that is not answered ends the conversation; it is told as lost', async () => {
  const { clock, host, listener, client } = setUp();
  client.start();
  await clock.advanceAsync(0);
  host.isDeaf = true;
  const answer = client.request({ method: 'wake' });
  await clock.advanceAsync(answerWithin);
  await expect(answer).resolves.toEqual({ ok: false, error: { kind: 'lost' } });
  expect(listener.told).toContain('lost');
});

test('without a conversation a question is lost at once', async () => {
  const { client } = setUp();
  await expect(client.request({ method: 'wake' })).resolves.toEqual({ ok: false, error: { kind: 'lost' } });
});

test.each(['SCREEN_TOKEN_INVALID', 'SCREEN_ALREADY_OPEN'] as const)(
  'after goodbye with %s it keeps quiet',
  async (code) => {
    const { clock, host, listener, client, reloads } = setUp();
    host.refusal = fault(code);
    client.start();
    await clock.advanceAsync(3_600_000);
    expect(listener.told.filter((word) => word !== 'appended')).toEqual([`refused ${code}`]);
    expect(host.connections).toBe(1);
    expect(reloads()).toBe(0);
  },
);

test('between versions it loads the page anew, once in a while', async () => {
  const { clock, host, listener, client, reloads } = setUp();
  host.version = 2;
  client.start();
  await clock.advanceAsync(reloadAfter - 1);
  expect(listener.told).toContain('refused BRIDGE_VERSION_MISMATCH');
  expect(reloads()).toBe(0);
  await clock.advanceAsync(1);
  expect(reloads()).toBe(1);
});
