import type { BatchResponse } from '@pingjia/shared';
import { expect, test } from 'vitest';
import { type Answer, TestDevice, TestJournal, testEvaluation, testPlace, withServer } from '../src/testing/index.ts';

const parallel = <T>(work: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: 64 }, work));

test('SY29 SY30: 64 identical batches at once: one set of rows, 64 identical answers', () =>
  withServer(async (server) => {
    const device = await server.enrolled();
    const journal = new TestJournal(server.random);
    for (let i = 0; i < 99; i += 1)
      journal.append({ type: 'evaluation', data: testEvaluation(server.random, testPlace) });
    const batch = journal.batch(device.deviceId);
    const answers = await parallel(() => device.push(batch));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(answers.map(({ accepted }) => accepted).filter((accepted) => accepted !== 0)).toEqual([100]);
    expect(await server.query('SELECT count(*) AS rows FROM records')).toEqual([{ rows: 100 }]);
    expect(await server.query('SELECT count(*) AS rows FROM evaluations')).toEqual([{ rows: 99 }]);
  }));

test('SY29 SY30: the same batches at two servers on one database at once: one set of rows', () =>
  withServer(async (first) => {
    const { database, keysDir } = first;
    await withServer(
      async (second) => {
        const device = await first.enrolled();
        const elsewhere = device.at(second.url);
        const journal = new TestJournal(first.random);
        for (let i = 0; i < 49; i += 1)
          journal.append({ type: 'evaluation', data: testEvaluation(first.random, testPlace) });
        const batch = journal.batch(device.deviceId);
        const pushes = Array.from({ length: 16 }, (_, i) => (i % 2 === 0 ? device : elsewhere).push(batch));
        const answers = await Promise.all(pushes);
        expect(answers.map(({ code }) => code).filter((code) => code !== null)).toEqual([]);
        expect(new Set(answers.map(({ body }) => (body as BatchResponse).receipt.signature)).size).toBe(1);
        expect(await first.query('SELECT count(*) AS rows FROM records')).toEqual([{ rows: 50 }]);
      },
      { database, keysDir },
    );
  }));

test('SY37: one code used by 64 pads at once enrolls one', () =>
  withServer(async (server) => {
    const code = await server.newCode();
    const answers = await parallel<Answer>(() => new TestDevice(server.url).enroll(code));
    const refusals = answers.map((answer) => answer.code).filter((refusal) => refusal !== null);
    expect(refusals).toEqual(Array.from({ length: 63 }, () => 'ENROLLMENT_CODE_INVALID'));
    expect(await server.query('SELECT count(*) AS rows FROM devices')).toEqual([{ rows: 1 }]);
  }));

test('SY37: one code used 64 times at once by one pad gives it one identity, the same in every answer', () =>
  withServer(async (server) => {
    const code = await server.newCode();
    const device = new TestDevice(server.url);
    const answers = await parallel(() => device.enroll(code));
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(answers[0]?.code).toBe(null);
    expect(await server.query('SELECT count(*) AS rows FROM devices')).toEqual([{ rows: 1 }]);
  }));
