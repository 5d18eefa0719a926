import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withCounty } from '../harness/county.ts';
import { evaluate, offline, startHost, untilSent } from '../harness/with-host.ts';

test('SY42: segments lost from the middle of an unsent journal: the rest arrives, the gap is named, nothing is stuck', () =>
  withCounty(
    async (county) => {
      const code = await county.enrollmentCode();
      const small = { segmentBytes: 256 * 1024 };
      const first = await startHost(county.kioskFolder, small);
      expect((await first.enroll(county.serverUrl, code)).ok).toBe(true);
      await untilSent(first);
      await first.stop();
      const lonely = await startHost(county.kioskFolder, { ...small, http: offline });
      await evaluate(lonely, 1, 900);
      await lonely.stop();

      const journal = join(county.kioskFolder, 'journal');
      const [epoch = ''] = await readdir(journal);
      const segments = (await readdir(join(journal, epoch))).filter((name) => name.endsWith('.seg'));
      expect(segments.length).toBeGreaterThan(4);
      for (const name of segments.slice(1, 3)) await rm(join(journal, epoch, name));

      const again = await startHost(county.kioskFolder, small);
      await evaluate(again, 2, 5);
      await untilSent(again);
      await again.stop();
      const items = await county.evaluations();
      const device = await county.device();
      const [gap] = device.gaps;
      expect(device.gaps.length).toBe(1);
      expect(device.epochs.map(({ reason }) => reason).toSorted()).toEqual(['created', 'damaged']);
      const lost = (gap?.to ?? 0) - (gap?.from ?? 0) + 1;
      expect(lost).toBeGreaterThan(500);
      // Arming and rating alternate, so half of what is lost are evaluations.
      expect(Math.abs(items.length + lost / 2 - 905)).toBeLessThanOrEqual(1);
    },
    { pad: false },
  ));
