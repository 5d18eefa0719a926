import { SeededRandom } from '@pingjia/shared/testing';
import { expect, test } from 'vitest';
import { openDatabase } from '../src/store/database.ts';
import { remarksOf } from '../src/store/remarks.ts';
import { withServer } from '../src/testing/index.ts';

test('AT16: a list reads nothing of what was left, however large it is', () =>
  withServer(async (server) => {
    const random = new SeededRandom(5);
    const [device_id, evaluation_id] = [random.uuid(), random.uuid()];
    await server.query(
      `INSERT INTO remarks (device_id, hash, evaluation_id, bytes, key_id, holds, accepted_at, seq)
       VALUES ($1, '\\x01', $2, 65536, 'k', '{phone}', now(), 1)`,
      [device_id, evaluation_id],
    );
    await server.query(
      `INSERT INTO attachments (device_id, hash, key_id, ciphertext, received_at) VALUES ($1, '\\x01', 'k', $2, now())`,
      [device_id, Buffer.alloc(65_536, 7)],
    );
    const { db, close } = openDatabase(server.database, () => undefined);
    try {
      const rows = await remarksOf(db, [{ device_id, evaluation_id }]);
      expect(rows).toMatchObject([{ evaluation_id, erased: false }]);
      expect(JSON.stringify(rows).length).toBeLessThan(1_000);
    } finally {
      await close();
    }
  }));
