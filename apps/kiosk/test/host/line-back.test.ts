import { err, fault } from '@pingjia/shared';
import { SeededRandom } from '@pingjia/shared/testing';
import { expect, test, vi } from 'vitest';
import { backOffTimes } from '../../src/host/sync/back-off.ts';
import type { ServerLink } from '../../src/host/sync/server-link.ts';
import { SyncLoop } from '../../src/host/sync/sync-loop.ts';
import { type StubbornServer, withConversation } from './with-conversation.ts';

const unreachable = err(fault('SERVER_UNREACHABLE'));

interface Line {
  isDown: boolean;
  /** How often the server was asked. */
  attempts: number;
  /** What its answer waits for. */
  until: Promise<void>;
}

/** A loop whose server can be out of reach. */
async function withLoop(
  run: (parts: {
    loop: SyncLoop;
    server: StubbornServer;
    line: Line;
    /** Lets time pass and everything that follows from it happen. */
    pass: (milliseconds: number) => Promise<void>;
  }) => Promise<void>,
): Promise<void> {
  await withConversation(async ({ server, options, bench: { clock } }) => {
    const line: Line = { isDown: true, attempts: 0, until: Promise.resolve() };
    const link = {
      ...server.link,
      handshake: async (request: Parameters<ServerLink['handshake']>[0]) => {
        line.attempts += 1;
        await line.until;
        return line.isDown ? unreachable : server.link.handshake(request);
      },
    } as ServerLink;
    const loop = new SyncLoop({ ...options, link, random: new SeededRandom(1) });
    loop.start();
    try {
      await run({ loop, server, line, pass: (milliseconds) => clock.advanceAsync(milliseconds) });
    } finally {
      await loop.stop();
    }
  });
}

test('SY21: a server that is away is asked ever less often, however long it stays away', () =>
  withLoop(async ({ line, pass }) => {
    await pass(600_000);
    const early = line.attempts;
    await pass(3_600_000);
    const hourly = line.attempts - early;
    expect(hourly).toBeGreaterThan(3_600_000 / backOffTimes.longest - 1);
    expect(hourly).toBeLessThan((4 * 3_600_000) / backOffTimes.longest);
  }));

test('SY67: a sign of life ends the wait at once, and the waits after it are short again', () =>
  withLoop(async ({ loop, line, pass }) => {
    await pass(600_000);
    const before = line.attempts;
    loop.retryNow();
    await pass(0);
    expect(line.attempts).toBe(before + 1);
    expect(loop.status.retryIn).toBeLessThanOrEqual(backOffTimes.first);
    line.isDown = false;
    await pass(backOffTimes.first);
    await vi.waitFor(() => expect(loop.status).toMatchObject({ phase: 'current', unsent: 0 }));
  }));

test('SY67: a sign of life while an attempt is under way has it repeated at once if it fails, and once only', () =>
  withLoop(async ({ loop, line, pass }) => {
    await pass(600_000);
    let fail = () => {};
    line.until = new Promise((resolve) => {
      fail = resolve;
    });
    await pass(backOffTimes.longest);
    const before = line.attempts;
    loop.retryNow();
    loop.retryNow();
    fail();
    await pass(0);
    expect(line.attempts).toBe(before + 1);
    await pass(backOffTimes.first / 10 - 1);
    expect(line.attempts).toBe(before + 1);
  }));

test('SY67: waits grow while the server answers and takes nothing in; one receipt makes them short again', () =>
  withLoop(async ({ loop, server, line, pass }) => {
    line.isDown = false;
    server.verdict = () => 'SERVER_UNREACHABLE';
    const fail = async (): Promise<number> => {
      const { attempts } = line;
      await pass(loop.status.retryIn ?? 0);
      await vi.waitFor(() => expect(line.attempts).toBe(attempts + 1));
      await vi.waitFor(() => expect(loop.status.phase).toBe('waiting'));
      return loop.status.retryIn ?? 0;
    };
    await vi.waitFor(() => expect(loop.status.phase).toBe('waiting'));
    let wait = 0;
    for (let failure = 0; failure < 12; failure += 1) wait = await fail();
    expect(wait).toBeGreaterThan(backOffTimes.first);
    server.verdict = () => (server.taken.length > 0 ? 'SERVER_UNREACHABLE' : null);
    expect(await fail()).toBeLessThanOrEqual(backOffTimes.first);
    expect(server.taken.length).toBe(1);
  }));
