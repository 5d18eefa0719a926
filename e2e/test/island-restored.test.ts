import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Host } from '@pingjia/kiosk/host';
import { stickFolder } from '@pingjia/kiosk/host/bundle/stick-folder';
import { bundleContentType, type BundleReport, bundleReportSchema, receiptFileOf } from '@pingjia/shared';
import { expect, test } from 'vitest';
import { type County, eventually, withCounty } from '../harness/county.ts';
import { evaluate, offline, replaceFolder, startHost, untilSent } from '../harness/with-host.ts';

/** To the server and back with a stick: what the server said, and what the pad made of it. Null where there was nothing to carry. */
async function trip(county: County, host: Host, scope: 'unsent' | 'all' = 'unsent') {
  const stick = join(county.folder, 'stick');
  await mkdir(stick, { recursive: true });
  const { bundles } = host;
  if (!bundles.ok) throw new Error(bundles.error.code);
  const exported = await bundles.value.export(stickFolder(stick), scope);
  if (!exported.ok) throw new Error(exported.error.code);
  if (exported.value.name === null) return null;
  const body = await readFile(join(stick, exported.value.name));
  const headers = { 'content-type': bundleContentType };
  const report: BundleReport = bundleReportSchema.parse(
    await (await county.api('/api/v1/bundles', { method: 'POST', headers, body })).json(),
  );
  await rm(stick, { recursive: true });
  const taken = await bundles.value.takeReceipts(JSON.stringify(receiptFileOf(report)));
  if (!taken.ok) throw new Error(taken.error.code);
  const refused = report.batches.flatMap(({ fault }) => fault?.code ?? []);
  return { refused, accepted: report.accepted, ...taken.value };
}

test('BU23 BU24 BU26 BU27: a pad with nothing but a stick, put back to an older image: every press counts once, and nothing stays unsent', () =>
  withCounty(
    async (county) => {
      const image = join(county.folder, 'image');
      const first = await startHost(county.kioskFolder);
      expect((await first.enroll(county.serverUrl, await county.enrollmentCode())).ok).toBe(true);
      await evaluate(first, 1, 3);
      await untilSent(first);
      await first.stop();
      await replaceFolder(county.kioskFolder, image);
      const later = await startHost(county.kioskFolder, { http: offline });
      await evaluate(later, 2, 4);
      expect(await trip(county, later)).toMatchObject({ refused: [], branches: 0 });
      await later.stop();

      await replaceFolder(image, county.kioskFolder);
      const restored = await startHost(county.kioskFolder, { http: offline });
      await evaluate(restored, 3, 2);
      expect(await trip(county, restored)).toMatchObject({ refused: ['EPOCH_FORKED'], accepted: 0, branches: 1 });
      expect(await trip(county, restored)).toMatchObject({ refused: [], branches: 0 });
      expect(await trip(county, restored)).toBeNull();
      expect(restored.status().sync.unsent).toBe(0);
      expect(await county.evaluations()).toHaveLength(9);
      await restored.stop();

      const again = await startHost(county.kioskFolder, { http: offline });
      // What its stop and its start wrote.
      await eventually(
        async () => again.status().sync.unsent,
        (unsent) => unsent === 2,
      );
      expect(await trip(county, again)).toMatchObject({ refused: [], accepted: 2, branches: 0 });
      expect(again.status().sync.unsent).toBe(0);
      // Everything, the branch that was left included: refused where the numbers are another’s, and nothing is written anew.
      expect(await trip(county, again, 'all')).toMatchObject({ refused: ['EPOCH_FORKED'], accepted: 0, branches: 0 });
      expect(again.status().sync.unsent).toBe(0);
      await again.stop();

      // A network at last agrees with what was done.
      const connected = await startHost(county.kioskFolder);
      await untilSent(connected);
      const { epochs } = connected.journal;
      await connected.stop();
      expect(epochs).toHaveLength(2);
      const items = await county.evaluations();
      expect(new Set(items.map(({ evaluationId }) => evaluationId)).size).toBe(9);
      expect(items).toHaveLength(9);
    },
    { pad: false },
  ));
