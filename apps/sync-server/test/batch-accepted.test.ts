import { createPublicKey, verify } from 'node:crypto';
import { type BatchResponse, type DevicePage, type EvaluationPage, receiptSchema } from '@pingjia/shared';
import { expect, test } from 'vitest';
import { TestJournal, testEvaluation, testPlace, type TestServer, withServer } from '../src/testing/index.ts';

async function evaluations(server: TestServer) {
  const { body } = await server.api('/api/v1/evaluations?order=asc');
  return (body as EvaluationPage).items;
}

test('SY2 SY32: a batch is stored byte by byte, projected, and answered with a receipt that the pinned key verifies', () =>
  withServer(async (server) => {
    const device = await server.enrolled();
    const journal = new TestJournal(server.random);
    const evaluation = testEvaluation(server.random, testPlace);
    const record = journal.append({ type: 'evaluation', data: evaluation });
    const answer = await device.push(journal.batch(device.deviceId));
    const { receipt, quarantined } = answer.body as BatchResponse;
    expect({ accepted: answer.accepted, quarantined }).toEqual({ accepted: 2, quarantined: [] });
    const key = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: device.enrollment.serverKey.publicKey },
      format: 'jwk',
    });
    expect(verify(null, Buffer.from(receipt.statement), key, Buffer.from(receipt.signature, 'base64url'))).toBe(true);
    expect(receiptSchema.parse(JSON.parse(receipt.statement))).toEqual({
      device: device.deviceId,
      epoch: journal.epoch,
      watermark: journal.tip,
      issuedAt: expect.any(Number),
    });
    const [stored] = await server.query('SELECT bytes, hash FROM records WHERE seq = 2');
    expect(stored).toEqual({ bytes: Buffer.from(record.bytes), hash: Buffer.from(record.hash, 'base64url') });
    expect(await evaluations(server)).toMatchObject([
      {
        evaluationId: evaluation.evaluationId,
        seq: 2,
        grade: 'very_satisfied',
        windowLabel: 'A01',
        details: null,
        bad: false,
      },
    ]);
  }));

test('SY31: a change and a follow-up amend their evaluation, in the same batch, in a later one, or before it is known', () =>
  withServer(async (server) => {
    const device = await server.enrolled();
    const journal = new TestJournal(server.random);
    const [same, later, early] = [0, 1, 2].map(() => testEvaluation(server.random, testPlace));
    if (same === undefined || later === undefined || early === undefined) throw new Error('three evaluations');
    const amend = (evaluationId: string) => {
      const source = { kind: 'touch', pressId: server.random.uuid() } as const;
      journal.append({
        type: 'evaluation-changed',
        data: { evaluationId, from: 'very_satisfied', to: 'dissatisfied', source },
      });
      journal.append({ type: 'follow-up-closed', data: { evaluationId, details: ['207', '213'], how: 'completed' } });
    };
    journal.append({ type: 'evaluation', data: same });
    amend(same.evaluationId);
    amend(early.evaluationId);
    journal.append({ type: 'evaluation', data: later });
    await device.push(journal.batch(device.deviceId));
    const sent = journal.tip.seq;
    amend(later.evaluationId);
    journal.append({ type: 'evaluation', data: early });
    await device.push(journal.batch(device.deviceId, sent + 1));
    const amended = { grade: 'dissatisfied', firstGrade: 'very_satisfied', bad: true, details: ['207', '213'] };
    expect(await evaluations(server)).toMatchObject([amended, amended, amended]);
    expect(await server.query('SELECT * FROM waiting_amendments')).toEqual([]);
  }));

test('SY31: an empty follow-up is "asked, nothing given", not "never asked"', () =>
  withServer(async (server) => {
    const device = await server.enrolled();
    const journal = new TestJournal(server.random);
    const evaluation = testEvaluation(server.random, testPlace);
    journal.append({ type: 'evaluation', data: evaluation });
    journal.append({
      type: 'follow-up-closed',
      data: { evaluationId: evaluation.evaluationId, details: [], how: 'timeout' },
    });
    await device.push(journal.batch(device.deviceId));
    expect(await evaluations(server)).toMatchObject([{ details: [] }]);
  }));

test('SY29: a batch that overlaps what is held adds only what is new, and amends nothing twice', () =>
  withServer(async (server) => {
    const device = await server.enrolled();
    const journal = new TestJournal(server.random);
    const evaluation = testEvaluation(server.random, testPlace);
    const { evaluationId } = evaluation;
    const source = { kind: 'touch', pressId: server.random.uuid() } as const;
    journal.append({ type: 'evaluation', data: evaluation });
    journal.append({
      type: 'evaluation-changed',
      data: { evaluationId, from: 'very_satisfied', to: 'satisfied', source },
    });
    await device.push(journal.batch(device.deviceId));
    journal.append({
      type: 'evaluation-changed',
      data: { evaluationId, from: 'satisfied', to: 'dissatisfied', source },
    });
    expect(await device.push(journal.batch(device.deviceId))).toMatchObject({ accepted: 1 });
    expect(await device.push(journal.batch(device.deviceId, 1, 3))).toMatchObject({ accepted: 0 });
    expect(await evaluations(server)).toMatchObject([{ grade: 'dissatisfied' }]);
  }));

test('SY24: pads, epochs and gaps of a device show in its health', () =>
  withServer(async (server) => {
    const device = await server.enrolled();
    const first = new TestJournal(server.random);
    first.append({
      type: 'pad-found',
      data: {
        padId: 'p1',
        profile: 'pingjia-line',
        address: 'serial:/dev/ttyUSB0',
        firmware: '1.2',
        serialNumber: null,
      },
    });
    first.append({ type: 'presses-lost', data: { padId: 'p1', boot: '00ff', after: 3, before: 6, lost: 2 } });
    first.append({ type: 'pad-lost', data: { padId: 'p1', reason: 'unplugged' } });
    await device.push(first.batch(device.deviceId, 1, 3));
    const previous = { epoch: first.epoch, tip: first.tip };
    const second = new TestJournal(server.random, { begun: { reason: 'tail-lost', previous } });
    await device.push(second.batch(device.deviceId));
    await device.handshake([{ epoch: second.epoch, tip: { seq: 9, hash: second.tip.hash } }]);
    const { body } = await server.api('/api/v1/devices');
    expect((body as DevicePage).items).toMatchObject([
      {
        deviceId: device.deviceId,
        online: true,
        software: 'test 1',
        watermark: 1,
        epochs: [
          { epoch: first.epoch, reason: 'created', watermark: 3 },
          { epoch: second.epoch, reason: 'tail-lost', previousEpoch: first.epoch, watermark: 1 },
        ],
        gaps: expect.arrayContaining([
          { epoch: first.epoch, from: 4, to: 4, kind: 'missing' },
          { epoch: second.epoch, from: 2, to: 9, kind: 'missing' },
        ]),
        pads: [{ padId: 'p1', state: 'found', address: 'serial:/dev/ttyUSB0', firmware: '1.2', lostPresses: 2 }],
        forked: false,
      },
    ]);
  }));

test('SY44: an absurd device clock is kept as it is and shown as null', () =>
  withServer(async (server) => {
    const device = await server.enrolled();
    const journal = new TestJournal(server.random, { wall: -8e15 });
    journal.append({ type: 'evaluation', data: testEvaluation(server.random, testPlace) });
    await device.push(journal.batch(device.deviceId));
    expect(await evaluations(server)).toMatchObject([{ evaluatedAt: null }]);
    expect(await server.query('SELECT evaluated_ms FROM evaluations')).toEqual([{ evaluated_ms: -8e15 + 2_000 }]);
  }));

test('SY18 SY20 SY22: the handshake names what is held at the device’s tip, and hashes where branches part', () =>
  withServer(async (server) => {
    const device = await server.enrolled();
    const journal = new TestJournal(server.random);
    for (let i = 0; i < 4; i += 1) journal.append({ type: 'host-stopped', data: { reason: 'requested' } });
    await device.push(journal.batch(device.deviceId));
    const unknown = server.random.uuid();
    const answer = await device.handshake([
      { epoch: journal.epoch, tip: { seq: 3, hash: journal.tip.hash } },
      { epoch: unknown, tip: { seq: 1, hash: journal.tip.hash } },
    ]);
    expect(answer.body).toMatchObject({
      heads: [
        { epoch: journal.epoch, hashAtTip: journal.records[2]?.hash },
        { epoch: unknown, receipt: null, hashAtTip: null },
      ],
    });
    const body = Buffer.from(JSON.stringify({ epoch: journal.epoch, seqs: [2, 99, 1] }));
    const hashes = await device.call({ path: device.path('hashes'), body });
    expect(hashes.body).toEqual({ hashes: [journal.records[1]?.hash, null, journal.records[0]?.hash] });
  }));
