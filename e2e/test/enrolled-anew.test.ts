import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withFaultyCounty } from '../harness/faulty-county.ts';
import { evaluate, startHost, untilSent } from '../harness/with-host.ts';

test('SE9: a code for a new device is refused to a pad with sent records, stays good, and nothing counts twice', () =>
  withFaultyCounty(async ({ county }) => {
    const folder = join(county.folder, 'pad');
    const host = await startHost(folder);
    expect((await host.enroll(county.serverUrl, await county.enrollmentCode())).ok).toBe(true);
    await evaluate(host, 1, 4);
    await untilSent(host);
    const device = host.status().device ?? '';
    await host.stop();
    await rm(join(folder, 'identity.json'));

    const nameless = await startHost(folder);
    const wrong = await county.enrollmentCode();
    const refusal = { ok: false, error: { code: 'ENROLLMENT_CODE_INVALID', detail: device } };
    expect(await nameless.enroll(county.serverUrl, wrong)).toEqual(refusal);
    expect(nameless.status()).toMatchObject({ device: null, sync: { phase: 'not-enrolled' } });
    await evaluate(nameless, 2, 3);
    expect((await nameless.enroll(county.serverUrl, await county.enrollmentCode(device))).ok).toBe(true);
    await untilSent(nameless);
    await nameless.stop();
    expect((await county.evaluations()).length).toBe(7);

    const other = await startHost(join(county.folder, 'other'));
    expect((await other.enroll(county.serverUrl, wrong)).ok).toBe(true);
    await other.stop();
  }));
