import type { DevicePage, EvaluationPage, Hash } from '@pingjia/shared';
import { expect, test } from 'vitest';
import { TestJournal, testEvaluation, testPlace, type TestServer, withServer } from '../src/testing/index.ts';

async function isForked(server: TestServer): Promise<boolean | undefined> {
  const { body } = await server.api('/api/v1/devices');
  return (body as DevicePage).items[0]?.forked;
}

/** Two branches that share their first record: the folder was copied after it. */
function branches(server: TestServer): readonly [TestJournal, TestJournal] {
  const first = new TestJournal(server.random);
  const second = first.copy();
  for (const journal of [first, second]) {
    journal.append({ type: 'evaluation', data: testEvaluation(server.random, testPlace) });
  }
  return [first, second];
}

test('SY17: another record under a number that is held: EPOCH_FORKED, flagged, nothing of it stored', () =>
  withServer(async (server) => {
    const device = await server.enrolled();
    const [held, other] = branches(server);
    await device.push(held.batch(device.deviceId));
    expect((await device.push(other.batch(device.deviceId))).code).toBe('EPOCH_FORKED');
    expect(await server.query('SELECT count(*) AS rows FROM records')).toEqual([{ rows: 2 }]);
    expect(await isForked(server)).toBe(true);
    expect((await device.push(held.batch(device.deviceId))).code).toBe(null);
  }));

test('SY17: a continuation of the other branch: EPOCH_FORKED', () =>
  withServer(async (server) => {
    const device = await server.enrolled();
    const [held, other] = branches(server);
    other.append({ type: 'evaluation', data: testEvaluation(server.random, testPlace) });
    await device.push(held.batch(device.deviceId));
    expect((await device.push(other.batch(device.deviceId, 3))).code).toBe('EPOCH_FORKED');
    expect(await isForked(server)).toBe(true);
  }));

test('SY18 SY19: a press whose number was taken lives on in a carried record and counts once', () =>
  withServer(async (server) => {
    const device = await server.enrolled();
    const [held, other] = branches(server);
    await device.push(held.batch(device.deviceId));
    const lost = other.records[1];
    if (lost === undefined) throw new Error('the branch has two records');
    const next = new TestJournal(server.random, {
      begun: { reason: 'forked', previous: { epoch: other.epoch, tip: other.tip } },
    });
    const carry = { epoch: other.epoch, seq: lost.seq, hash: lost.hash, record: Buffer.from(lost.bytes).toString() };
    next.append({ type: 'record-carried', data: carry });
    next.append({ type: 'record-carried', data: { ...carry, record: carry.record.replace('very_', '') } });
    next.append({ type: 'record-carried', data: carry });
    expect(await device.push(next.batch(device.deviceId))).toMatchObject({ accepted: 4 });
    const { body } = await server.api('/api/v1/evaluations?order=asc');
    expect((body as EvaluationPage).items).toMatchObject([
      { epoch: held.epoch, seq: 2 },
      { epoch: next.epoch, seq: 2, grade: 'very_satisfied' },
    ]);
    expect(await isForked(server)).toBe(true);
  }));

test('SY19: what the server has of the record itself, or of another carrier, tells nothing again and undoes no later word', () =>
  withServer(async (server) => {
    const device = await server.enrolled();
    const held = new TestJournal(server.random);
    const evaluation = testEvaluation(server.random, testPlace);
    const { evaluationId } = evaluation;
    const close = (journal: TestJournal, ...details: string[]) =>
      journal.append({ type: 'follow-up-closed', data: { evaluationId, details, how: 'completed' } });
    const press = held.append({ type: 'evaluation', data: evaluation });
    const common = close(held, '510');
    const other = held.copy();
    const own = close(other, '207', '213');
    close(held);
    await device.push(held.batch(device.deviceId));
    const details = async () =>
      ((await server.api('/api/v1/evaluations')).body as EvaluationPage).items.map((item) => item.details);

    const begun = { reason: 'forked', previous: { epoch: other.epoch, tip: other.tip } } as const;
    const carry = async (...records: { readonly seq: number; readonly hash: Hash; readonly bytes: Uint8Array }[]) => {
      const next = new TestJournal(server.random, { begun });
      for (const { seq, hash, bytes } of records) {
        const data = { epoch: other.epoch, seq, hash, record: Buffer.from(bytes).toString() };
        next.append({ type: 'record-carried', data });
      }
      expect((await device.push(next.batch(device.deviceId))).code).toBeNull();
      return next;
    };
    await carry(press, common);
    expect(await details()).toEqual([[]]);
    const first = await carry(press, common, own);
    expect(await details()).toEqual([['207', '213']]);
    const { seq } = close(first, '301');
    expect((await device.push(first.batch(device.deviceId, seq))).code).toBeNull();
    await carry(press, common, own);
    expect(await details()).toEqual([['301']]);
    expect(await isForked(server)).toBe(true);
  }));
