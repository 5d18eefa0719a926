import { maxHandshakeEpochs, ok } from '@pingjia/shared';
import { expect, test } from 'vitest';
import { signDrop } from '../../src/host/journal-keeper.ts';
import { DeviceKey } from '../../src/host/provisioning/device-key.ts';
import { buildBatch } from '../../src/host/sync/batch-builder.ts';
import { Conversation } from '../../src/host/sync/conversation.ts';
import { device, withConversation } from './with-conversation.ts';

test('SY20: more epochs than a handshake lists are agreed upon all the same, and what was dropped of the oldest is not sent', () =>
  withConversation(async ({ server, options, conversation, epoch }) => {
    const { journal } = options;
    for (let n = 0; n < maxHandshakeEpochs + 10; n += 1) await journal.beginEpoch('forked');
    await conversation.agree();
    expect(await conversation.send(() => false)).toEqual(ok());
    expect(server.held.size).toBe(journal.epochs.length);
    const through = journal.tipOf(epoch) ?? { seq: 0, hash: null };
    if (through.hash === null) throw new Error('no such epoch');
    const statement = signDrop(DeviceKey.generate(), device, epoch, through);
    expect(await journal.care.prune(epoch, { through, segment: 2, statement, memory: null })).toEqual(ok());

    const sent = server.taken.length;
    const restarted = new Conversation(options);
    expect((await restarted.agree()).ok).toBe(true);
    expect(restarted.unsent).toBe(0);
    await journal.append([{ type: 'host-stopped', data: { reason: 'requested' } }]);
    expect(await restarted.send(() => false)).toEqual(ok());
    expect(server.taken.slice(sent).map(({ header }) => header.epoch)).toEqual([journal.current.epoch]);
  }));

test('SY25: a batch says where its records begin, also behind those that were dropped', () =>
  withConversation(async ({ options, epoch }) => {
    const { journal } = options;
    const records = await journal.read(epoch, 11, 5, 1e6);
    const read = async () => records;
    const batch = await buildBatch({ read }, device, epoch, { seq: 3, hash: journal.current.tip.hash }, 5);
    expect(batch?.header).toMatchObject({ from: 11, to: 15 });
  }));
