import type { BatchItem, DevicePage, EvaluationPage } from '@pingjia/shared';
import { expect, test } from 'vitest';
import { TestJournal, testEvaluation, testPlace, type TestServer, withServer } from '../src/testing/index.ts';

const rows = (server: TestServer) =>
  server.query(
    'SELECT seq, type, hash IS NULL AS unknown, bytes IS NULL AS rotted, quarantine, pending FROM records ORDER BY seq',
  );

test('SY41: what cannot be understood is stored as raw bytes with its reason, and the rest moves on', () =>
  withServer(async (server) => {
    const device = await server.enrolled();
    const journal = new TestJournal(server.random);
    journal.appendBytes(Buffer.from('not json'));
    journal.appendAny('evaluation', { grade: 'excellent' });
    journal.appendAny('drone-landed', { anything: true });
    journal.appendAny('pad-found', { padId: 'a\0b', profile: 'p', address: 'a', firmware: null, serialNumber: null });
    journal.appendBytes(Buffer.from([0xff, 0xfe, 0x00]));
    journal.append({ type: 'evaluation', data: testEvaluation(server.random, testPlace) });
    const batch = journal.batch(device.deviceId);
    const answer = await device.push(batch);
    expect(answer).toMatchObject({ accepted: 7, body: { quarantined: [2, 3, 5, 6] } });
    expect(await device.push(batch)).toMatchObject({ accepted: 0, body: answer.body });
    const plain = { unknown: false, rotted: false, quarantine: null, pending: false };
    expect(await rows(server)).toMatchObject([
      { ...plain, type: 'epoch-begun' },
      { ...plain, type: null, quarantine: 'RECORD_MALFORMED not JSON in UTF-8', pending: true },
      {
        ...plain,
        type: 'evaluation',
        quarantine: expect.stringMatching(/^RECORD_MALFORMED evaluation\./),
        pending: true,
      },
      { ...plain, type: 'drone-landed', pending: true },
      { ...plain, type: 'pad-found', quarantine: 'RECORD_MALFORMED U+0000', pending: true },
      { ...plain, type: null, quarantine: 'RECORD_MALFORMED not JSON in UTF-8', pending: true },
      { ...plain, type: 'evaluation' },
    ]);
    expect(await server.query('SELECT seq FROM evaluations')).toEqual([{ seq: 7 }]);
    const { body } = await server.api('/api/v1/devices');
    expect((body as DevicePage).items[0]?.epochs).toMatchObject([{ watermark: 7, quarantined: 4 }]);
  }));

test('SY41: a quarantined reason never quotes the record', () =>
  withServer(async (server) => {
    const device = await server.enrolled();
    const journal = new TestJournal(server.random);
    journal.appendAny('follow-up-closed', { evaluationId: 'SECRET', details: ['SECRET'], how: 'SECRET' });
    const taught = { padId: 'p', profile: 'p', map: { 'SECRET\0': 'satisfied' }, previous: null, by: 'screen' };
    journal.appendAny('key-map-learnt', taught);
    expect(await device.push(journal.batch(device.deviceId))).toMatchObject({ body: { quarantined: [2, 3] } });
    expect(JSON.stringify(await rows(server))).not.toContain('SECRET');
    expect(server.log.join('')).not.toContain('SECRET');
  }));

test('SY42: placeholders hold the place of rotted records; a successor or the tip tells their hash', () =>
  withServer(async (server) => {
    const device = await server.enrolled();
    const journal = new TestJournal(server.random);
    for (let i = 0; i < 6; i += 1)
      journal.append({ type: 'evaluation', data: testEvaluation(server.random, testPlace) });
    const gone = (seq: number, known: boolean): [number, BatchItem] => [
      seq,
      {
        kind: 'placeholder',
        placeholder: { seq, hash: known ? (journal.records[seq - 1]?.hash ?? null) : null, reason: 'rotted' },
      },
    ];
    const replaced = new Map([gone(2, true), gone(4, false), gone(5, false), gone(7, false)]);
    const batch = journal.batch(device.deviceId, 1, 7, replaced);
    expect(await device.push(batch)).toMatchObject({ accepted: 7, body: { quarantined: [] } });
    expect(await device.push(batch)).toMatchObject({ accepted: 0 });
    const rotted = { rotted: true, quarantine: 'rotted', pending: false };
    expect((await rows(server)).filter((row) => row.rotted === true)).toMatchObject([
      { seq: 2, unknown: false, ...rotted },
      { seq: 4, unknown: true, ...rotted },
      { seq: 5, unknown: false, ...rotted },
      { seq: 7, unknown: false, ...rotted },
    ]);
    const { body } = await server.api('/api/v1/devices');
    const gap = (from: number, to: number) => ({ epoch: journal.epoch, from, to, kind: 'rotted' });
    expect((body as DevicePage).items[0]?.gaps).toEqual([gap(2, 2), gap(4, 5), gap(7, 7)]);
    journal.append({ type: 'evaluation', data: testEvaluation(server.random, testPlace) });
    expect(await device.push(journal.batch(device.deviceId, 8))).toMatchObject({ accepted: 1 });
  }));

test('SY42: a placeholder whose hash its successor contradicts is refused', () =>
  withServer(async (server) => {
    const device = await server.enrolled();
    const journal = new TestJournal(server.random);
    for (let i = 0; i < 3; i += 1) journal.append({ type: 'host-stopped', data: { reason: 'requested' } });
    const wrong: BatchItem = {
      kind: 'placeholder',
      placeholder: { seq: 2, hash: journal.tip.hash, reason: 'unreadable' },
    };
    const answer = await device.push(journal.batch(device.deviceId, 1, 4, new Map([[2, wrong]])));
    expect(answer.code).toBe('BATCH_CHAIN_BROKEN');
    expect(await rows(server)).toEqual([]);
  }));

test('SY42: an epoch whose first record rotted is taken as begun by damage', () =>
  withServer(async (server) => {
    const device = await server.enrolled();
    const journal = new TestJournal(server.random);
    journal.append({ type: 'evaluation', data: testEvaluation(server.random, testPlace) });
    const gone: BatchItem = { kind: 'placeholder', placeholder: { seq: 1, hash: null, reason: 'rotted' } };
    expect((await device.push(journal.batch(device.deviceId, 1, 2, new Map([[1, gone]])))).code).toBe(null);
    const { body } = await server.api('/api/v1/devices');
    expect((body as DevicePage).items[0]?.epochs).toMatchObject([{ reason: 'damaged', watermark: 2 }]);
  }));

test('SY5 SY43: what an earlier version did not understand is projected when a later one starts', () =>
  withServer(async (server) => {
    const device = await server.enrolled();
    const journal = new TestJournal(server.random);
    const evaluation = testEvaluation(server.random, testPlace);
    const { evaluationId } = evaluation;
    journal.append({ type: 'evaluation', data: evaluation });
    journal.append({ type: 'follow-up-closed', data: { evaluationId, details: ['510'], how: 'completed' } });
    await device.push(journal.batch(device.deviceId));
    // As if this version had not known evaluations yet.
    await server.query('DELETE FROM evaluations');
    await server.query(`UPDATE records SET pending = true, quarantine = 'unknown' WHERE type <> 'epoch-begun'`);
    await server.query('UPDATE epochs SET evaluations = 0, quarantined = 2');
    const { database, keysDir } = server;
    await withServer(
      async (upgraded) => {
        while ((await upgraded.query('SELECT 1 FROM records WHERE pending')).length > 0);
        const { body } = await upgraded.api('/api/v1/evaluations');
        expect((body as EvaluationPage).items).toMatchObject([{ evaluationId, details: ['510'] }]);
        expect(await upgraded.query('SELECT evaluations, quarantined FROM epochs')).toEqual([
          { evaluations: 1, quarantined: 0 },
        ]);
      },
      { database, keysDir },
    );
  }));
