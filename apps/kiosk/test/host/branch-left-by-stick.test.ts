import { decodeEnvelope, err, fault, type Hash, interpretRecord, ok } from '@pingjia/shared';
import { SeededRandom } from '@pingjia/shared/testing';
import { describe, expect, test, vi } from 'vitest';
import { HostMemory } from '../../src/host/host-memory.ts';
import type { Journal } from '../../src/host/journal/journal.ts';
import { CarriedRecords } from '../../src/host/sync/carried-records.ts';
import { Conversation, type ConversationOptions } from '../../src/host/sync/conversation.ts';
import { LeftBranches } from '../../src/host/sync/left-branches.ts';
import type { ServerLink } from '../../src/host/sync/server-link.ts';
import { SyncLoop } from '../../src/host/sync/sync-loop.ts';
import { device, sealed, withConversation } from './with-conversation.ts';
import { spoilRecord, withStick } from './with-stick.ts';

/** The last record that the server has of both branches. */
const common = 20;
const theirs = 'A'.repeat(43) as Hash;
const unreachable = async () => err(fault('SERVER_UNREACHABLE'));
const nowhere = { handshake: unreachable, hashAt: unreachable, push: unreachable } as unknown as ServerLink;

const island = (options: ConversationOptions, changes: Partial<ConversationOptions> = {}) =>
  new SyncLoop({ ...options, link: nowhere, ...changes, random: new SeededRandom(1) });

/** What a stick brought: the receipt of the last common record, and word of another branch behind it. */
async function brought(journal: Journal, epoch: string) {
  const watermark = { seq: common, hash: (await journal.hashAt(epoch, common)) ?? theirs };
  const receipt = { device, epoch, watermark };
  return { taken: [{ receipt, signed: sealed(receipt) }], branches: new Map([[epoch, common]]), lacking: [] };
}

/** The places in `epoch` of the records that the journal carries, in their order. */
async function carriedOf(journal: Journal, epoch: string): Promise<number[]> {
  const items = await journal.read(journal.current.epoch, 1, 10_000, Number.MAX_SAFE_INTEGER);
  return items.flatMap((item) => {
    const decoded = item.kind === 'record' ? decodeEnvelope(item.bytes) : null;
    const record = decoded?.ok ? interpretRecord(decoded.value) : null;
    if (!record?.ok || record.value?.type !== 'record-carried') return [];
    return record.value.data.epoch === epoch ? [record.value.data.seq] : [];
  });
}

const behindCommon = Array.from({ length: 41 - common }, (_, n) => common + 1 + n);

describe('another branch, as a stick tells of it', () => {
  test('BU24 BU26: what was this pad’s alone is written anew once, however often it is told, and the branch counts as sent; after a restart too', () =>
    withConversation(async ({ options, bench, epoch }) => {
      const { journal } = options;
      const loop = island(options);
      expect(loop.status.unsent).toBe(41);
      expect(await loop.take(await brought(journal, epoch))).toEqual(ok(1));
      expect(await carriedOf(journal, epoch)).toEqual(behindCommon);
      expect(journal.epochs).toHaveLength(2);
      const { tip } = journal.current;
      expect(loop.status.unsent).toBe(tip.seq);
      expect(await loop.take(await brought(journal, epoch))).toEqual(ok(0));
      expect(journal.current.tip).toEqual(tip);
      await journal.close();

      const again = await bench.open();
      const memory = new HostMemory();
      bench.visited.forEach(memory.visit);
      const later = island(options, { journal: again, carried: memory.carried });
      later.start();
      expect(await later.carryLost()).toEqual(ok(0));
      expect(later.status.unsent).toBe(tip.seq);
      expect([epoch, again.current.epoch].map((one) => later.isLeft(one))).toEqual([true, false]);
      // Retention hears of the branch, and nothing of epochs of which nobody has told.
      expect([epoch, again.current.epoch].map((one) => later.branchOf(one))).toEqual([common, undefined]);
      expect(await later.take(await brought(again, epoch))).toEqual(ok(0));
      expect(again.current.tip).toEqual(tip);
      await later.stop();
    }));

  test('BU28: what the server lacks is written anew once, however it is named, where it can be read', () =>
    withConversation(async ({ options, epoch }) => {
      const { journal } = options;
      const loop = island(options);
      const stranger = '99999999-0000-4000-8000-000000000009';
      const lacking = [
        { epoch, from: 30, to: 1_000_000 },
        { epoch, from: 4, to: 5 },
        { epoch, from: 5, to: 8 },
        { epoch, from: 9, to: 3 },
        { epoch: stranger, from: 1, to: 9 },
      ];
      const nothing = { taken: [], branches: new Map<string, number>() };
      expect(await loop.take({ ...nothing, lacking })).toEqual(ok(1));
      const expected = [4, 5, 6, 7, 8, ...Array.from({ length: 12 }, (_, n) => 30 + n)];
      expect(await carriedOf(journal, epoch)).toEqual(expected);
      expect(await loop.take({ ...nothing, lacking })).toEqual(ok(0));
      expect(await carriedOf(journal, epoch)).toEqual(expected);
    }));

  test('BU24: less in common than was thought is carried, too', () =>
    withConversation(async ({ options, epoch }) => {
      const { journal } = options;
      const loop = island(options);
      expect((await loop.take(await brought(journal, epoch))).ok).toBe(true);
      expect(await loop.take({ taken: [], branches: new Map([[epoch, 10]]), lacking: [] })).toEqual(ok(1));
      const carried = await carriedOf(journal, epoch);
      expect(carried.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 31 }, (_, n) => 11 + n));
      expect(journal.epochs).toHaveLength(2);
    }));

  test('BU24: a journal that refuses is told, and the same receipts do their work later', () =>
    withConversation(async ({ options, epoch }) => {
      const { journal } = options;
      const loop = island(options);
      const append = vi.spyOn(journal, 'append').mockResolvedValueOnce(err(fault('JOURNAL_FULL')));
      const told = await brought(journal, epoch);
      expect(await loop.take(told)).toEqual(err(fault('JOURNAL_FULL')));
      append.mockRestore();
      expect(loop.isLeft(epoch)).toBe(false);
      expect(await loop.take(told)).toEqual(ok(1));
      expect(await carriedOf(journal, epoch)).toEqual(behindCommon);
      expect(journal.epochs).toHaveLength(2);
    }));

  test('BU24: stick and line at once, and a handshake later, carry each record once', () =>
    withConversation(async ({ server, options, conversation, epoch }) => {
      const { journal } = options;
      server.held.set(epoch, { seq: 61, hash: theirs });
      const both = await Promise.all([
        conversation.agree(),
        conversation.leaveBehind(epoch, common),
        conversation.leaveBehind(epoch, common),
      ]);
      expect(both.map((done) => done.ok)).toEqual([true, true, true]);
      const carried = await carriedOf(journal, epoch);
      expect(new Set(carried).size).toBe(carried.length);
      expect(carried).toEqual(expect.arrayContaining(behindCommon));
      expect(journal.epochs).toHaveLength(2);
      const { tip } = journal.current;
      const later = new Conversation(options);
      await later.recall();
      expect((await later.agree()).ok).toBe(true);
      expect(await later.send(() => false)).toMatchObject({ ok: true });
      expect(later.unsent).toBe(0);
      expect(journal.current.tip).toEqual(tip);
      expect(server.taken.some(({ header }) => header.epoch === epoch)).toBe(false);
    }));

  test('BU26 SY70: “unsent” leaves out what is carried, “all” does not; what a carrier loses while it is exported goes along', () =>
    withStick(async ({ journal, journalFolder, export: exportTo, records }) => {
      const { epoch, tip } = journal.current;
      const branches = new LeftBranches({ journal, link: nowhere, carried: new CarriedRecords() });
      const told = {
        isLeft: (one: string) => branches.commonOf(one) !== undefined,
        carryLost: () => branches.carryLost(),
      };
      expect(await branches.leaveBehind(epoch, tip.seq - 3)).toEqual(ok(3));
      const epochsIn = async (name: string | null) =>
        new Set((await records(name)).filter((text) => text !== '').map((text) => JSON.parse(text).epoch));
      const all = await exportTo({ branches: told, scope: 'all' });
      expect(all.ok && (await epochsIn(all.value.name))).toEqual(new Set([epoch, journal.current.epoch]));
      // The carrier, not the record in it.
      await spoilRecord(`${journalFolder}/000002-${journal.current.epoch}`, '\\"by\\":1198');
      const unsent = await exportTo({ branches: told });
      if (!unsent.ok) throw new Error(unsent.error.code);
      const texts = await records(unsent.value.name);
      expect(await epochsIn(unsent.value.name)).toEqual(new Set(journal.epochs.slice(1).map((one) => one.epoch)));
      for (const by of [1197, 1198, 1199]) expect(texts.join()).toContain(`\\"by\\":${by}`);
      expect(texts).toContain('');
    }));
});
