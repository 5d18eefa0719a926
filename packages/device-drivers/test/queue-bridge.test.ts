import { err, fault, ok } from '@pingjia/shared';
import { describe, expect, it } from 'vitest';
import { maxDeliveries } from '../src/queue-bridge/result-delivery.ts';
import { asker, withQueueBridge } from './with-queue-bridge.ts';

const obeyed = '5000 {"succ":"0"}';
const rated = { key: 5, details: [{ code: '510', name: '一窗受理一次办结' }] };
const resultText = '5000 {"sno":"9","appriseresult":"5","tagId":"510","tagName":"一窗受理一次办结"}';

describe('a queue system asks', () => {
  it('QB10: each command is one call, answered when it has taken effect', () =>
    withQueueBridge(async ({ ask, calls, sent, bridge }) => {
      await ask({ command: 'login', sno: 1, staffNumber: '7', staffName: '王芳' });
      await ask({ command: 'call', sno: 2, ticket: 'A042', service: '社保' });
      await ask({ command: 'welcome', sno: 3 });
      await ask({ command: 'apprise', sno: 4, ticket: 'A042', itemCode: '000123' });
      await ask({ command: 'pause', sno: 5 });
      await ask({ command: 'reset', sno: 6 });
      await ask({ command: 'unlogin', sno: 7 });
      expect(calls).toEqual([
        'signIn 7 王芳',
        'call A042 社保',
        'welcome',
        'arm A042 000123',
        'pause',
        'resume',
        'signOut',
      ]);
      expect(sent).toEqual(calls.map(() => obeyed));
      expect(bridge.status()).toEqual({ obeyed: 7, refused: 0, foreign: 0 });
    }));

  it('QB4 QB10: what the window refuses is succ 1 with its code', () =>
    withQueueBridge(async (world) => {
      world.outcome = err(fault('JOURNAL_FULL'));
      await world.ask({ command: 'apprise' });
      expect(JSON.parse(world.sent[0]?.slice(5) ?? '')).toMatchObject({ succ: '1', code: 'JOURNAL_FULL' });
      world.outcome = ok();
      world.bridge.result({ armId: world.arms[0]?.armId ?? '', ...rated });
      expect(world.sent).toHaveLength(1);
      expect(world.bridge.status()).toEqual({ obeyed: 0, refused: 1, foreign: 0 });
      await world.ask({ command: 'apprise' });
      expect(world.sent.at(-1)).toBe(obeyed);
    }));

  it('QB13: an asking that is refused leaves the one before it as it was', () =>
    withQueueBridge(async (world) => {
      await world.ask({ command: 'apprise', sno: '9' });
      world.outcome = err(fault('JOURNAL_FULL'));
      await world.ask({ command: 'apprise', sno: '10' });
      world.bridge.result({ armId: world.arms[0]?.armId ?? '', ...rated });
      expect(world.sent.at(-1)).toBe(resultText);
    }));

  it.each([
    '',
    'rubbish',
    '[]',
    '{}',
    '{"command":"dance"}',
    '{"command":"login"}',
    `{"x":"${'x'.repeat(9_000)}"}`,
    '\uFEFF{}',
  ])('QB3: %j is answered with QUEUE_COMMAND_INVALID and calls nothing', (text) =>
    withQueueBridge(async ({ ask, calls, sent, bridge }) => {
      await ask(text);
      expect(calls).toEqual([]);
      expect(sent).toHaveLength(1);
      expect(JSON.parse(sent[0]?.slice(5) ?? '')).toMatchObject({ succ: '1', code: 'QUEUE_COMMAND_INVALID' });
      expect(bridge.status().refused).toBe(1);
    }),
  );

  it('QB11: an address that may not ask is neither heard nor answered; this machine may', () =>
    withQueueBridge(async ({ ask, calls, sent, bridge }) => {
      await ask({ command: 'pause' }, { address: '192.0.2.1', port: 5_000 });
      await ask('rubbish', { address: '192.0.2.1', port: 5_000 });
      await ask({ command: 'pause' }, { address: '127.0.0.1', port: 0 });
      expect([calls, sent]).toEqual([[], []]);
      await ask({ command: 'pause' }, { address: '::1', port: 5_000 });
      await ask({ command: 'pause' }, { address: '::ffff:127.0.0.1', port: 5_001 });
      expect(calls).toHaveLength(2);
      expect(bridge.status()).toEqual({ obeyed: 2, refused: 0, foreign: 3 });
    }));

  it('QB11: a configured list takes the place of this machine', () =>
    withQueueBridge(
      async ({ ask, calls }) => {
        await ask({ command: 'pause' });
        await ask({ command: 'pause' }, { address: '192.0.2.1', port: 5_000 });
        expect(calls).toHaveLength(1);
      },
      { allow: ['192.0.2.1'] },
    ));

  it('QB12: asked again because its answer was lost, it is answered again and nothing is done twice', () =>
    withQueueBridge(async ({ ask, clock, calls, sent }) => {
      const command = { command: 'apprise', sno: '9' };
      await ask(command);
      clock.advance(3_000);
      await ask(command);
      await ask(command, { ...asker, port: 5_001 });
      expect(calls).toHaveLength(2);
      expect(sent).toEqual([obeyed, obeyed, '5001 {"succ":"0"}']);
      clock.advance(10_000);
      await ask(command);
      expect(calls).toHaveLength(3);
      await ask({ command: 'welcome' });
      await ask(command);
      expect(calls).toHaveLength(5);
    }));

  it('QB13: the result goes to whoever asked, with its sno, and again every 3 s until it is answered', () =>
    withQueueBridge(async ({ ask, clock, arms, sent, bridge }) => {
      await ask({ command: 'apprise', sno: '9' });
      bridge.result({ armId: arms[0]?.armId ?? '', ...rated });
      bridge.result({ armId: arms[0]?.armId ?? '', ...rated });
      clock.advance(3_000);
      expect(sent).toEqual([obeyed, resultText, resultText]);
      await ask({ succ: '0' });
      clock.advance(60_000);
      expect(sent).toHaveLength(3);
    }));

  it('QB13: three times in all, unless its asker goes on, or is configured to hear it once', async () => {
    await withQueueBridge(async ({ ask, clock, arms, sent, bridge }) => {
      await ask({ command: 'apprise', sno: '9' });
      bridge.result({ armId: arms[0]?.armId ?? '', ...rated });
      clock.advance(60_000);
      expect(sent).toEqual([obeyed, resultText, resultText, resultText]);
      await ask({ command: 'apprise', sno: '9' });
      bridge.result({ armId: arms[1]?.armId ?? '', ...rated });
      await ask({ command: 'welcome', sno: '10' });
      clock.advance(60_000);
      expect(sent).toHaveLength(7);
    });
    await withQueueBridge(
      async ({ ask, clock, arms, sent, bridge }) => {
        await ask({ command: 'apprise', sno: '9' });
        bridge.result({ armId: arms[0]?.armId ?? '', ...rated });
        clock.advance(60_000);
        expect(sent).toEqual([obeyed, resultText]);
      },
      { resultTries: 1 },
    );
  });

  it('QB13: a result of an asking that another one has replaced goes nowhere', () =>
    withQueueBridge(async ({ ask, arms, sent, bridge }) => {
      await ask({ command: 'apprise', sno: '9' });
      await ask({ command: 'apprise', sno: '10' }, { ...asker, port: 5_001 });
      bridge.result({ armId: arms[0]?.armId ?? '', ...rated });
      bridge.result({ armId: 'nobody', ...rated });
      expect(sent).toHaveLength(2);
      bridge.result({ armId: arms[1]?.armId ?? '', ...rated });
      expect(sent.at(-1)).toContain('5001 {"sno":"10"');
    }));

  it('QB14: two bridges do not talk for ever: an answer is never answered', () =>
    withQueueBridge(async ({ ask, sent, bridge }) => {
      await ask({ succ: '1', code: 'QUEUE_COMMAND_INVALID' });
      await ask({ succ: null });
      expect(sent).toEqual([]);
      expect(bridge.status()).toEqual({ obeyed: 0, refused: 0, foreign: 0 });
    }));

  it('QB15: ten thousand askers who never answer leave a bounded memory', () =>
    withQueueBridge(async ({ ask, clock, arms, bridge }) => {
      for (let port = 1; port <= 10_000; port += 1) {
        await ask({ command: 'apprise', sno: port }, { ...asker, port });
        bridge.result({ armId: arms.at(-1)?.armId ?? '', ...rated });
      }
      expect(clock.pending).toBe(maxDeliveries);
    }));

  it('QB15: a port that fails is told; a bridge that was stopped says nothing any more', async () => {
    const failures: string[] = [];
    await withQueueBridge(
      async ({ ask, fail, clock, arms, sent, bridge }) => {
        await ask({ command: 'apprise' });
        fail(fault('QUEUE_PORT_UNAVAILABLE'));
        bridge.result({ armId: arms[0]?.armId ?? '', ...rated });
        await bridge.stop();
        const before = sent.length;
        bridge.result({ armId: arms[0]?.armId ?? '', ...rated });
        clock.advance(60_000);
        expect(sent).toHaveLength(before);
        expect(clock.pending).toBe(0);
      },
      { failed: ({ code }) => void failures.push(code) },
    );
    expect(failures).toEqual(['QUEUE_PORT_UNAVAILABLE']);
  });
});
