import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withCounty } from '../harness/county.ts';
import { evaluate, replaceFolder, startHost, untilSent } from '../harness/with-host.ts';

test('SY17 SY18 SY19: two pads with one cloned identity, both at work at once: flagged, kept apart, every press counts once', () =>
  withCounty(
    async (county) => {
      const [original, clone] = [county.kioskFolder, join(county.folder, 'clone')];
      const first = await startHost(original);
      expect((await first.enroll(county.serverUrl, await county.enrollmentCode())).ok).toBe(true);
      await evaluate(first, 1, 3);
      await untilSent(first);
      await first.stop();
      await replaceFolder(original, clone);
      const hosts = await Promise.all([startHost(original), startHost(clone)]);
      for (let round = 0; round < 5; round += 1) {
        await Promise.all(hosts.map((host, which) => evaluate(host, 10 + round * 2 + which, 3)));
        for (const host of hosts) host.retrySync();
      }
      for (const host of hosts) await untilSent(host);
      for (const host of hosts) await host.stop();
      const items = await county.evaluations();
      expect(items.length).toBe(3 + 5 * 2 * 3);
      expect(new Set(items.map(({ evaluationId }) => evaluationId)).size).toBe(items.length);
      const device = await county.device();
      expect(device).toMatchObject({ forked: true, gaps: [], evaluations: items.length });
      expect(device.epochs.length).toBeGreaterThan(1);
    },
    { pad: false },
  ));
