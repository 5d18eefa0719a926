import type { Position } from '@pingjia/shared';
import { describe, expect, test } from 'vitest';
import { takeReceipts } from '../../src/host/bundle/take-receipts.ts';
import type { Journal } from '../../src/host/journal/journal.ts';
import { draft } from './with-journal.ts';
import { device, serverKey, signed, spoilRecord, withStick } from './with-stick.ts';

const credentials = { device, serverKey: { keyId: 'server-1', publicKey: serverKey.publicKey } };
const file = (receipts: readonly unknown[], branches: readonly unknown[] = [], who = device) =>
  JSON.stringify({ kind: 'pingjia-bundle-receipt', bundle: device, device: who, receipts, branches });
const take = (text: string, journal: Journal, held: Position | null = null) =>
  takeReceipts(text, { credentials, journal, held: () => held });

/** Receipts of the current epoch: of its own record at `seq`, or of another one in its place. */
function receiptsOf(journal: Journal) {
  const { epoch } = journal.current;
  const at = (seq: number, hash: string) => signed(JSON.stringify({ device, epoch, watermark: { seq, hash } }));
  return {
    epoch,
    ours: async (seq: number) => at(seq, (await journal.hashAt(epoch, seq)) ?? ''),
    other: (seq: number) => at(seq, device.replaceAll('-', '').padEnd(43, 'A')),
  };
}

describe('receipts that a stick brings back', () => {
  test('BU16: are taken when this pad’s server signed them and they are true of this journal', () =>
    withStick(async ({ journal }) => {
      const { epoch, tip } = journal.current;
      const receipt = { device, epoch, watermark: tip };
      const taken = await take(file([signed(JSON.stringify(receipt))]), journal);
      expect(taken).toMatchObject({ ok: true, value: { taken: [{ receipt }], branches: new Map() } });
    }));

  test('BU16: where the record in question cannot be read any more the one behind it tells what it was', () =>
    withStick(async ({ journal, journalFolder }) => {
      for (const number of [9_005, 9_006, 9_007, 9_008]) await journal.append([draft(number)]);
      const { epoch, tip } = journal.current;
      const receipts = receiptsOf(journal);
      const [between, last] = [await receipts.ours(tip.seq - 3), await receipts.ours(tip.seq - 2)];
      await spoilRecord(journalFolder, '"by":9005');
      await spoilRecord(journalFolder, '"by":9006');
      expect(await take(file([last]), journal)).toMatchObject({ ok: true, value: { taken: [{ signed: last }] } });
      expect((await take(file([receipts.other(tip.seq - 2)]), journal)).ok).toBe(true);
      // Of what lay between nothing is known: it says nothing, and is no other branch.
      const nothing = { ok: true, value: { taken: [], branches: new Map(), lacking: [] } };
      expect(await journal.hashAt(epoch, tip.seq - 3)).toBeNull();
      expect(await take(file([between]), journal)).toEqual(nothing);
    }));

  test('BU16: forged, garbled and another pad’s ones mark nothing as sent', () =>
    withStick(async ({ journal }) => {
      const { epoch, tip } = journal.current;
      const good = signed(JSON.stringify({ device, epoch, watermark: tip }));
      const others = signed(JSON.stringify({ device: epoch, epoch, watermark: tip }));
      const forged = { ...good, statement: good.statement.replace('"seq":', '"seq":1') };
      const cases: readonly (readonly [string, string])[] = [
        ['no JSON', 'BUNDLE_RECEIPT_INVALID'],
        [file([good, forged]), 'BUNDLE_RECEIPT_INVALID'],
        [file([good], [forged]), 'BUNDLE_RECEIPT_INVALID'],
        [file([others]), 'BUNDLE_RECEIPT_INVALID'],
        [file([{ ...good, statement: 'null' }]), 'BUNDLE_RECEIPT_INVALID'],
        [file([good], [], epoch), 'BUNDLE_RECEIPT_FOREIGN'],
      ];
      for (const [text, code] of cases) expect(await take(text, journal)).toMatchObject({ ok: false, error: { code } });
    }));

  test('BU22: one of an epoch that this journal does not know is passed over', () =>
    withStick(async ({ journal }) => {
      const { tip } = journal.current;
      const unknown = signed(JSON.stringify({ device, epoch: device, watermark: tip }));
      const own = await receiptsOf(journal).ours(tip.seq);
      expect(await take(file([unknown, own], [unknown]), journal)).toMatchObject({
        value: { taken: [{ signed: own }], branches: new Map() },
      });
      expect(await take(file([unknown]), journal)).toMatchObject({ ok: true, value: { taken: [] } });
    }));

  test('BU23: a genuine one of another record, or of one beyond the end, is of another branch, which the pad shares as far as it knows', () =>
    withStick(async ({ journal }) => {
      const { epoch, tip } = journal.current;
      const { ours, other } = receiptsOf(journal);
      const positionOf = async (seq: number) => {
        const hash = await journal.hashAt(epoch, seq);
        return hash === null ? null : { seq, hash };
      };
      const common = async (text: string, held: Position | null = null) => {
        const done = await take(text, journal, held);
        return done.ok ? done.value.branches.get(epoch) : done.error.code;
      };
      expect(await common(file([other(tip.seq)]))).toBe(0);
      expect(await common(file([other(tip.seq + 7)]), await positionOf(400))).toBe(400);
      expect(await common(file([await ours(600), other(700)]), await positionOf(400))).toBe(600);
      // The server told what it has before the batch that it refused: what it had before is no longer sure.
      expect(await common(file([], [await ours(300), other(700)]), await positionOf(400))).toBe(300);
      expect(await common(file([], [other(700)]), await positionOf(400))).toBe(0);
      expect(await common(file([], [other(400), other(700)]), await positionOf(400))).toBe(0);
      expect(await common(file([other(300)]), await positionOf(400))).toBe(0);
      expect(await common(file([other(900)]), { seq: 400, hash: tip.hash })).toBe(0);
      // Its own lost tail, as an earlier handshake found.
      expect(await common(file([other(tip.seq + 7)]), { seq: tip.seq + 5, hash: tip.hash })).toBe(tip.seq);
      expect(await common(file([await ours(700)], [await ours(300)]))).toBeUndefined();
    }));
});
