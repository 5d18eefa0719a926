import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withCounty } from '../harness/county.ts';
import { evaluate, offline, replaceFolder, startHost, untilSent } from '../harness/with-host.ts';

test('SY18 SY22: two pads on copies of one folder: both branches are kept, every genuine press counts once, the device is flagged', () =>
  withCounty(
    async (county) => {
      const original = county.kioskFolder;
      const copy = join(county.folder, 'copy');
      const first = await startHost(original);
      expect((await first.enroll(county.serverUrl, await county.enrollmentCode())).ok).toBe(true);
      await evaluate(first, 1, 5);
      await untilSent(first);
      await first.stop();
      await replaceFolder(original, copy);

      // Both go on from the same tip, the copy without a network at first.
      const again = await startHost(original);
      await evaluate(again, 2, 7);
      await untilSent(again);
      await again.stop();
      const lonely = await startHost(copy, { http: offline });
      await evaluate(lonely, 3, 4);
      await lonely.stop();

      const returned = await startHost(copy);
      await untilSent(returned);
      await evaluate(returned, 4, 3);
      await untilSent(returned);
      await returned.stop();
      expect((await county.evaluations()).length).toBe(5 + 7 + 4 + 3);

      // The first pad is displaced in turn by nobody: it goes on in its own epoch, and nothing is sent twice.
      const last = await startHost(original);
      await evaluate(last, 5, 2);
      await untilSent(last);
      await last.stop();
      const items = await county.evaluations();
      expect(items.length).toBe(21);
      expect(new Set(items.map(({ evaluationId }) => evaluationId)).size).toBe(21);
      const device = await county.device();
      expect(device).toMatchObject({ forked: true, evaluations: 21 });
      expect(device.epochs.map(({ reason }) => reason).toSorted()).toEqual(['created', 'forked']);
    },
    { pad: false },
  ));

test('SY22: a branch displaced a second time is carried again, and nothing in it is lost or doubled', () =>
  withCounty(
    async (county) => {
      const [a, b, c] = ['a', 'b', 'c'].map((name) => join(county.folder, name)) as [string, string, string];
      const first = await startHost(a);
      expect((await first.enroll(county.serverUrl, await county.enrollmentCode())).ok).toBe(true);
      await evaluate(first, 1, 2);
      await untilSent(first);
      await first.stop();
      await replaceFolder(a, b);

      // b is displaced by a, carries its branch into a new epoch, and is copied before that epoch reached the server.
      const ahead = await startHost(a);
      await evaluate(ahead, 2, 2);
      await untilSent(ahead);
      await ahead.stop();
      const displaced = await startHost(b, { http: offline });
      await evaluate(displaced, 3, 3);
      await displaced.stop();
      const carrying = await startHost(b);
      await untilSent(carrying);
      await carrying.stop();
      await replaceFolder(b, c);
      const other = await startHost(c, { http: offline });
      await evaluate(other, 4, 3);
      await other.stop();
      const onward = await startHost(b);
      await evaluate(onward, 5, 1);
      await untilSent(onward);
      await onward.stop();
      const twice = await startHost(c);
      await untilSent(twice);
      await twice.stop();

      const items = await county.evaluations();
      expect(items.length).toBe(2 + 2 + 3 + 3 + 1);
      expect(new Set(items.map(({ evaluationId }) => evaluationId)).size).toBe(items.length);
    },
    { pad: false },
  ));

test('SY18: a folder put back to an older image: what the server knows stays, what is pressed now counts', () =>
  withCounty(
    async (county) => {
      const image = join(county.folder, 'image');
      const first = await startHost(county.kioskFolder);
      expect((await first.enroll(county.serverUrl, await county.enrollmentCode())).ok).toBe(true);
      await evaluate(first, 1, 3);
      await untilSent(first);
      await first.stop();
      await replaceFolder(county.kioskFolder, image);
      const later = await startHost(county.kioskFolder);
      await evaluate(later, 2, 4);
      await untilSent(later);
      await later.stop();

      await replaceFolder(image, county.kioskFolder);
      const restored = await startHost(county.kioskFolder);
      await evaluate(restored, 3, 2);
      await untilSent(restored);
      await restored.stop();
      const items = await county.evaluations();
      expect(items.length).toBe(9);
      expect(new Set(items.map(({ evaluationId }) => evaluationId)).size).toBe(9);
    },
    { pad: false },
  ));
