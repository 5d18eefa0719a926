import { devicePageSchema } from '@pingjia/shared';
import { expect, test } from 'vitest';
import { withServer } from '../src/testing/index.ts';

test('SY24: a device with a long hole hides nobody’s gaps, and its own is one', () =>
  withServer(async (server) => {
    const devices = [await server.enrolled(), await server.enrolled()].map(({ deviceId }) => deviceId);
    const [first = '', second = ''] = devices;
    const epochs = ['00000000-0000-4000-8000-000000000001', 'ffffffff-0000-4000-8000-000000000002'];
    const hole = `INSERT INTO records (device_id, epoch, seq, pending, accepted_at)
      SELECT $1, $2, s, false, now() FROM generate_series($3::bigint, $4::bigint) s`;
    await server.query(hole, [first, epochs[0], 3, 5_000]);
    await server.query(hole, [first, epochs[0], 6_000, 6_000]);
    await server.query(hole, [second, epochs[1], 7, 8]);
    const { body } = await server.api('/api/v1/devices');
    const gaps = new Map(devicePageSchema.parse(body).items.map((item) => [item.deviceId, item.gaps]));
    expect(gaps.get(first)).toEqual([
      { epoch: epochs[0], from: 3, to: 5_000, kind: 'rotted' },
      { epoch: epochs[0], from: 6_000, to: 6_000, kind: 'rotted' },
    ]);
    expect(gaps.get(second)).toEqual([{ epoch: epochs[1], from: 7, to: 8, kind: 'rotted' }]);
  }));
