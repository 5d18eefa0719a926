import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { nodeHostParts } from '@pingjia/kiosk/node-host';
import { startProgram } from '@pingjia/test-stand/program';
import { expect, test } from 'vitest';
import { eventually } from '../harness/county.ts';
import { database, withFaultyCounty } from '../harness/faulty-county.ts';
import { evaluate, startHost, untilSent } from '../harness/with-host.ts';

const identityOf = async (folder: string) =>
  JSON.parse(await readFile(join(folder, 'identity.json'), 'utf8')) as {
    privateKey: string;
    nextPrivateKey?: string;
    enrollment: { serverKey: { keyId: string; earlier?: unknown[] } };
  };

test('SE5 SE6: the server exchanges its key twice, one pad online, one away meanwhile: both follow, receipts old and new are valid', () =>
  withFaultyCounty(async ({ county }) => {
    const rotate = async () => {
      const rotation = await startProgram({
        path: 'apps/sync-server/src/keys/rotate/main.ts',
        env: { PINGJIA_DATA_DIR: join(county.folder, 'server') },
        readyLine: (line) => line,
      });
      await rotation.stop();
      await county.stopServer();
      await county.startServer();
    };
    const [near, away] = [join(county.folder, 'near'), join(county.folder, 'away')];
    const present = await startHost(near);
    const absent = await startHost(away);
    for (const [name, host] of [present, absent].entries()) {
      expect((await host.enroll(county.serverUrl, await county.enrollmentCode())).ok).toBe(true);
      await evaluate(host, name, 3);
      await untilSent(host);
    }
    await absent.stop();
    const first = (await identityOf(away)).enrollment.serverKey.keyId;
    await rotate();
    await evaluate(present, 10, 2);
    present.retrySync();
    await untilSent(present);
    await rotate();
    const returned = await startHost(away);
    await evaluate(returned, 11, 2);
    await evaluate(present, 12, 2);
    for (const host of [present, returned]) {
      host.retrySync();
      await untilSent(host);
      await host.stop();
    }
    const keys = await Promise.all([near, away].map(async (folder) => (await identityOf(folder)).enrollment.serverKey));
    expect(new Set(keys.map(({ keyId }) => keyId)).size).toBe(1);
    expect(keys[0]?.keyId).not.toBe(first);
    expect(keys.map(({ earlier }) => earlier?.length)).toEqual([2, 2]);
    expect((await county.evaluations()).length).toBe(12);
    const again = await startHost(away);
    await untilSent(again);
    await again.stop();
  }));

test('SE1 SE6: a pad exchanges its own key when it is asked to, also where the answer was lost', () =>
  withFaultyCounty(async ({ county, cluster }) => {
    const folder = join(county.folder, 'pad');
    const host = await startHost(folder);
    expect((await host.enroll(county.serverUrl, await county.enrollmentCode())).ok).toBe(true);
    await evaluate(host, 1, 2);
    await untilSent(host);
    await host.stop();
    const before = await identityOf(folder);
    const age = () => cluster.query(database, `UPDATE devices SET key_since = key_since - interval '400 days'`);
    const number = async () => {
      const [row] = await cluster.query(database, 'SELECT key_number FROM devices');
      return row?.key_number;
    };
    await age();
    // The answer to the first exchange never arrives.
    const real = nodeHostParts(new AbortController().signal).http;
    let lost = 0;
    const deaf = await startHost(folder, {
      http: async (request) => {
        const answer = await real(request);
        if (!request.url.endsWith('/key')) return answer;
        lost += 1;
        return { ok: false, error: { code: 'SERVER_UNREACHABLE' } };
      },
    });
    await evaluate(deaf, 2, 2);
    await eventually(
      async () => lost,
      (times) => times > 0,
    );
    await deaf.stop();
    expect(await number()).toBe(2);
    expect((await identityOf(folder)).nextPrivateKey).toBeDefined();

    const back = await startHost(folder);
    await evaluate(back, 3, 2);
    await untilSent(back);
    await back.stop();
    const after = await identityOf(folder);
    expect(after.nextPrivateKey).toBeUndefined();
    expect(after.privateKey).not.toBe(before.privateKey);
    expect(await number()).toBe(2);
    expect((await county.evaluations()).length).toBe(6);
    expect(await county.device()).toMatchObject({ gaps: [], forked: false });
  }));

test('SE3: a pad that lost its identity is enrolled anew as the same device: nothing counts twice, nothing is lost', () =>
  withFaultyCounty(async ({ county }) => {
    const folder = join(county.folder, 'pad');
    const host = await startHost(folder);
    expect((await host.enroll(county.serverUrl, await county.enrollmentCode())).ok).toBe(true);
    await evaluate(host, 1, 4);
    await untilSent(host);
    const { device } = host.status();
    await host.stop();
    await rm(join(folder, 'identity.json'));
    const nameless = await startHost(folder);
    await evaluate(nameless, 2, 3);
    expect((await nameless.enroll(county.serverUrl, await county.enrollmentCode(device ?? undefined))).ok).toBe(true);
    await untilSent(nameless);
    expect(nameless.status().device).toBe(device);
    await nameless.stop();
    const items = await county.evaluations();
    expect(items.length).toBe(7);
    expect(new Set(items.map(({ evaluationId }) => evaluationId)).size).toBe(7);
    expect(await county.device()).toMatchObject({ gaps: [], forked: false, evaluations: 7 });
  }));
