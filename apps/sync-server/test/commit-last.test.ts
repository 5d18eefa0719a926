import { type EpochBegun, noHash } from '@pingjia/shared';
import { SeededRandom } from '@pingjia/shared/testing';
import { expect, test } from 'vitest';
import { openDatabase } from '../src/store/database.ts';
import type { IngestUnit } from '../src/store/ingest-unit.ts';
import { createPostgresStore } from '../src/store/sync-store.ts';
import { withServer } from '../src/testing/index.ts';

const random = new SeededRandom(3);
const [device, epoch] = [random.uuid(), random.uuid()];
const at = '2026-01-05 09:00:00+00';
const move = { deviceId: device, epoch, watermark: { seq: 1, hash: noHash }, evaluations: 1, quarantined: 1 };
const begun: EpochBegun = {
  reason: 'forked',
  previous: { epoch: random.uuid(), tip: { seq: 7, hash: noHash } },
};
const place = { device_id: device, epoch };
const pending = { seq: 1, bytes: Buffer.from('{}'), quarantined: true };

const lasts: readonly (readonly [string, (unit: IngestUnit) => readonly Promise<unknown>[]])[] = [
  ['an epoch that names the one before it', (unit) => [unit.beginEpoch(move, begun, at)]],
  ['how an epoch began', (unit) => [unit.describeEpoch(device, epoch, begun)]],
  ['a fork', (unit) => [unit.markForked(device, epoch)]],
  ['records that could be understood', (unit) => [unit.settleRecords(place, [pending], 1)]],
];

test.each(lasts)('SY30: nothing of a transaction is sent behind its commit: %s', (_what, last) =>
  withServer(async ({ database: address }) => {
    const database = openDatabase(address, () => undefined);
    const sent: string[] = [];
    database.ingest.on('connect', (client) => {
      const query = client.query.bind(client) as (...args: readonly unknown[]) => unknown;
      Object.assign(client, {
        query: (statement: string | { readonly text: string }, ...rest: readonly unknown[]) => {
          sent.push(typeof statement === 'string' ? statement : statement.text);
          return query(statement, ...rest);
        },
      });
    });
    try {
      await createPostgresStore(database).ingest(async (unit) => ({ answer: null, last: last(unit) }));
    } finally {
      await database.close();
    }
    const inside = sent.slice(sent.findIndex((text) => text.startsWith('BEGIN')));
    expect(inside.indexOf('COMMIT')).toBe(inside.length - 1);
    expect(inside.length).toBeGreaterThan(3);
  }),
);
