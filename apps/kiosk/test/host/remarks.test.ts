import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeSha256 } from '@pingjia/node-platform';
import {
  type AttachmentResponse,
  BundleReader,
  err,
  type Fault,
  fault,
  type Hash,
  ok,
  type RecordDraft,
  type Result,
  type SessionView,
  type SignedStatement,
} from '@pingjia/shared';
import { createSealer } from '@pingjia/shared/seal';
import { readOpenedRemark } from '@pingjia/shared/seal/remark';
import { SeededRandom } from '@pingjia/shared/testing';
import { expect, test } from 'vitest';
import { AttachmentSender, attachmentRetention } from '../../src/host/attachments/attachment-sender.ts';
import { AttachmentStore } from '../../src/host/attachments/attachment-store.ts';
import { RecentEvaluations } from '../../src/host/attachments/recent-evaluations.ts';
import { RemarkDesk } from '../../src/host/attachments/remark-desk.ts';
import { exportBundle } from '../../src/host/bundle/export-bundle.ts';
import { stickFolder } from '../../src/host/bundle/stick-folder.ts';
import type { FileSystem } from '../../src/host/journal/file-system.ts';
import type { Journal } from '../../src/host/journal/journal.ts';
import { nodeFileSystem } from '../../src/host/journal/node-file-system.ts';
import { DeviceKey } from '../../src/host/provisioning/device-key.ts';
import { FaultyDisk } from './faulty-disk.ts';
import { withJournal } from './with-journal.ts';

const sealer = await createSealer();
const pair = sealer.newPair();
const device = '22222222-2222-4222-8222-222222222222';
const evaluationId = '70000000-0000-4000-8000-000000000001';
const phone = '13800000000';
const receiptOf = (hash: Hash, issuedAt = 0): SignedStatement => ({
  statement: JSON.stringify({ purpose: 'attachment-receipt', device, hash, issuedAt }),
  signature: 'good',
  keyId: 'k',
});
const isSigned = ({ signature }: SignedStatement) => signature === 'good';

interface Pad {
  readonly folder: string;
  readonly store: AttachmentStore;
  readonly journal: Journal;
  readonly desk: RemarkDesk;
  readonly recent: RecentEvaluations;
  readonly records: RecordDraft[];
  readonly faults: Fault[];
  /** What the server answers to an attachment. */
  answer: (hash: Hash) => Result<AttachmentResponse>;
  readonly sent: Hash[];
  sender(store?: AttachmentStore): AttachmentSender;
  refuse: Fault | null;
  key: string | null;
}

async function withPad(run: (pad: Pad) => Promise<void>, fs: FileSystem = nodeFileSystem): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'pingjia-remarks-'));
  const store = new AttachmentStore(fs, folder, nodeSha256);
  const recent = new RecentEvaluations();
  const records: RecordDraft[] = [];
  const note = (draft: RecordDraft) => {
    records.push(draft);
    recent.note(draft as Parameters<RecentEvaluations['note']>[0]);
  };
  const view: SessionView = { state: 'thanks', sessionId: device, evaluationId, grade: 'satisfied', changeLeft: 0 };
  try {
    await withJournal(async ({ open }) => {
      const journal = await open();
      const pad: Pad = {
        folder,
        store,
        journal,
        recent,
        records,
        faults: [],
        sent: [],
        refuse: null,
        key: pair.publicKey,
        answer: (hash) => ok({ receipt: receiptOf(hash) }),
        desk: new RemarkDesk({
          store,
          recent,
          view: () => view,
          sealingKey: () => (pad.key === null ? null : { purpose: 'sealing-key', keyId: 'seal-1', publicKey: pad.key }),
          async append(drafts) {
            if (pad.refuse !== null) return err(pad.refuse);
            for (const draft of drafts) note(draft);
            return journal.append(drafts);
          },
        }),
        sender: (of = store) =>
          new AttachmentSender({
            store: of,
            device,
            isSigned,
            journal,
            onFault: (found) => pad.faults.push(found),
            link: {
              async sendAttachment(hash) {
                pad.sent.push(hash);
                return pad.answer(hash);
              },
            },
          }),
      };
      note({ type: 'evaluation', data: { evaluationId } as never });
      await run(pad);
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

const filesOf = (folder: string) => readdir(join(folder, 'attachments')).catch(() => []);
const hashOf = (records: readonly RecordDraft[]): Hash => {
  const last = records.at(-1);
  if (last?.type !== 'remark-left') throw new Error('no remark on record');
  return last.data.attachment.hash;
};
const go = () => false;

test('AT1 AT3: what was left lies sealed under its hash, and the record says that and nothing more', () =>
  withPad(async ({ desk, folder, records }) => {
    expect(await desk.leave({ phone, comment: '太慢了' })).toEqual({ ok: true, value: { evaluationId } });
    const hash = hashOf(records);
    expect(records.at(-1)).toEqual({
      type: 'remark-left',
      data: { evaluationId, attachment: { hash, bytes: 304, keyId: 'seal-1' }, holds: ['comment', 'phone'] },
    });
    expect(await filesOf(folder)).toEqual([hash]);
    const opened = sealer.open(await readFile(join(folder, 'attachments', hash)), pair);
    expect(readOpenedRemark(opened ?? new Uint8Array())).toEqual({ evaluationId, phone, comment: '太慢了' });
  }));

test('AT3: the file is durable before the record is asked for', () =>
  withPad(async (pad) => {
    let seen: readonly string[] = [];
    const { store, recent } = pad;
    const watching = new RemarkDesk({
      store,
      recent,
      view: () => ({ state: 'idle' }),
      sealingKey: () => ({ purpose: 'sealing-key', keyId: 'seal-1', publicKey: pair.publicKey }),
      async append() {
        seen = await filesOf(pad.folder);
        return ok();
      },
    });
    expect(await watching.leave({ evaluationId, phone })).toMatchObject({ ok: true });
    expect(seen).toEqual(store.unconfirmed);
  }));

test('AT4: without the server’s key nothing is taken; a full disk takes nothing either; neither says what was left', async () => {
  await withPad(async (pad) => {
    pad.key = null;
    expect(await pad.desk.leave({ phone })).toEqual({ ok: false, error: { code: 'REMARK_NOT_SEALABLE' } });
    expect([await filesOf(pad.folder), pad.records.length]).toEqual([[], 1]);
  });
  const full = new FaultyDisk();
  full.failing.set('write', 'ENOSPC');
  await withPad(async (pad) => {
    expect(await pad.desk.leave({ phone })).toEqual({ ok: false, error: { code: 'JOURNAL_FULL' } });
    expect([await filesOf(pad.folder), pad.records.length]).toEqual([[], 1]);
  }, full);
});

test('AT7: it belongs to an evaluation of this pad, the one on the screen unless told; five on one are enough', () =>
  withPad(async (pad) => {
    const foreign = '70000000-0000-4000-8000-00000000000f';
    const misplaced = { ok: false, error: { code: 'REMARK_MISPLACED' } };
    expect(await pad.desk.leave({ evaluationId: foreign, phone })).toEqual(misplaced);
    const all = await Promise.all(Array.from({ length: 6 }, () => pad.desk.leave({ phone })));
    expect(all.map(({ ok: taken }) => taken)).toEqual([true, true, true, true, true, false]);
    const again = new RecentEvaluations();
    again.restore(pad.recent.snapshot());
    expect(again.takes(evaluationId)).toBe(false);
    expect(await pad.desk.leave({ phone: '12' })).toEqual({ ok: false, error: fault('REMARK_INVALID', 'phone') });
  }));

test('AT8: sent until the server has signed for it; a signature of somebody else counts for nothing', () =>
  withPad(async (pad) => {
    await pad.desk.leave({ phone });
    const hash = hashOf(pad.records);
    const sender = pad.sender();
    pad.answer = () => err(fault('SERVER_UNREACHABLE'));
    expect(await sender.send(go)).toMatchObject({ error: { code: 'SERVER_UNREACHABLE' } });
    pad.answer = () => ok({ receipt: { ...receiptOf(hash), signature: 'forged' } });
    expect(await sender.send(go)).toMatchObject({ error: { code: 'SERVER_ANSWER_INVALID' } });
    pad.answer = () => ok({ receipt: receiptOf(hash) });
    expect(await sender.send(go)).toEqual(ok());
    expect(await sender.send(go)).toEqual(ok());
    expect(pad.sent).toHaveLength(3);
    expect(await filesOf(pad.folder)).toEqual([hash, `${hash}.receipt`]);
    const later = new AttachmentStore(nodeFileSystem, pad.folder, nodeSha256);
    await later.load();
    expect(later.unconfirmed).toEqual([]);
  }));

test('AT9: what the server lacks is sent again, whatever it has signed', () =>
  withPad(async (pad) => {
    await pad.desk.leave({ phone });
    const sender = pad.sender();
    await sender.send(go);
    sender.noteLacked([hashOf(pad.records)]);
    await sender.send(go);
    await sender.send(go);
    expect(pad.sent).toHaveLength(2);
  }));

test('AT10: one that rotted, is missing or is refused is reported once and holds up nothing', () =>
  withPad(async (pad) => {
    for (let n = 0; n < 4; n += 1) await pad.desk.leave({ phone });
    const [rotted, gone, refused, sound] = pad.store.unconfirmed;
    if (rotted === undefined || gone === undefined) throw new Error('too few');
    await writeFile(join(pad.folder, 'attachments', rotted), 'x');
    await rm(join(pad.folder, 'attachments', gone));
    pad.answer = (hash) => (hash === refused ? err(fault('INTERNAL')) : ok({ receipt: receiptOf(hash) }));
    const sender = pad.sender();
    expect([await sender.send(go), await sender.send(go)]).toEqual([ok(), ok()]);
    expect(pad.sent).toEqual([refused, sound]);
    expect(pad.faults.map(({ code }) => code)).toEqual(['ATTACHMENT_DAMAGED', 'ATTACHMENT_DAMAGED', 'INTERNAL']);
  }));

test('AT10: what a portal or a failing server answered is asked again, ever less often, and its fault is gone with it', () =>
  withPad(async (pad) => {
    await pad.desk.leave({ phone });
    const [hash] = pad.store.unconfirmed;
    const sender = pad.sender();
    pad.answer = () => err(fault('SERVER_ANSWER_INVALID', 'HTTP 302'));
    for (let handshake = 0; handshake < 200; handshake += 1) {
      sender.noteLacked([]);
      expect(await sender.send(go)).toEqual(ok());
    }
    expect(pad.sent.length).toBe(8);
    expect([sender.faults, pad.faults.length]).toEqual([[fault('SERVER_ANSWER_INVALID', 'HTTP 302')], 1]);
    pad.answer = () => ok({ receipt: receiptOf(hash ?? ('' as Hash)) });
    for (let handshake = 0; handshake < 128; handshake += 1) {
      sender.noteLacked([]);
      await sender.send(go);
    }
    expect([sender.faults, pad.store.unconfirmed, pad.sent.length]).toEqual([[], [], 9]);
  }));

test('AT9: what was refused because no accepted record named it is sent again when the server lacks it', () =>
  withPad(async (pad) => {
    await pad.desk.leave({ phone });
    const sender = pad.sender();
    pad.answer = () => err(fault('ATTACHMENT_UNNAMED'));
    sender.noteLacked([]);
    await sender.send(go);
    pad.answer = (hash) => ok({ receipt: receiptOf(hash) });
    sender.noteLacked([hashOf(pad.records)]);
    await sender.send(go);
    expect([pad.sent.length, pad.store.unconfirmed, sender.faults]).toEqual([2, [], []]);
  }));

test('AT11: a file that a crash left without its record goes once the server has never heard of it; one with a record stays', () =>
  withPad(async (pad) => {
    await pad.desk.leave({ phone });
    pad.refuse = fault('JOURNAL_WRITE_FAILED');
    expect(await pad.desk.leave({ phone })).toMatchObject({ ok: false });
    await mkdir(join(pad.folder, 'attachments', 'x'), { recursive: true });
    await writeFile(join(pad.folder, 'attachments', `${hashOf(pad.records)}.new`), 'torn');
    pad.answer = () => err(fault('ATTACHMENT_UNNAMED'));
    await pad.sender().send(go);
    expect(pad.store.unconfirmed).toHaveLength(2);
    const restarted = new AttachmentStore(nodeFileSystem, pad.folder, nodeSha256);
    await restarted.load();
    await pad.sender(restarted).send(go);
    expect(await restarted.all()).toEqual([hashOf(pad.records)]);
    expect(await filesOf(pad.folder)).toEqual([hashOf(pad.records), 'x'].sort());
  }));

test('AT11: long after the server has signed for it, by the server’s own clock, it goes', () =>
  withPad(async (pad) => {
    await pad.desk.leave({ phone });
    await pad.sender().send(go);
    await pad.desk.leave({ phone });
    pad.answer = (hash) => ok({ receipt: receiptOf(hash, attachmentRetention) });
    const early = pad.sender();
    await early.send(go);
    await early.letOldGo();
    expect(await pad.store.all()).toHaveLength(2);
    await pad.desk.leave({ phone });
    const [newest] = pad.store.unconfirmed;
    pad.answer = (hash) => ok({ receipt: receiptOf(hash, 2 * attachmentRetention) });
    const sender = pad.sender();
    await sender.send(go);
    expect(await pad.store.all()).toHaveLength(3);
    await sender.letOldGo();
    expect(await pad.store.all()).toContain(newest);
    expect(await pad.store.all()).toHaveLength(2);
  }));

test('AT9: what the server lacks is sent again before anything goes that it signed for long ago', () =>
  withPad(async (pad) => {
    for (let n = 0; n < 3; n += 1) await pad.desk.leave({ phone });
    await pad.sender().send(go);
    const lacked = pad.store.unconfirmed.length === 0 ? await pad.store.all() : [];
    pad.answer = (hash) => ok({ receipt: receiptOf(hash, 2 * attachmentRetention) });
    const sender = pad.sender();
    sender.noteLacked(lacked);
    await sender.send(go);
    expect(pad.sent.slice(3).toSorted()).toEqual(lacked.toSorted());
    expect(await pad.store.all()).toHaveLength(3);
  }));

test('AT15: a stick gets the sealed files behind the batches, each once, and “unsent” those without a receipt', () =>
  withPad(async (pad) => {
    for (let n = 0; n < 3; n += 1) await pad.desk.leave({ phone });
    const [sent, ...unsent] = pad.store.unconfirmed;
    if (sent === undefined) throw new Error('nothing was left');
    await pad.store.confirm(sent, receiptOf(sent));
    const stick = join(pad.folder, 'stick');
    await mkdir(stick);
    const key = DeviceKey.generate();
    for (const scope of ['unsent', 'all'] as const) {
      const exported = await exportBundle({
        journal: pad.journal,
        device,
        certificate: receiptOf(sent),
        held: () => null,
        sealingKey: { purpose: 'sealing-key', keyId: 'seal-1', publicKey: pair.publicKey },
        attachments: pad.store,
        sealer,
        tools: { sha256: nodeSha256, sign: key.sign, verify: () => true },
        random: new SeededRandom(1),
        target: stickFolder(stick),
        scope,
      });
      if (!exported.ok || exported.value.name === null) throw new Error('no bundle');
      const frames = new BundleReader(nodeSha256).push(await readFile(join(stick, exported.value.name)));
      if (!frames.ok) throw new Error(frames.error.detail);
      const files = frames.value.filter(({ header }) => header.kind === 'attachment');
      expect(files.map(({ body }) => nodeSha256(body)).sort()).toEqual(
        (scope === 'all' ? [sent, ...unsent] : unsent).sort(),
      );
      expect(frames.value.map(({ header }) => header.kind).slice(0, 2)).toEqual(['opening', 'batch']);
      await rm(join(stick, exported.value.name));
    }
  }));
