import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nodeSha256 } from '@pingjia/node-platform';
import { BundleReader, err, fault, type Hash, ok } from '@pingjia/shared';
import { SeededRandom } from '@pingjia/shared/testing';
import { expect, test } from 'vitest';
import { attachmentRetention } from '../../src/host/attachments/attachment-sender.ts';
import { AttachmentStore } from '../../src/host/attachments/attachment-store.ts';
import { exportBundle } from '../../src/host/bundle/export-bundle.ts';
import { stickFolder } from '../../src/host/bundle/stick-folder.ts';
import { nodeFileSystem } from '../../src/host/journal/node-file-system.ts';
import { DeviceKey } from '../../src/host/provisioning/device-key.ts';
import { sealer, pair, device, phone, receiptOf, withRemarks, filesOf, hashOf, go } from './with-remarks.ts';
import { wholeBranches } from './with-stick.ts';

test('AT8: sent until the server has signed for it; a signature of somebody else counts for nothing', () =>
  withRemarks(async (pad) => {
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
  withRemarks(async (pad) => {
    await pad.desk.leave({ phone });
    const sender = pad.sender();
    await sender.send(go);
    sender.noteLacked([hashOf(pad.records)]);
    await sender.send(go);
    await sender.send(go);
    expect(pad.sent).toHaveLength(2);
  }));

test('AT10: one that rotted, is missing or is refused is reported once and holds up nothing', () =>
  withRemarks(async (pad) => {
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
  withRemarks(async (pad) => {
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
  withRemarks(async (pad) => {
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
  withRemarks(async (pad) => {
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
  withRemarks(async (pad) => {
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
  withRemarks(async (pad) => {
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
  withRemarks(async (pad) => {
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
        branches: wholeBranches,
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
