import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fault, ok } from '@pingjia/shared';
import { readOpenedRemark } from '@pingjia/shared/seal/remark';
import { expect, test } from 'vitest';
import { RecentEvaluations } from '../../src/host/attachments/recent-evaluations.ts';
import { RemarkDesk } from '../../src/host/attachments/remark-desk.ts';
import { FaultyDisk } from './faulty-disk.ts';
import { sealer, pair, evaluationId, phone, withRemarks, filesOf, hashOf } from './with-remarks.ts';

test('AT1 AT3: what was left lies sealed under its hash, and the record says that and nothing more', () =>
  withRemarks(async ({ desk, folder, records }) => {
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
  withRemarks(async (pad) => {
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
  await withRemarks(async (pad) => {
    pad.key = null;
    expect(await pad.desk.leave({ phone })).toEqual({ ok: false, error: { code: 'REMARK_NOT_SEALABLE' } });
    expect([await filesOf(pad.folder), pad.records.length]).toEqual([[], 1]);
  });
  const full = new FaultyDisk();
  full.failing.set('write', 'ENOSPC');
  await withRemarks(async (pad) => {
    expect(await pad.desk.leave({ phone })).toEqual({ ok: false, error: { code: 'JOURNAL_FULL' } });
    expect([await filesOf(pad.folder), pad.records.length]).toEqual([[], 1]);
  }, full);
});

test('AT7: it belongs to an evaluation of this pad, the one on the screen unless told; five on one are enough', () =>
  withRemarks(async (pad) => {
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
