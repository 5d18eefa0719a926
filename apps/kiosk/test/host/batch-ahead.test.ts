import { type Batch, err, fault, ok } from '@pingjia/shared';
import { expect, test, vi } from 'vitest';
import { BatchAhead } from '../../src/host/sync/batch-ahead.ts';
import { Conversation } from '../../src/host/sync/conversation.ts';
import type { Hold, ServerLink } from '../../src/host/sync/server-link.ts';
import { withConversation } from './with-conversation.ts';

const go = () => false;

/** Small batches: what was refused once for its size is halved. */
async function shrink(conversation: Conversation, refuse: (isRefusing: boolean) => void): Promise<void> {
  refuse(true);
  for (let half = 0; half < 7; half += 1) await conversation.send(go);
  refuse(false);
}

test('SY65 SY68: after failures batches are small and grow again; each reaches the server after the receipt of the one before', () =>
  withConversation(async ({ server, options, epoch }) => {
    let underWay = 0;
    const link = {
      ...server.link,
      push: async (batch: Batch, hold?: Hold) => {
        if ((await hold?.released) === false) return err(fault('SERVER_UNREACHABLE'));
        underWay += 1;
        expect(underWay).toBe(1);
        const answer = await server.link.push(batch);
        underWay -= 1;
        return answer;
      },
    } as ServerLink;
    const conversation = new Conversation({ ...options, link });
    await conversation.agree();
    await shrink(conversation, (isRefusing) => {
      server.verdict = () => (isRefusing ? 'SERVER_UNREACHABLE' : null);
    });
    expect((await conversation.send(go)).ok).toBe(true);
    expect(server.held.get(epoch)?.seq).toBe(41);
    expect(server.taken.map(({ items }) => items.length)).toEqual([4, 8, 16, 13]);
  }));

test('SY68: a receipt that is not the server’s lets nothing go that was made ready', () =>
  withConversation(async ({ server, options }) => {
    const released: boolean[] = [];
    let forge = false;
    const link = {
      ...server.link,
      push: async (batch: Batch, hold?: Hold) => {
        if (hold !== undefined) {
          const isForged = forge;
          const isReleased = await hold.released;
          if (isForged) released.push(isReleased);
          if (!isReleased) return err(fault('SERVER_UNREACHABLE'));
        }
        const answer = await server.link.push(batch);
        if (!forge || !answer.ok) return answer;
        const { receipt } = answer.value;
        return ok({
          ...answer.value,
          receipt: { ...receipt, statement: receipt.statement.replace('"seq":', '"seq":9') },
        });
      },
    } as ServerLink;
    const conversation = new Conversation({ ...options, link });
    await conversation.agree();
    await shrink(conversation, (isRefusing) => {
      server.verdict = () => (isRefusing ? 'SERVER_UNREACHABLE' : null);
    });
    forge = true;
    const { unsent } = conversation;
    expect(await conversation.send(go)).toMatchObject({ error: { code: 'SERVER_ANSWER_INVALID' } });
    expect(server.taken.length).toBe(1);
    expect(conversation.unsent).toBe(unsent);
    await vi.waitFor(() => expect(released).toEqual([false]));
  }));

const batchFrom = (from: number) => ({ header: { from }, items: [] }) as unknown as Batch;

test('SY68: all but its last byte may leave where the last push waited for the line, neither on a quick line nor on one that is full', async () => {
  const holds: Hold[] = [];
  const push: ServerLink['push'] = async (_batch, hold) => {
    if (hold !== undefined) holds.push(hold);
    await hold?.released;
    return err(fault('SERVER_UNREACHABLE'));
  };
  for (const lastPush of [0, 299, 300, 5_000, 5_001]) {
    const ahead = new BatchAhead({ push }, async () => batchFrom(1), lastPush);
    expect(await ahead.take(1)).not.toBeNull();
  }
  expect(holds.map(({ mayLeave }) => mayLeave)).toEqual([false, false, true, true, false]);
});

test('SY68: what begins elsewhere, failed on its way, cannot be read or does not exist is built anew in its turn', async () => {
  const waiting: ServerLink['push'] = async (_batch, hold) => {
    await hold?.released;
    return err(fault('SERVER_UNREACHABLE'));
  };
  const failing: ServerLink['push'] = async () => err(fault('SERVER_UNREACHABLE'));
  const throwing: ServerLink['push'] = async () => Promise.reject(new Error('a bug'));
  const cases: readonly (readonly [ServerLink['push'], () => Promise<Batch | null>])[] = [
    [waiting, async () => batchFrom(2)],
    [failing, async () => batchFrom(1)],
    [throwing, async () => batchFrom(1)],
    [waiting, async () => Promise.reject(new Error('EIO'))],
    [waiting, async () => null],
  ];
  for (const [push, build] of cases) {
    const ahead = new BatchAhead({ push }, build, 1_000);
    await vi.waitFor(async () => expect(await ahead.take(1)).toBeNull());
    ahead.drop();
  }
});
