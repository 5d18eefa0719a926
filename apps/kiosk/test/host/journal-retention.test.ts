import { readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { prunedThroughSchema, type Receipt, type RecordDraft } from '@pingjia/shared';
import { SeededRandom } from '@pingjia/shared/testing';
import { describe, expect, test } from 'vitest';
import { signDrop } from '../../src/host/journal-keeper.ts';
import { HostMemory } from '../../src/host/host-memory.ts';
import type { Journal } from '../../src/host/journal/journal.ts';
import { nodeFileSystem } from '../../src/host/journal/node-file-system.ts';
import { prepareSegment } from '../../src/host/journal/segment.ts';
import { Retention } from '../../src/host/journal/retention.ts';
import { CarriedRecords } from '../../src/host/sync/carried-records.ts';
import { DeviceKey, verifySignedText } from '../../src/host/provisioning/device-key.ts';
import { draft, type JournalBench, textsOf, withJournal } from './with-journal.ts';
import { spoilRecord } from './with-stick.ts';

const device = 'de000000-0000-4000-8000-000000000001';
const day = 24 * 3_600_000;
const segmentBytes = 4_096;
const key = DeviceKey.generate();

/** A retention whose receipts say what the test wants. */
function retentionOf(folder: string, journal: Journal, limits: { milliseconds: number; bytes: number }) {
  const receipts = new Map<string, Receipt>();
  const retention = new Retention({
    fs: nodeFileSystem,
    folder,
    journal,
    memory: new HostMemory(),
    sign: (epoch, through) => signDrop(key, device, epoch, through),
    receipts: () => receipts,
    carried: new CarriedRecords(),
    branchOf: () => undefined,
    limits,
    segmentBytes,
  });
  return {
    /** The server says at `issuedAt` that it has everything up to `seq`. */
    async received(epoch: string, seq: number, issuedAt: number): Promise<number> {
      const hash = await journal.hashAt(epoch, seq);
      if (hash === null) throw new Error('no such record');
      receipts.set(epoch, { device, epoch, watermark: { seq, hash }, issuedAt });
      const dropped = await retention.run();
      if (!dropped.ok) throw new Error(dropped.error.code);
      return dropped.value;
    },
  };
}

async function press(journal: Journal, records: number): Promise<void> {
  for (let n = 0; n < records; n += 1) await journal.append([draft(n)]);
}

const lots = 1_000 * 1024 * 1024;
const filesOf = async ({ segments }: JournalBench) => (await segments()).map((path) => path.slice(-10));

describe('retention', () => {
  test('JN10: files of healed records are dropped with those that they healed', () =>
    withJournal(
      async (bench) => {
        const journal = await bench.open();
        await press(journal, 60);
        const { epoch } = journal.current;
        const texts = (await textsOf(journal, epoch)).map((text) => Buffer.from(text ?? ''));
        await journal.close();
        for (const by of [5, 55]) await spoilRecord(bench.folder, `"by":${by}}`);
        const again = await bench.open();
        for (const seq of [7, 57])
          expect(await again.care.heal(epoch, texts.slice(seq - 1, seq))).toEqual({ ok: true, value: 1 });
        const healed = async () => (await bench.segments()).flatMap((path) => /healed-[0-9]+/.exec(path) ?? []);
        expect(await healed()).toEqual(['healed-000001', 'healed-000002']);
        const { received } = retentionOf(bench.folder, again, { milliseconds: 90 * day, bytes: lots });
        expect(await received(epoch, 40, 1_000 * day)).toBe(0);
        for (let date = 1_005; date < 1_090; date += 5) expect(await received(epoch, 61, date * day)).toBe(0);
        expect(await received(epoch, 61, 1_090 * day)).toBeGreaterThan(10);
        expect(await healed()).toEqual(['healed-000002']);
        await again.close();
        expect((await textsOf(await bench.open(), epoch)).at(-1)).toBe(texts.at(-1)?.toString());
      },
      { segmentBytes },
    ));

  test('JN10 JN11: files are dropped 90 days after the server had them, by the dates of its receipts, below a signed statement', () =>
    withJournal(
      async (bench) => {
        const journal = await bench.open();
        await press(journal, 60);
        const { epoch } = journal.current;
        const { received } = retentionOf(bench.folder, journal, { milliseconds: 90 * day, bytes: lots });
        expect(await received(epoch, 40, 1_000 * day)).toBe(0);
        // The pad's own clock says nothing here.
        bench.clock.advance(900 * day);
        for (let date = 1_005; date < 1_090; date += 5) expect(await received(epoch, 61, date * day)).toBe(0);
        expect(await received(epoch, 61, 1_090 * day)).toBeGreaterThan(10);
        const { pruned, prunedStatement } = journal.current;
        expect(pruned.seq).toBeLessThanOrEqual(40);
        expect((await filesOf(bench))[0]).not.toBe('000001.seg');
        const { statement = '', signature = '' } = prunedStatement ?? {};
        expect(verifySignedText(key.publicKey, statement, signature)).toBe(true);
        expect(prunedThroughSchema.parse(JSON.parse(statement))).toEqual({ device, epoch, through: pruned });

        await journal.close();
        const again = await bench.open();
        expect(again.care.damage).toBeNull();
        expect(again.current).toMatchObject({ epoch, pruned, prunedStatement });
        const [first] = await again.read(epoch, 1, 1, 0);
        expect(first?.seq).toBe(pruned.seq + 1);
        expect(await again.hashAt(epoch, pruned.seq)).toBe(pruned.hash);
        expect(await again.hashAt(epoch, pruned.seq - 1)).toBeNull();
      },
      { segmentBytes, memory: new HostMemory() },
    ));

  test('JN10: too many bytes are dropped sooner, but never what the server does not have', () =>
    withJournal(
      async (bench) => {
        const journal = await bench.open();
        await press(journal, 100);
        const { epoch } = journal.current;
        const { received } = retentionOf(bench.folder, journal, { milliseconds: 90 * day, bytes: 2 * segmentBytes });
        expect(await received(epoch, 30, day)).toBeGreaterThan(0);
        expect(journal.current.pruned.seq).toBeLessThanOrEqual(30);
        expect(await received(epoch, 101, day)).toBeGreaterThan(0);
        expect(journal.current.segments().size).toBeLessThanOrEqual(3);
      },
      { segmentBytes },
    ));

  test('JN10: an evaluation and its follow-up are dropped together', () =>
    withJournal(
      async (bench) => {
        const journal = await bench.open();
        const evaluationId = 'e0000000-0000-4000-8000-000000000001';
        const data = { evaluationId, details: [], how: 'timeout' as const };
        const closing: RecordDraft = { type: 'follow-up-closed', data };
        // Its records lie on both sides of every boundary.
        for (let n = 0; n < 40; n += 1) await journal.append([closing]);
        const { epoch } = journal.current;
        const { received } = retentionOf(bench.folder, journal, { milliseconds: 0, bytes: 0 });
        expect(await received(epoch, 41, day)).toBe(0);
        expect((await filesOf(bench))[0]).toBe('000001.seg');
      },
      { segmentBytes },
    ));

  test('JN11: earlier epochs go first and whole; what their records told is not forgotten', () =>
    withJournal(
      async (bench) => {
        const memory = new HostMemory();
        const journal = await bench.open();
        const first = journal.current.epoch;
        const staffId = '57aff000-0000-4000-8000-000000000001';
        await journal.append([{ type: 'staff-signed-in', data: { staffId, by: 'staff' } }]);
        await press(journal, 30);
        await journal.beginEpoch('forked');
        await press(journal, 60);
        const { received } = retentionOf(bench.folder, journal, { milliseconds: 0, bytes: 0 });
        await received(first, 32, day);
        expect(journal.epochs[0]).toMatchObject({ tip: { seq: 32 }, pruned: { seq: 32 } });
        expect(await received(journal.current.epoch, 61, day)).toBeGreaterThan(0);
        await journal.close();
        const epochs = await readdir(bench.folder);
        expect((await readdir(join(bench.folder, epochs.toSorted()[0] ?? ''))).toSorted()).toEqual(['pruned.json']);

        const again = await bench.open();
        expect(again.epochs.map(({ epoch }) => epoch)).toEqual(journal.epochs.map(({ epoch }) => epoch));
        memory.restore(await again.care.droppedMemory(again.current.epoch));
        expect(memory.duty.staffId(null)).toBe(staffId);
      },
      { segmentBytes },
    ));
});

describe('a file made ahead', () => {
  test('JN25: of an epoch that has ended goes with it, or with the next start', () =>
    withJournal(
      async (bench) => {
        const journal = await bench.open();
        await press(journal, 10);
        const { epoch } = journal.current;
        const used = () => journal.epochs[0]?.segments().size;
        // The next file is made when the newest one is half full.
        for (let files = used(); files === used(); ) await press(journal, 1);
        await press(journal, 20);
        const ahead = async () => (await bench.segments()).filter((path) => path.includes(epoch)).length;
        await journal.beginEpoch('forked');
        expect(await ahead()).toBe(used());
        await journal.close();
        const made = (used() ?? 0) + 1;
        const [path = ''] = (await bench.segments()).filter((one) => one.includes(epoch));
        await prepareSegment(nodeFileSystem, dirname(path), { epoch, number: made }, segmentBytes);
        await prepareSegment(nodeFileSystem, dirname(path), { epoch: 'another', number: made + 1 }, segmentBytes);
        const again = await bench.open();
        // Who put the other one there is for somebody to find out.
        expect(await ahead()).toBe(made);
        expect(again.epochs[0]?.tip.seq).toBe(journal.tipOf(epoch)?.seq);
      },
      { segmentBytes },
    ));
});

describe('a statement about what was dropped', () => {
  test('JN11: a folder whose statement is gone is damaged, and never stuck', () =>
    withJournal(
      async (bench) => {
        const journal = await bench.open();
        await press(journal, 60);
        const { epoch } = journal.current;
        const { received } = retentionOf(bench.folder, journal, { milliseconds: 0, bytes: 0 });
        await received(epoch, 61, day);
        await journal.close();
        const random = new SeededRandom(2);
        const [name = ''] = (await readdir(bench.folder)).filter((entry) => entry.endsWith(epoch));
        const file = await nodeFileSystem.open(join(bench.folder, name, 'pruned.json'), 'existing');
        await file.write(0, Buffer.from(random.uuid()));
        await file.close();
        const again = await bench.open();
        expect(again.care.damage).toMatchObject({ code: 'JOURNAL_DAMAGED' });
        expect((await again.read(epoch, 1, 1, 0))[0]).toMatchObject({ kind: 'hole', seq: 1 });
        expect((await again.append([draft(1)])).ok).toBe(true);
      },
      { segmentBytes },
    ));
});
