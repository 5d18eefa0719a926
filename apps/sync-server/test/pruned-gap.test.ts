import type { DevicePage } from '@pingjia/shared';
import { expect, test } from 'vitest';
import { TestJournal, testEvaluation, testPlace, withServer } from '../src/testing/index.ts';

test('SY49 SY52: what a device pruned and a restored database lacks is a declared gap, asked for of others; what follows is taken', () =>
  withServer(async (server) => {
    const device = await server.enrolled();
    const journal = new TestJournal(server.random);
    while (journal.tip.seq < 10) journal.append({ type: 'evaluation', data: testEvaluation(server.random, testPlace) });
    const through = { seq: 6, hash: journal.records[5]?.hash };
    const { epoch, tip } = journal;
    const prune = (statement: unknown) =>
      device.handshake([
        { epoch, tip, pruned: { statement: JSON.stringify(statement), signature: '', keyId: device.deviceId } },
      ]);
    await device.push(journal.batch(device.deviceId, 1, 3));
    for (const wrong of [
      {},
      { device: server.random.uuid(), epoch, through },
      { device: device.deviceId, epoch: server.random.uuid(), through },
      { device: device.deviceId, epoch, through: { ...through, seq: 11 } },
    ]) {
      await prune(wrong);
      expect((await device.push(journal.batch(device.deviceId, 7, 10))).code).toBe('BATCH_OUT_OF_PLACE');
    }
    for (let again = 0; again < 2; again += 1)
      expect((await prune({ device: device.deviceId, epoch, through })).body).toMatchObject({
        heads: [{ receipt: { statement: expect.stringContaining('"seq":6') }, missing: [{ from: 4, to: 6 }] }],
      });
    expect(await device.push(journal.batch(device.deviceId, 7, 10))).toMatchObject({ code: null, accepted: 4 });
    const { items } = (await server.api('/api/v1/devices')).body as DevicePage;
    expect(items).toMatchObject([{ gaps: [{ epoch, from: 4, to: 6, kind: 'pruned' }], forked: false, evaluations: 6 }]);
  }));

test('SY52: an epoch of which a restored database knows nothing goes on behind its declared gap', () =>
  withServer(async (server) => {
    const device = await server.enrolled();
    const journal = new TestJournal(server.random);
    while (journal.tip.seq < 5) journal.append({ type: 'evaluation', data: testEvaluation(server.random, testPlace) });
    const { epoch, tip } = journal;
    const statement = JSON.stringify({
      device: device.deviceId,
      epoch,
      through: { seq: 4, hash: journal.records[3]?.hash },
    });
    await device.handshake([{ epoch, tip, pruned: { statement, signature: '', keyId: device.deviceId } }]);
    const other = new TestJournal(server.random, { begun: null, epoch });
    other.records.push(...journal.records.slice(0, 3));
    other.append({ type: 'evaluation', data: testEvaluation(server.random, testPlace) });
    other.append({ type: 'evaluation', data: testEvaluation(server.random, testPlace) });
    expect((await device.push(other.batch(device.deviceId, 5, 5))).code).toBe('EPOCH_FORKED');
    expect(await device.push(journal.batch(device.deviceId, 5, 5))).toMatchObject({ accepted: 1 });
  }));
