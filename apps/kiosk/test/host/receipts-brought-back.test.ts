import { describe, expect, test } from 'vitest';
import { takeReceipts } from '../../src/host/bundle/take-receipts.ts';
import { draft } from './with-journal.ts';
import { device, serverKey, signed, spoilRecord, withStick } from './with-stick.ts';

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
