import { readFile, writeFile } from 'node:fs/promises';
import { decodeEnvelope, type Hash, interpretRecord, ok, type Receipt } from '@pingjia/shared';
import { expect, test, vi } from 'vitest';
import type { Journal } from '../../src/host/journal/journal.ts';
import { findReceived } from '../../src/host/journal/received-records.ts';
import { CarriedRecords } from '../../src/host/sync/carried-records.ts';
import { Conversation } from '../../src/host/sync/conversation.ts';
import { device, type StubbornServer, withConversation } from './with-conversation.ts';
import type { JournalBench } from './with-journal.ts';

const theirs = 'A'.repeat(43) as Hash;

/** The server has another branch of the epoch from its first record on: all 41 records are carried, and sent. */
async function fork(
  server: StubbornServer,
  conversation: Conversation,
  epoch: string,
  bench: JournalBench,
): Promise<void> {
  server.held.set(epoch, { seq: 61, hash: theirs });
  await conversation.agree();
  await sendAll(conversation, bench);
}

/** As the loop does: holes that are found while sending may leave something to send. The search for them takes its breaths. */
async function sendAll(conversation: Conversation, { clock }: JournalBench): Promise<void> {
  do {
    let isSending = true;
    const sending = conversation
      .send(() => false)
      .finally(() => {
        isSending = false;
      });
    await vi.waitUntil(
      async () => {
        await clock.advanceAsync(100);
        return !isSending;
      },
      { interval: 1 },
    );
    expect(await sending).toMatchObject({ ok: true });
  } while (conversation.unsent > 0);
}

/** The frame with the carrier of a record goes. */
async function rotCarrier({ segments }: JournalBench, seq: number): Promise<void> {
  for (const path of await segments()) {
    const bytes = await readFile(path);
    const at = bytes.indexOf(`"type":"record-carried"`);
    const carried = at === -1 ? -1 : bytes.indexOf(`"seq":${seq},"hash"`, at);
    if (carried === -1) continue;
    bytes.fill(0xee, carried, carried + 4);
    return writeFile(path, bytes);
  }
  throw new Error('nothing carries it');
}

/** The places of the records that the server was given in carriers, lowest first. */
function carriedTo({ taken }: StubbornServer): number[] {
  const items = taken.flatMap((batch) => batch.items);
  const seqs = items.flatMap((item) => {
    const decoded = item.kind === 'record' ? decodeEnvelope(item.bytes) : null;
    const record = decoded?.ok ? interpretRecord(decoded.value) : null;
    return record?.ok && record.value?.type === 'record-carried' ? [record.value.data.seq] : [];
  });
  return [...new Set(seqs)].toSorted((a, b) => a - b);
}

const all = Array.from({ length: 41 }, (_, n) => n + 1);

/** The server is put back to before the carriers came. */
function restore(server: StubbornServer, journal: Journal, epoch: string): void {
  for (const other of journal.epochs) if (other.epoch !== epoch) server.held.delete(other.epoch);
  server.taken.length = 0;
}

test('SY70: what a rotted carrier carried is carried again, also where the rot is found while it is sent', () =>
  withConversation(async ({ server, options, conversation, bench, epoch }) => {
    await fork(server, conversation, epoch, bench);
    expect(carriedTo(server)).toEqual(all);
    await rotCarrier(bench, 30);
    restore(server, options.journal, epoch);
    await conversation.agree();
    await sendAll(conversation, bench);
    expect(carriedTo(server)).toEqual(all);
    // Once: nothing more is written at later heartbeats.
    const { seq } = options.journal.current.tip;
    await conversation.agree();
    await sendAll(conversation, bench);
    expect(options.journal.current.tip.seq).toBe(seq);
  }));

test('SY70: rot that is found in the background is enough, without a restored server', () =>
  withConversation(async ({ server, options, conversation, bench, epoch }) => {
    await fork(server, conversation, epoch, bench);
    await rotCarrier(bench, 30);
    expect((await options.journal.care.verify(() => Promise.resolve())).ok).toBe(true);
    server.taken.length = 0;
    await conversation.agree();
    await sendAll(conversation, bench);
    expect(carriedTo(server)).toContain(30);
    expect(carriedTo(server).length).toBeLessThan(all.length);
  }));

test('SY70: what a checkpoint remembers of a carrier does not count once the carrier has rotted', () =>
  withConversation(async ({ server, options, conversation, bench, epoch }) => {
    await fork(server, conversation, epoch, bench);
    const carried = new CarriedRecords();
    carried.restore(options.carried.snapshot());
    await rotCarrier(bench, 30);
    restore(server, options.journal, epoch);
    expect((await options.journal.care.verify(() => Promise.resolve())).ok).toBe(true);
    const later = new Conversation({ ...options, carried });
    await later.agree();
    await sendAll(later, bench);
    expect(carriedTo(server)).toEqual(all);
  }));

test('SY70: a record that had rotted in the branch is carried once it is healed', () =>
  withConversation(async ({ server, options: { journal }, conversation, bench, epoch }) => {
    const [item] = await journal.read(epoch, 35, 1, 0);
    if (item?.kind !== 'record') throw new Error('no such record');
    const [path = ''] = await bench.segments();
    const bytes = await readFile(path);
    await writeFile(path, bytes.fill(0xee, bytes.indexOf(item.bytes), bytes.indexOf(item.bytes) + 4));
    expect((await journal.care.verify(() => Promise.resolve())).ok).toBe(true);
    await fork(server, conversation, epoch, bench);
    expect(carriedTo(server)).toEqual(all.filter((seq) => seq !== 35));
    expect(await journal.care.heal(epoch, [item.bytes])).toEqual(ok(1));
    await conversation.agree();
    await sendAll(conversation, bench);
    expect(carriedTo(server)).toEqual(all);
  }));

test('SY70: a record is not dropped for a carrier of which the server may have a placeholder', () =>
  withConversation(async ({ server, options, conversation, bench, epoch }) => {
    const { journal, carried } = options;
    await fork(server, conversation, epoch, bench);
    const receipts = new Map(
      journal.epochs.map((held): [string, Receipt] => [
        held.epoch,
        {
          device,
          epoch: held.epoch,
          watermark: held.epoch === epoch ? { seq: 0, hash: theirs } : held.tip,
          issuedAt: 1,
        },
      ]),
    );
    const through = async () => (await findReceived(journal, receipts, { [epoch]: 0 }, carried)).get(epoch)?.through;
    expect(await through()).toBe(41);
    await rotCarrier(bench, 30);
    expect((await journal.care.verify(() => Promise.resolve())).ok).toBe(true);
    expect(await through()).toBeLessThan(30);
  }));
