import { type Batch, heartbeatInterval } from '@pingjia/shared';
import { SeededRandom } from '@pingjia/shared/testing';
import { expect, test, vi } from 'vitest';
import { longestWithoutHandshake } from '../../src/host/sync/handshake-pace.ts';
import type { ServerLink } from '../../src/host/sync/server-link.ts';
import { SyncLoop } from '../../src/host/sync/sync-loop.ts';
import { withConversation } from './with-conversation.ts';
import { draft } from './with-journal.ts';

/** Milliseconds between two looks. */
const soon = { interval: 1 } as const;

test('SY69: a pad that never pauses shakes hands every two minutes all the same, and every record goes at once', () =>
  withConversation(async ({ server, options, epoch, bench: { clock } }) => {
    let handshakes = 0;
    const handshake = (request: Parameters<ServerLink['handshake']>[0]) => {
      handshakes += 1;
      return server.link.handshake(request);
    };
    const link = { ...server.link, handshake } as ServerLink;
    const loop = new SyncLoop({ ...options, link, random: new SeededRandom(1) });
    loop.start();
    try {
      await vi.waitFor(() => expect(loop.status).toMatchObject({ phase: 'current', unsent: 0 }));
      const [before, step] = [handshakes, heartbeatInterval / 2];
      const rounds = (6 * longestWithoutHandshake) / step;
      for (let n = 0; n < rounds; n += 1) {
        await clock.advanceAsync(step);
        await options.journal.append([draft(n)]);
        await vi.waitFor(() => expect(server.held.get(epoch)?.seq).toBe(42 + n), soon);
        await vi.waitFor(() => expect(loop.status.phase).toBe('current'), soon);
      }
      expect(handshakes - before).toBeGreaterThanOrEqual(5);
      expect(handshakes - before).toBeLessThanOrEqual(12);
    } finally {
      await loop.stop();
    }
  }));

test('SY69: a backlog that takes hours to send is interrupted for a handshake and for nothing else', () =>
  withConversation(async ({ server, options, epoch, bench: { clock } }) => {
    let handshakes = 0;
    const link = {
      ...server.link,
      handshake: (request: Parameters<ServerLink['handshake']>[0]) => {
        handshakes += 1;
        return server.link.handshake(request);
      },
      push: async (batch: Batch, ...rest: never[]) => {
        // Only small batches get through, slowly.
        if (batch.items.length > 1) return server.link.push({ ...batch, items: [] }, ...rest);
        await clock.advanceAsync(longestWithoutHandshake / 4);
        return server.link.push(batch, ...rest);
      },
    } as ServerLink;
    server.verdict = ({ items }) => (items.length === 0 ? 'BATCH_TOO_LARGE' : null);
    const loop = new SyncLoop({ ...options, link, random: new SeededRandom(1) });
    loop.start();
    try {
      await vi.waitFor(() => expect(server.held.get(epoch)?.seq).toBe(41), { timeout: 10_000 });
      expect(server.taken.map(({ header: { from } }) => from)).toEqual(Array.from({ length: 41 }, (_, n) => n + 1));
      expect(handshakes).toBeGreaterThan(8);
      expect(loop.status.fault).toBeNull();
    } finally {
      await loop.stop();
    }
  }));
