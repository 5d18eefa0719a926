import { bridgeVersion, err, fault, ok } from '@pingjia/shared';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ScreenChannel } from '../../src/host/bridge/screen-channel.ts';
import { type BridgeHandlers, ScreenHub } from '../../src/host/bridge/screen-hub.ts';

class TestScreen implements ScreenChannel {
  readonly heard: Record<string, unknown>[] = [];
  open = true;
  say: (text: string) => void = () => {};
  #gone: () => void = () => {};

  send(text: string): void {
    this.heard.push(JSON.parse(text));
  }
  onMessage(handler: (text: string) => void): void {
    this.say = handler;
  }
  onClose(handler: () => void): void {
    this.#gone = handler;
  }
  close(): void {
    this.open = false;
    this.#gone();
  }
  hello(version = bridgeVersion): void {
    this.say(JSON.stringify({ type: 'hello', version }));
  }
}

const nothing = async () => ok(null);
const handlers: BridgeHandlers = {
  wake: nothing,
  rate: async () => err(fault('JOURNAL_FULL')),
  change: nothing,
  tick: nothing,
  finish: nothing,
  stay: nothing,
  remark: nothing,
  painted: nothing,
  'mirror.pull': async () => ok({ outcome: 'reset' }),
  'mirror.heal': nothing,
  'mirror.report': nothing,
  'learn.begin': nothing,
  'learn.step': nothing,
  'stick.list': async () => ok([]),
  'stick.export': nothing,
  'stick.receipts': nothing,
  'window-key': nothing,
};

function connect(): { hub: ScreenHub; screen: TestScreen } {
  const hub = new ScreenHub({ handlers, initial: () => [{ type: 'appended' }] });
  const screen = new TestScreen();
  hub.attach(screen);
  return { hub, screen };
}

test('a screen that says hello is welcomed and told what it must know; nothing is pushed before', () => {
  const { hub, screen } = connect();
  hub.push({ type: 'appended' });
  expect(screen.heard).toEqual([]);
  screen.hello();
  expect(screen.heard).toEqual([{ type: 'welcome', version: bridgeVersion }, { type: 'appended' }]);
});

test('a screen of another version is told so and let go', () => {
  const { screen } = connect();
  screen.hello(bridgeVersion + 1);
  expect(screen.heard).toEqual([{ type: 'goodbye', fault: { code: 'BRIDGE_VERSION_MISMATCH' } }]);
  expect(screen.open).toBe(false);
});

test('requests are answered by their number, faults included, and none before the hello', async () => {
  const { screen } = connect();
  screen.hello();
  screen.heard.length = 0;
  screen.say(JSON.stringify({ type: 'request', id: 7, request: { method: 'wake' } }));
  const pressId = '00000000-0000-4000-8000-000000000001';
  screen.say(JSON.stringify({ type: 'request', id: 8, request: { method: 'rate', pressId, grade: 'satisfied' } }));
  await expect
    .poll(() => screen.heard)
    .toEqual([
      { type: 'result', id: 7, result: null },
      { type: 'fault', id: 8, fault: { code: 'JOURNAL_FULL' } },
    ]);

  const early = connect().screen;
  early.say(JSON.stringify({ type: 'request', id: 1, request: { method: 'wake' } }));
  expect(early.heard).toMatchObject([{ type: 'goodbye', fault: { code: 'BRIDGE_MESSAGE_INVALID' } }]);
});

test('whatever a screen says, the host answers in the contract or lets it go', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), fc.constant('x'.repeat(5 * 1024 * 1024))), (text) => {
      const { screen } = connect();
      screen.hello();
      screen.heard.length = 0;
      screen.say(text);
      expect(screen.heard).toMatchObject([{ type: 'goodbye', fault: { code: 'BRIDGE_MESSAGE_INVALID' } }]);
      expect(screen.open).toBe(false);
    }),
    { numRuns: 200 },
  );
});

test('the newest screen that was let in takes the place; the one before is told and says nothing any more', () => {
  const { hub, screen } = connect();
  screen.hello();
  const newer = new TestScreen();
  hub.attach(newer);
  expect(screen.heard.at(-1)).toEqual({ type: 'goodbye', fault: { code: 'SCREEN_ALREADY_OPEN' } });
  expect(hub.connected).toBe(true);
  newer.hello();
  screen.say('garbage');
  expect(newer.open).toBe(true);
});
