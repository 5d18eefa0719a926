import { join } from 'node:path';
import type { Host } from '@pingjia/kiosk/host';
import { deviceItemSchema } from '@pingjia/shared';
import { expect, test } from 'vitest';
import { type County, eventually } from '../harness/county.ts';
import { database, withFaultyCounty } from '../harness/faulty-county.ts';
import { evaluate, startHost, untilSent } from '../harness/with-host.ts';

const dump = 'older_dump';

async function enrolled(county: County, name: string, code?: string): Promise<Host> {
  const host = await startHost(join(county.folder, name));
  expect((await host.enroll(county.serverUrl, code ?? (await county.enrollmentCode()))).ok).toBe(true);
  return host;
}

async function revoke(county: County, host: Host): Promise<void> {
  const path = `/api/v1/devices/${host.status().device}/revocation`;
  expect((await county.api(path, { method: 'POST' })).status).toBe(204);
  host.retrySync();
  await untilRevoked(host);
}

async function untilRevoked(host: Host): Promise<void> {
  await eventually(
    async () => host.status().sync,
    ({ fault }) => fault?.code === 'DEVICE_REVOKED',
  );
}

const devices = async (county: County) => {
  const { items } = (await (await county.api('/api/v1/devices')).json()) as { items: unknown[] };
  return items.map((item) => deviceItemSchema.parse(item));
};

test('SY39 SY40 SY55: an older dump: it is refilled, pads enrolled since are not locked out, and no pad revoked since, nor a used code, comes back in', () =>
  withFaultyCounty(async ({ county, cluster }) => {
    const old = await enrolled(county, 'old');
    const doomed = await enrolled(county, 'doomed');
    const openCode = await county.enrollmentCode();
    await evaluate(old, 1, 3);
    await evaluate(doomed, 2, 3);
    await Promise.all([untilSent(old), untilSent(doomed)]);
    await cluster.copy(database, dump);

    await eventually(
      () => county.api('/readyz'),
      ({ status }) => status === 200,
    );
    const young = await enrolled(county, 'young', openCode);
    const thief = await enrolled(county, 'thief');
    for (const [name, host] of [old, doomed, young, thief].entries()) {
      await evaluate(host, 10 + name, 4);
      host.retrySync();
      await untilSent(host);
    }
    await revoke(county, doomed);
    await revoke(county, thief);
    expect((await county.evaluations()).length).toBe(3 + 3 + 4 * 4);

    await county.stopServer();
    await cluster.copy(dump, database);
    await evaluate(old, 20, 2);
    await evaluate(young, 21, 2);
    await county.startServer();
    for (const host of [old, young, doomed, thief]) host.retrySync();
    await Promise.all([untilSent(old), untilSent(young), untilRevoked(doomed), untilRevoked(thief)]);

    const again = await startHost(join(county.folder, 'again'));
    expect(await again.enroll(county.serverUrl, openCode)).toMatchObject({
      error: { code: 'ENROLLMENT_CODE_INVALID' },
    });
    for (const host of [old, young, doomed, thief, again]) await host.stop();
    const items = await county.evaluations();
    const of = (host: Host) => items.filter(({ deviceId }) => deviceId === host.status().device).length;
    expect([old, young, doomed, thief].map(of)).toEqual([9, 6, 3, 0]);
    expect(new Set(items.map(({ evaluationId }) => evaluationId)).size).toBe(18);
    const known = await devices(county);
    expect(new Set(known.map(({ deviceId }) => deviceId))).toEqual(
      new Set([old, young, doomed].map((host) => host.status().device)),
    );
    for (const device of known) expect(device).toMatchObject({ gaps: [], forked: false });
  }));
