import { expect, test } from 'vitest';
import { eventually, withCounty } from '../harness/county.ts';

test('a revoked pad says so, keeps what is pressed, and its server takes nothing more from it', () =>
  withCounty(async (county) => {
    await county.startKiosk();
    expect(await county.press(5)).toMatchObject({ ok: true });
    await eventually(
      () => county.evaluations(),
      (items) => items.length === 1,
    );
    const { deviceId } = await county.device();
    expect((await county.api(`/api/v1/devices/${deviceId}/revocation`, { method: 'POST' })).ok).toBe(true);
    expect(await county.press(1)).toMatchObject({ ok: true });
    const { sync } = await eventually(
      () => county.hostStatus(),
      (status) => status.sync.phase === 'refused',
    );
    expect(sync.fault).toMatchObject({ code: 'DEVICE_REVOKED' });
    expect(sync.unsent).toBeGreaterThan(0);
    expect((await county.evaluations()).length).toBe(1);
    expect((await county.device()).revokedAt).not.toBeNull();
  }));
