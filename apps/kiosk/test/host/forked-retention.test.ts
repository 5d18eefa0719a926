import { prunedThroughSchema, type Receipt } from '@pingjia/shared';
import { describe, expect, test } from 'vitest';
import { HostMemory } from '../../src/host/host-memory.ts';
import type { Journal } from '../../src/host/journal/journal.ts';
import { nodeFileSystem } from '../../src/host/journal/node-file-system.ts';
import { Retention } from '../../src/host/journal/retention.ts';
import { signDrop } from '../../src/host/journal-keeper.ts';
import { DeviceKey } from '../../src/host/provisioning/device-key.ts';
import { Conversation } from '../../src/host/sync/conversation.ts';
import { carryBranch } from '../../src/host/sync/fork.ts';
import { device, withConversation } from './with-conversation.ts';
import { draft, type JournalBench, withJournal } from './with-journal.ts';

const day = 24 * 3_600_000;
const segmentBytes = 4_096;
const key = DeviceKey.generate();
/** The last record that the server has of both branches. */
const common = 20;

interface Forked {
  readonly bench: JournalBench;
  readonly journal: Journal;
  readonly memory: HostMemory;
  readonly epoch: string;
}

/** 61 records, of which those behind `common` are the pad's own branch and live on in the newest epoch. */
async function withForked(act: (forked: Forked) => Promise<void>): Promise<void> {
  const memory = new HostMemory();
  await withJournal(
    async (bench) => {
      const journal = await bench.open();
      for (let n = 0; n < 60; n += 1) await journal.append([draft(n)]);
      const { epoch } = journal.current;
      expect((await carryBranch(journal, memory.carried, epoch, common)).ok).toBe(true);
      await act({ bench, journal, memory, epoch });
    },
    { segmentBytes, memory },
  );
}

type BranchOf = (epoch: string) => number | null | undefined;

/** A look at what may be dropped when the server has the newest epoch up to `seq`; records dropped. */
async function look(
  { bench, journal, memory }: Forked,
  {
    seq,
    issuedAt,
    branchOf,
    milliseconds = 0,
  }: { seq: number; issuedAt: number; branchOf: BranchOf; milliseconds?: number },
): Promise<number> {
  const { epoch } = journal.current;
  const hash = await journal.hashAt(epoch, seq);
  if (hash === null) throw new Error('no such record');
  const receipt: Receipt = { device, epoch, watermark: { seq, hash }, issuedAt };
  const retention = new Retention({
    fs: nodeFileSystem,
    folder: bench.folder,
    journal,
    memory,
    sign: (of, through) => signDrop(key, device, of, through),
    receipts: () => new Map([[epoch, receipt]]),
    carried: memory.carried,
    branchOf,
    limits: { milliseconds, bytes: milliseconds === 0 ? 0 : 1e9 },
    segmentBytes,
  });
  const dropped = await retention.run();
  if (!dropped.ok) throw new Error(dropped.error.code);
  return dropped.value;
}

const forkedAt =
  (forked: Forked): BranchOf =>
  (epoch) =>
    epoch === forked.epoch ? common : null;

describe('the pad’s own branch of a forked epoch', () => {
  test('JN24: is dropped once the server has what carries it, and the device signs for no more than both branches share', () =>
    withForked(async (forked) => {
      const { journal, epoch } = forked;
      const { seq } = journal.current.tip;
      expect(await look(forked, { seq, issuedAt: day, branchOf: forkedAt(forked) })).toBe(61);
      const [old] = journal.epochs;
      expect(old).toMatchObject({ epoch, pruned: { seq: 61 }, tip: { seq: 61 } });
      const statement = prunedThroughSchema.parse(JSON.parse(old?.prunedStatement?.statement ?? ''));
      expect(statement).toMatchObject({ epoch, through: { seq: common } });
    }));

  test('JN24: what carries it counts record by record', () =>
    withForked(async (forked) => {
      const seq = forked.journal.current.tip.seq - 10;
      const dropped = await look(forked, { seq, issuedAt: day, branchOf: forkedAt(forked) });
      expect(dropped).toBeGreaterThan(common);
      expect(dropped).toBeLessThanOrEqual(51);
    }));

  test('JN24: nothing of it goes while the server was not asked, or says that the epoch did not fork', () =>
    withForked(async (forked) => {
      const { seq } = forked.journal.current.tip;
      for (const told of [undefined, null]) {
        expect(await look(forked, { seq, issuedAt: day, branchOf: () => told })).toBe(0);
      }
    }));

  test('JN24: the 90 days go on across starts before which the server was not asked', () =>
    withForked(async (forked) => {
      const { seq } = forked.journal.current.tip;
      const milliseconds = 10 * day;
      const branchOf = forkedAt(forked);
      expect(await look(forked, { seq, issuedAt: day, branchOf, milliseconds })).toBe(0);
      expect(await look(forked, { seq, issuedAt: 6 * day, branchOf: () => undefined, milliseconds })).toBe(0);
      expect(await look(forked, { seq, issuedAt: 11 * day, branchOf: () => undefined, milliseconds })).toBe(61);
    }));

  test('JN24: where it was dropped the handshake agrees all the same, and nothing of it is sent again', () =>
    withConversation(async ({ server, options, epoch }) => {
      const { journal, carried } = options;
      const tip = journal.tipOf(epoch) ?? journal.current.tip;
      expect((await carryBranch(journal, carried, epoch, common)).ok).toBe(true);
      const hash = await journal.hashAt(epoch, common);
      const theirs = journal.current.tip.hash;
      if (hash === null) throw new Error('no such record');
      const statement = signDrop(key, device, epoch, { seq: common, hash });
      const pruned = { through: tip, segment: 2, statement, memory: null };
      expect((await journal.care.prune(epoch, pruned)).ok).toBe(true);
      // The other branch may be shorter, longer, as long, or lost with the server's database.
      for (const seq of [common + 5, tip.seq, tip.seq + 9, 0]) {
        if (seq === 0) server.held.delete(epoch);
        else server.held.set(epoch, { seq, hash: theirs });
        const conversation = new Conversation(options);
        expect(await conversation.agree(), `${seq}`).toMatchObject({ ok: true });
        expect(await conversation.send(() => false)).toMatchObject({ ok: true });
        expect(conversation.unsent).toBe(0);
      }
      expect(server.taken.some(({ header }) => header.epoch === epoch)).toBe(false);
      expect(journal.epochs.length).toBe(2);
    }));
});
