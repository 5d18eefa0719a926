import type { BatchItem, DeviceDiagnostics, DevicePage, EvaluationPage } from '@pingjia/shared';
import { expect, test } from 'vitest';
import {
  type TestDevice,
  TestJournal,
  testEvaluation,
  testPlace,
  type TestServer,
  withServer,
} from '../src/testing/index.ts';

const gone = (journal: TestJournal, seq: number, known: boolean): [number, BatchItem] => {
  const hash = known ? (journal.records[seq - 1]?.hash ?? null) : null;
  return [seq, { kind: 'placeholder', placeholder: { seq, hash, reason: 'rotted' } }];
};

const items = async (server: TestServer) =>
  ((await server.api('/api/v1/evaluations?order=asc')).body as EvaluationPage).items;

const missing = async (device: TestDevice, journal: TestJournal) =>
  (await device.handshake([{ epoch: journal.epoch, tip: journal.tip }])).body;

/** Eight records, of which 3 to 6 arrived as placeholders: an evaluation, its change, another evaluation, a follow-up. */
async function damaged(server: TestServer) {
  const device = await server.enrolled();
  const journal = new TestJournal(server.random);
  const [first, changed, late] = [0, 1, 2].map(() => testEvaluation(server.random, testPlace));
  if (first === undefined || changed === undefined || late === undefined) throw new Error('three evaluations');
  const source = { kind: 'touch', pressId: server.random.uuid() } as const;
  const change = (to: 'satisfied' | 'dissatisfied') =>
    journal.append({
      type: 'evaluation-changed',
      data: { evaluationId: first.evaluationId, from: 'very_satisfied', to, source },
    });
  journal.append({ type: 'evaluation', data: first });
  journal.append({ type: 'evaluation', data: changed });
  change('satisfied');
  journal.append({ type: 'evaluation', data: late });
  journal.append({
    type: 'follow-up-closed',
    data: { evaluationId: first.evaluationId, details: ['510'], how: 'completed' },
  });
  change('dissatisfied');
  journal.append({
    type: 'follow-up-closed',
    data: { evaluationId: late.evaluationId, details: ['511'], how: 'completed' },
  });
  const replaced = new Map([3, 4, 5, 6].map((seq) => gone(journal, seq, seq === 6)));
  expect(await device.push(journal.batch(device.deviceId, 1, 8, replaced))).toMatchObject({ accepted: 8 });
  return { device, journal, first, changed, late };
}

test('SY48 SY49: healed records replace their placeholders, count once, and never undo what came after them', () =>
  withServer(async (server) => {
    const { device, journal, first, changed, late } = await damaged(server);
    expect((await items(server)).map(({ seq }) => seq)).toEqual([2]);
    expect(await missing(device, journal)).toMatchObject({ heads: [{ missing: [{ from: 3, to: 6 }] }] });
    const healed = journal.batch(device.deviceId, 3, 6);
    expect(await device.push(healed)).toMatchObject({ accepted: 4, body: { quarantined: [] } });
    expect(await device.push(healed)).toMatchObject({ accepted: 0 });
    expect((await items(server)).toSorted((a, b) => a.seq - b.seq)).toMatchObject([
      { evaluationId: first.evaluationId, seq: 2, grade: 'dissatisfied', details: ['510'] },
      { evaluationId: changed.evaluationId, seq: 3, grade: 'very_satisfied' },
      { evaluationId: late.evaluationId, seq: 5, details: ['511'] },
    ]);
    expect(await missing(device, journal)).toMatchObject({ heads: [{ missing: [] }] });
    const stored = await server.query('SELECT seq, hash, bytes FROM records ORDER BY seq');
    expect(stored).toEqual(
      journal.records.map(({ seq, hash, bytes }) => ({
        seq,
        hash: Buffer.from(hash, 'base64url'),
        bytes: Buffer.from(bytes),
      })),
    );
    const { body } = await server.api('/api/v1/devices');
    expect((body as DevicePage).items[0]).toMatchObject({ gaps: [], forked: false, evaluations: 3 });
  }));

test('SY48: a healed record counts only if the hash that is held of its place, or its successor, vouches for it', () =>
  withServer(async (server) => {
    const { device, journal } = await damaged(server);
    // Nothing held says what 3, 4 and 5 were: each needs the one after it.
    expect(await device.push(journal.batch(device.deviceId, 3, 5))).toMatchObject({ code: null, accepted: 0 });
    expect(await device.push(journal.batch(device.deviceId, 6, 6))).toMatchObject({ accepted: 1 });
    expect(await device.push(journal.batch(device.deviceId, 4, 6))).toMatchObject({ accepted: 2 });
    const other = new TestJournal(server.random, { begun: null, epoch: journal.epoch });
    other.records.push(...journal.records.slice(0, 2));
    other.append({ type: 'evaluation', data: testEvaluation(server.random, testPlace) });
    expect(await device.push(other.batch(device.deviceId, 3, 3))).toMatchObject({ accepted: 0 });
    expect(await device.push(journal.batch(device.deviceId, 3, 4))).toMatchObject({ accepted: 1 });
  }));

test('SY48: an epoch whose first record is healed says again how it began', () =>
  withServer(async (server) => {
    const device = await server.enrolled();
    const before = new TestJournal(server.random);
    const previous = { epoch: before.epoch, tip: before.tip };
    const journal = new TestJournal(server.random, { begun: { reason: 'tail-lost', previous } });
    await device.push(journal.batch(device.deviceId, 1, 1, new Map([gone(journal, 1, false)])));
    const epochs = async () => ((await server.api('/api/v1/devices')).body as DevicePage).items[0]?.epochs;
    expect(await epochs()).toMatchObject([{ reason: 'damaged' }]);
    expect(await device.push(journal.batch(device.deviceId))).toMatchObject({ accepted: 1 });
    expect(await epochs()).toMatchObject([{ reason: 'tail-lost', previousEpoch: before.epoch }]);
  }));

test('SY50: what the database refuses of one record sets that record aside, and the others count', () =>
  withServer(async (server) => {
    await server.query(`ALTER TABLE evaluations ADD CONSTRAINT sound CHECK (ticket <> 'poison')`);
    const device = await server.enrolled();
    const journal = new TestJournal(server.random);
    const evaluate = (ticket: string) => {
      const context = { ...testPlace, staffId: null, itemCode: null, ticket };
      journal.append({ type: 'evaluation', data: testEvaluation(server.random, testPlace, { context }) });
    };
    for (const ticket of ['A1', 'poison', 'A2', 'poison', 'A3']) evaluate(ticket);
    journal.appendAny('drone-landed', {});
    expect(await device.push(journal.batch(device.deviceId))).toMatchObject({ code: null, accepted: 7 });
    expect((await items(server)).map(({ ticket }) => ticket)).toEqual(['A1', 'A2', 'A3']);
    const { body } = await server.api(`/api/v1/devices/${device.deviceId}/diagnostics`);
    expect((body as DeviceDiagnostics).setAside).toMatchObject({
      more: false,
      items: [
        { seq: 7, state: 'unknown-type', type: 'drone-landed', reason: null },
        { seq: 5, state: 'quarantined', type: 'evaluation', reason: 'PROJECTION_FAILED' },
        { seq: 3, state: 'quarantined', type: 'evaluation', reason: 'PROJECTION_FAILED' },
      ],
    });
    await server.query('ALTER TABLE evaluations DROP CONSTRAINT sound');
    await withServer(
      async (mended) => {
        while ((await mended.query(`SELECT 1 FROM records WHERE quarantine IS NOT NULL`)).length > 0);
        expect((await items(mended)).length).toBe(5);
        const devices = (await mended.api('/api/v1/devices')).body as DevicePage;
        expect(devices.items[0]).toMatchObject({ evaluations: 5, epochs: [{ quarantined: 0 }] });
      },
      { database: server.database, keysDir: server.keysDir },
    );
  }));

test('SY41 SY51: diagnostics show what is set aside and why, never what it says', () =>
  withServer(async (server) => {
    const device = await server.enrolled();
    const journal = new TestJournal(server.random);
    journal.appendBytes(Buffer.from('SECRET'));
    journal.appendAny('evaluation', { grade: 'SECRET' });
    journal.append({ type: 'evaluation', data: testEvaluation(server.random, testPlace) });
    await device.push(journal.batch(device.deviceId, 1, 4, new Map([gone(journal, 4, true)])));
    const path = `/api/v1/devices/${device.deviceId}/diagnostics`;
    const answer = await server.api(path);
    expect(answer.body).toMatchObject({
      deviceId: device.deviceId,
      forked: false,
      gaps: [{ epoch: journal.epoch, from: 4, to: 4, kind: 'rotted' }],
      setAside: {
        items: [
          { seq: 4, state: 'rotted', type: null, reason: 'rotted', bytes: null },
          { seq: 3, state: 'quarantined', type: 'evaluation', bytes: expect.any(Number) },
          { seq: 2, state: 'quarantined', type: null, reason: 'RECORD_MALFORMED not JSON in UTF-8', bytes: 6 },
        ],
      },
    });
    expect(JSON.stringify(answer.body)).not.toContain('SECRET');
    expect((await server.api(path, { headers: {} })).code).toBe('TOKEN_INVALID');
    expect((await server.api(`/api/v1/devices/${server.random.uuid()}/diagnostics`)).code).toBe('NOT_FOUND');
  }));
