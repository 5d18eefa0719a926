import { type Batch, decodeEnvelope, interpretRecord, maxRecordBytes } from '@pingjia/shared';
import { expect, test } from 'vitest';
import { withConversation } from './with-conversation.ts';

const holds = (seq: number, { header, items }: Batch) =>
  items[seq - header.from]?.kind === 'record' && header.from <= seq && seq <= header.to;

test('SY57: a record that is refused in every batch is sent as a placeholder, all others as they are', () =>
  withConversation(async ({ server, conversation, epoch }) => {
    server.verdict = (batch) => (holds(17, batch) ? 'BATCH_CHAIN_BROKEN' : null);
    expect((await conversation.agree()).ok).toBe(true);
    expect((await conversation.send(() => false)).ok).toBe(true);
    expect(conversation.unsent).toBe(0);
    const kinds = server.taken.flatMap(({ items }) => items.map(({ kind }) => kind));
    expect(kinds.filter((kind) => kind === 'placeholder').length).toBe(1);
    expect(kinds[16]).toBe('placeholder');
    expect(server.held.get(epoch)?.seq).toBe(41);
    // Batches grow again behind it.
    expect(server.taken.at(-1)?.items.length).toBeGreaterThan(1);
  }));

test('SY49 SY57: what the server lacks is sent again once; that it is refused again holds up nothing', () =>
  withConversation(async ({ server, conversation }) => {
    let asked = 0;
    server.verdict = (batch) => {
      if (!holds(17, batch)) return null;
      asked += 1;
      return 'BATCH_CHAIN_BROKEN';
    };
    await conversation.agree();
    await conversation.send(() => false);
    server.missing.push({ from: 17, to: 17 }, { from: 5, to: 6 });
    const before = { asked, taken: server.taken.length };
    for (let heartbeat = 0; heartbeat < 3; heartbeat += 1) expect((await conversation.agree()).ok).toBe(true);
    expect(asked).toBe(before.asked + 1);
    expect(server.taken.slice(before.taken).map(({ header: { from, to } }) => [from, to])).toEqual([[5, 6]]);
  }));

test('SY49: what the server lacks though it was sent again lives on in record-carried, once, and where it is too large nothing waits for it', () =>
  withConversation(async ({ server, conversation, options, epoch }) => {
    const { journal } = options;
    const note = 'x'.repeat(maxRecordBytes - 400);
    for (const data of [{}, { note }])
      await journal.append([{ type: 'of-a-later-version' as 'host-stopped', data: data as never }]);
    await conversation.agree();
    await conversation.send(() => false);
    server.missing.push({ from: 5, to: 6 }, { from: 42, to: 43 });
    const carried = () => {
      const items = server.taken.filter(({ header }) => header.from > 43).flatMap((batch) => batch.items);
      return items.flatMap((item) => {
        const envelope = item.kind === 'record' ? decodeEnvelope(item.bytes) : null;
        const record = envelope?.ok ? interpretRecord(envelope.value) : null;
        return record?.ok && record.value?.type === 'record-carried' ? [record.value.data] : [];
      });
    };
    for (const expected of [[], [5, 6, 42], [5, 6, 42]]) {
      expect((await conversation.agree()).ok).toBe(true);
      expect((await conversation.send(() => false)).ok).toBe(true);
      expect(carried().map(({ seq }) => seq)).toEqual(expected);
    }
    expect(conversation.unsent).toBe(0);
    const [first] = await journal.read(epoch, 5, 1, 0);
    expect(carried()[0]).toMatchObject({
      epoch,
      record: first?.kind === 'record' && Buffer.from(first.bytes).toString(),
    });
  }));

test('SY57: a server that calls the epoch forked although both agree gets the rest in a new epoch', () =>
  withConversation(async ({ server, conversation, epoch }) => {
    server.verdict = (batch) => (batch.header.epoch === epoch && batch.header.to > 10 ? 'BATCH_TOO_LARGE' : null);
    await conversation.agree();
    await conversation.send(() => server.held.get(epoch)?.seq === 10);
    expect(server.held.get(epoch)?.seq).toBe(10);
    server.verdict = (batch) => (batch.header.epoch === epoch ? 'EPOCH_FORKED' : null);
    expect(await conversation.send(() => false)).toMatchObject({ ok: false, error: { code: 'EPOCH_FORKED' } });
    expect((await conversation.agree()).ok).toBe(true);
    expect((await conversation.send(() => false)).ok).toBe(true);
    expect(conversation.unsent).toBe(0);
    const carried = server.taken
      .filter(({ header }) => header.epoch !== epoch)
      .flatMap(({ items }) => items)
      .filter((item) => item.kind === 'record' && Buffer.from(item.bytes).includes('"type":"record-carried"'));
    expect(carried.length).toBe(31);
  }));
