import { mkdtemp, open, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { nodeSha256 } from '@pingjia/node-platform';
import {
  type BundleFrame,
  BundleReader,
  type BundleScope,
  decodeBatch,
  err,
  fault,
  ok,
  type Position,
} from '@pingjia/shared';
import { createSealer } from '@pingjia/shared/seal';
import { SeededRandom } from '@pingjia/shared/testing';
import { describe, expect, test } from 'vitest';
import type { BundleTarget, TargetFile } from '../../src/host/bundle/bundle-target.ts';
import { type BundleExport, exportBundle } from '../../src/host/bundle/export-bundle.ts';
import { stickFolder } from '../../src/host/bundle/stick-folder.ts';
import { takeReceipts } from '../../src/host/bundle/take-receipts.ts';
import type { Journal } from '../../src/host/journal/journal.ts';
import { DeviceKey, verifySignedText } from '../../src/host/provisioning/device-key.ts';
import { draft, withJournal } from './with-journal.ts';

const sealer = await createSealer();
const server = sealer.newPair();
const serverKey = DeviceKey.generate();
const key = DeviceKey.generate();
const device = '22222222-2222-4222-8222-222222222222';
const signed = (statement: string) => ({
  statement,
  signature: Buffer.from(serverKey.sign(Buffer.from(statement))).toString('base64url'),
  keyId: 'server-1',
});

interface Stick {
  readonly folder: string;
  readonly journal: Journal;
  readonly journalFolder: string;
  export(options?: {
    readonly scope?: BundleScope;
    readonly held?: Position;
    readonly target?: BundleTarget;
    readonly device?: string;
    readonly journal?: BundleExport['journal'];
  }): ReturnType<typeof exportBundle>;
  /** Texts of the records in a bundle, opened with the server's key. */
  records(name: string | null): Promise<string[]>;
}

async function withStick(run: (stick: Stick) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'pingjia-stick-'));
  const random = new SeededRandom(3);
  try {
    await withJournal(async ({ open: openJournal, folder: journalFolder }) => {
      const journal = await openJournal();
      await Promise.all(Array.from({ length: 1_200 }, (_, n) => journal.append([draft(n)])));
      await run({
        folder,
        journal,
        journalFolder,
        export: ({
          scope = 'unsent',
          held,
          target = stickFolder(folder),
          device: who = device,
          journal: source = journal,
        } = {}) =>
          exportBundle({
            journal: source,
            device: who,
            certificate: signed('{"device":"…"}'),
            held: () => held ?? null,
            sealingKey: { purpose: 'sealing-key', keyId: 'seal-1', publicKey: server.publicKey },
            sealer,
            attachments: { all: async () => [], unconfirmed: [], read: async () => null },
            tools: {
              sha256: nodeSha256,
              sign: key.sign,
              verify: (bytes, signature) =>
                verifySignedText(
                  key.publicKey,
                  Buffer.from(bytes).toString(),
                  Buffer.from(signature).toString('base64url'),
                ),
            },
            random,
            target,
            scope,
          }),
        records: async (name) => recordsOf(await readFile(join(folder, name ?? ''))),
      });
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function framesOf(bytes: Uint8Array): readonly BundleFrame[] {
  const reader = new BundleReader(nodeSha256);
  const frames = reader.push(bytes);
  if (!frames.ok) throw new Error(frames.error.detail);
  expect(reader.isClosed).toBe(true);
  return frames.value;
}

function recordsOf(bytes: Uint8Array): string[] {
  return framesOf(bytes).flatMap(({ header, body }) => {
    if (header.kind !== 'batch') return [];
    const opened = sealer.open(body, server);
    const batch = decodeBatch(gunzipSync(opened ?? new Uint8Array()));
    if (!batch.ok) throw new Error(batch.error.detail);
    return batch.value.items.map((item) => (item.kind === 'record' ? Buffer.from(item.bytes).toString() : ''));
  });
}

const numbers = (texts: readonly string[]): number[] => texts.map((text) => (JSON.parse(text) as { seq: number }).seq);
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** A stick on which the operation number `at` fails with `code`, and every one after it while it is away. */
function failing(target: BundleTarget, at: number, code: string): BundleTarget & { readonly operations: number } {
  let operations = 0;
  const through = <T>(act: () => Promise<T>): Promise<T> => {
    operations += 1;
    if (operations >= at) return Promise.reject(Object.assign(new Error(`${code}: stick`), { code }));
    return act();
  };
  const wrap = (file: TargetFile): TargetFile => ({
    size: () => through(() => file.size()),
    read: (position, length) => through(() => file.read(position, length)),
    truncate: (size) => through(() => file.truncate(size)),
    // A stick that is pulled in the middle of a write keeps a part of it.
    async write(position, bytes) {
      if (operations + 1 >= at) await file.write(position, bytes.subarray(0, bytes.length >> 1));
      await through(() => file.write(position, bytes));
    },
    sync: () => through(() => file.sync()),
    close: () => file.close(),
  });
  return {
    get operations() {
      return operations;
    },
    list: () => through(() => target.list()),
    open: async (name) => wrap(await through(() => target.open(name))),
    rename: (from, to) => through(() => target.rename(from, to)),
  };
}

describe('a bundle for a stick', () => {
  test('BU12: holds what the server lacks, every record byte for byte, and nothing readable', () =>
    withStick(async (stick) => {
      const { epoch, tip } = stick.journal.current;
      const held = { seq: 700, hash: (await stick.journal.hashAt(epoch, 700)) ?? tip.hash };
      const done = await stick.export({ held });
      expect(done).toMatchObject({ ok: true, value: { records: 501, resumed: false } });
      if (!done.ok) return;
      const texts = await stick.records(done.value.name);
      expect(numbers(texts)).toEqual(range(701, 1_201));
      const stored = await stick.journal.read(epoch, 701, 501, 1e9);
      expect(texts).toEqual(stored.map((item) => (item.kind === 'record' ? Buffer.from(item.bytes).toString() : '')));
      expect((await readFile(join(stick.folder, done.value.name ?? ''))).includes('clock-stepped')).toBe(false);
      expect(await readdir(stick.folder)).toEqual([done.value.name]);
    }));

  test('BU12: “all” begins at the first record; nothing unsent writes no file', () =>
    withStick(async (stick) => {
      const all = await stick.export({ scope: 'all', held: stick.journal.current.tip });
      if (!all.ok) throw new Error(all.error.code);
      expect(numbers(await stick.records(all.value.name))).toEqual(range(1, 1_201));
      const none = await stick.export({ held: stick.journal.current.tip });
      expect(none).toMatchObject({ ok: true, value: { name: null, records: 0 } });
      expect(await readdir(stick.folder)).toEqual([all.value.name]);
    }));

  test('BU13: pulled at every operation, the next export goes on where it stopped and the bundle is whole', () =>
    withStick(async (stick) => {
      const counter = failing(stickFolder(stick.folder), Number.POSITIVE_INFINITY, 'EIO');
      await stick.export({ target: counter });
      let resumed = 0;
      for (let at = 1; at <= counter.operations; at += 1) {
        for (const name of await readdir(stick.folder)) await rm(join(stick.folder, name));
        const broken = await stick.export({ target: failing(stickFolder(stick.folder), at, 'EIO') });
        expect(broken, `operation ${at}`).toMatchObject({ ok: false, error: { code: 'BUNDLE_TARGET_GONE' } });
        const mended = await stick.export();
        if (!mended.ok) throw new Error(`operation ${at}: ${mended.error.code}`);
        expect(numbers(await stick.records(mended.value.name))).toEqual(range(1, 1_201));
        resumed += mended.value.resumed ? 1 : 0;
      }
      expect(resumed).toBeGreaterThan(counter.operations / 2);
    }));

  test('BU13: a part that was cut anywhere or spoilt is taken up as far as it is sound', () =>
    withStick(async (stick) => {
      const done = await stick.export();
      if (!done.ok) throw new Error(done.error.code);
      const name = done.value.name ?? '';
      const whole = await readFile(join(stick.folder, name));
      const part = join(stick.folder, `${name}.part`);
      await rm(join(stick.folder, name));
      for (const [length, flipped] of [
        [0, null],
        [4, null],
        [900, null],
        [whole.length - 100, null],
        [whole.length, 20_000],
        [whole.length, 5],
        [whole.length, null],
      ] as const) {
        await writeFile(part, whole);
        await truncate(part, length);
        if (flipped !== null) await spoil(part, flipped);
        const mended = await stick.export();
        if (!mended.ok) throw new Error(mended.error.code);
        expect(numbers(await stick.records(mended.value.name))).toEqual(range(1, 1_201));
        await rm(join(stick.folder, mended.value.name ?? ''));
      }
    }));

  test('BU13: of a part that is damaged in its middle every frame before that is kept', () =>
    withStick(async (stick) => {
      const done = await stick.export();
      if (!done.ok) throw new Error(done.error.code);
      const part = join(stick.folder, `${done.value.name}.part`);
      await rename(join(stick.folder, done.value.name ?? ''), part);
      const frames = framesOf(await readFile(part));
      const last = frames.findLastIndex(({ header }) => header.kind === 'batch');
      expect(last).toBeGreaterThan(1);
      // The length that the last batch's frame begins with.
      await spoil(part, frames[last - 1]?.end ?? 0);
      const mended = await stick.export();
      expect(mended).toMatchObject({ ok: true, value: { resumed: true, records: 1_201 } });
    }));

  test('BU14: another pad’s files, other scopes and other people’s files on the stick are left as they are', () =>
    withStick(async (stick) => {
      await writeFile(join(stick.folder, 'holiday.jpg'), 'a photo');
      const foreign = join(stick.folder, 'pingjia-99999999-00000000.pjb.part');
      await writeFile(foreign, 'half a bundle of another pad');
      const done = await stick.export();
      if (!done.ok) throw new Error(done.error.code);
      const names = new Set(['holiday.jpg', 'pingjia-99999999-00000000.pjb.part', done.value.name]);
      expect(new Set(await readdir(stick.folder))).toEqual(names);
      expect(await readFile(foreign, 'utf8')).toBe('half a bundle of another pad');
    }));

  test.each([
    ['ENOSPC', 'BUNDLE_TARGET_FULL'],
    ['EFBIG', 'BUNDLE_TARGET_FULL'],
    ['ENODEV', 'BUNDLE_TARGET_GONE'],
    ['EROFS', 'BUNDLE_TARGET_UNUSABLE'],
  ])('BU15: %s of the stick is told as %s', (code, expected) =>
    withStick(async (stick) => {
      const target = failing(stickFolder(stick.folder), 6, code);
      expect(await stick.export({ target })).toMatchObject({ ok: false, error: { code: expected } });
    }),
  );

  test('BU15: a folder that is not there, or no folder, is BUNDLE_TARGET_UNUSABLE', () =>
    withStick(async (stick) => {
      const file = join(stick.folder, 'file');
      await writeFile(file, '');
      for (const path of [join(stick.folder, 'nothing'), file]) {
        const refused = await stick.export({ target: stickFolder(path) });
        expect(refused).toMatchObject({ ok: false, error: { code: 'BUNDLE_TARGET_UNUSABLE' } });
      }
    }));
});

describe('what the pad’s own disk does meanwhile', () => {
  test('BU12: a place that rotted since the start is searched for and goes as a hole; what lies behind it goes along', () =>
    withStick(async (stick) => {
      const { journal } = stick;
      for (let n = 0; n < 20; n += 1) await journal.append([draft(9_000 + n)]);
      const { epoch, tip } = journal.current;
      await spoilRecord(stick.journalFolder, '"by":9005');
      const done = await stick.export();
      if (!done.ok) throw new Error(done.error.code);
      expect(done.value.records).toBe(tip.seq);
      const texts = await stick.records(done.value.name);
      expect(texts.filter((text) => text === '').length).toBe(1);
      expect(texts.at(-1)).toContain(`"epoch":"${epoch}","seq":${tip.seq}`);
    }));

  test('BU15: a journal that cannot be read is told as that, not as a stick that was pulled', () =>
    withStick(async (stick) => {
      const { journal } = stick;
      const broken = (code: string) => async () => Promise.reject(Object.assign(new Error(code), { code }));
      const read = (code: string) => ({ epochs: journal.epochs, care: journal.care, read: broken(code) });
      expect(await stick.export({ journal: read('EIO') })).toEqual(err(fault('JOURNAL_WRITE_FAILED', 'EIO')));
      const empty = { epochs: journal.epochs, care: journal.care, read: async () => [] };
      expect(await stick.export({ journal: empty })).toMatchObject({ ok: false, error: { code: 'JOURNAL_DAMAGED' } });
      expect((await readdir(stick.folder)).every((name) => name.endsWith('.part'))).toBe(true);
      expect((await stick.export()).ok).toBe(true);
    }));

  test('BU12: what was dropped on purpose is not missed: “all” begins behind it, also where nothing of an epoch is left', () =>
    withStick(async (stick) => {
      const { journal } = stick;
      const gone = journal.current;
      await journal.beginEpoch('forked');
      for (let n = 0; n < 600; n += 1) await journal.append([draft(n)]);
      const { epoch, segments, tip } = journal.current;
      const prune = async (of: string, seq: number, segment: number) => {
        const through = { seq, hash: (await journal.hashAt(of, seq)) ?? tip.hash };
        return journal.care.prune(of, { through, segment, statement: signed('{}'), memory: null });
      };
      const last = (segments().get(2) ?? 1) - 1;
      expect(last).toBeGreaterThan(1);
      expect([await prune(gone.epoch, gone.tip.seq, 99), await prune(epoch, last, 2)]).toEqual([ok(), ok()]);
      const all = await stick.export({ scope: 'all' });
      if (!all.ok) throw new Error(all.error.detail);
      expect(numbers(await stick.records(all.value.name))).toEqual(range(last + 1, tip.seq));
      expect(all.value.records).toBe(tip.seq - last);
    }));

  test('BU13: a part that begins behind what the server has by now is begun anew', () =>
    withStick(async (stick) => {
      const { epoch, tip } = stick.journal.current;
      const held = { seq: 700, hash: (await stick.journal.hashAt(epoch, 700)) ?? tip.hash };
      const cut = failing(stickFolder(stick.folder), 9, 'EIO');
      expect((await stick.export({ held, target: cut })).ok).toBe(false);
      const done = await stick.export();
      if (!done.ok) throw new Error(done.error.code);
      expect(done.value.resumed).toBe(false);
      expect(numbers(await stick.records(done.value.name))).toEqual(range(1, 1_201));
    }));
});

/** Flips a bit of the record that holds `text`, where it lies. */
async function spoilRecord(folder: string, text: string): Promise<void> {
  for (const name of await readdir(folder, { recursive: true })) {
    if (!name.endsWith('.seg')) continue;
    const at = (await readFile(join(folder, name))).indexOf(text);
    if (at !== -1) await spoil(join(folder, name), at);
  }
}

async function spoil(path: string, at: number): Promise<void> {
  const file = await open(path, 'r+');
  await file.write(Buffer.of(0xff), 0, 1, at);
  await file.close();
}

describe('receipts that a stick brings back', () => {
  const credentials = { device, serverKey: { keyId: 'server-1', publicKey: serverKey.publicKey } };
  const file = (receipts: readonly unknown[], who = device) =>
    JSON.stringify({ kind: 'pingjia-bundle-receipt', bundle: device, device: who, receipts });

  test('BU16: are taken when this pad’s server signed them and they are true of this journal', () =>
    withStick(async ({ journal }) => {
      const { epoch, tip } = journal.current;
      const receipt = { device, epoch, watermark: tip };
      const taken = await takeReceipts(file([signed(JSON.stringify(receipt))]), { credentials, journal });
      expect(taken).toMatchObject({ ok: true, value: [{ receipt }] });
    }));

  test('BU16: where the record in question cannot be read any more the server’s word counts, but not beyond the journal’s end', () =>
    withStick(async ({ journal, journalFolder }) => {
      await journal.append([draft(9_005)]);
      await journal.append([draft(9_006)]);
      const { epoch, tip } = journal.current;
      const hash = await journal.hashAt(epoch, tip.seq - 1);
      await spoilRecord(journalFolder, '"by":9005');
      expect(await journal.hashAt(epoch, tip.seq - 1)).toBeNull();
      const of = (seq: number) => file([signed(JSON.stringify({ device, epoch, watermark: { seq, hash } }))]);
      expect(await takeReceipts(of(tip.seq - 1), { credentials, journal })).toMatchObject({ ok: true });
      expect(await takeReceipts(of(tip.seq + 1), { credentials, journal })).toMatchObject({ ok: false });
      expect(await takeReceipts(of(tip.seq), { credentials, journal })).toMatchObject({ ok: false });
    }));

  test('BU16: forged, garbled, another pad’s and untrue ones mark nothing as sent', () =>
    withStick(async ({ journal }) => {
      const { epoch, tip } = journal.current;
      const good = signed(JSON.stringify({ device, epoch, watermark: tip }));
      const untrue = signed(JSON.stringify({ device, epoch, watermark: { ...tip, seq: tip.seq - 1 } }));
      const others = signed(JSON.stringify({ device: epoch, epoch, watermark: tip }));
      const cases: readonly (readonly [string, string])[] = [
        ['no JSON', 'BUNDLE_RECEIPT_INVALID'],
        [file([good, { ...good, statement: good.statement.replace('"seq":', '"seq":1') }]), 'BUNDLE_RECEIPT_INVALID'],
        [file([good, untrue]), 'BUNDLE_RECEIPT_INVALID'],
        [file([others]), 'BUNDLE_RECEIPT_INVALID'],
        [file([{ ...good, statement: 'null' }]), 'BUNDLE_RECEIPT_INVALID'],
        [file([good], epoch), 'BUNDLE_RECEIPT_FOREIGN'],
      ];
      for (const [text, code] of cases)
        expect(await takeReceipts(text, { credentials, journal })).toMatchObject({ ok: false, error: { code } });
    }));
});
