import { nodeHostParts } from '@pingjia/kiosk/node-host';
import { deviceDiagnosticsSchema } from '@pingjia/shared';
import { expect, test } from 'vitest';
import { eventually, withCounty } from '../harness/county.ts';
import { evaluate, startHost, untilSent } from '../harness/with-host.ts';

const day = 86_400_000;
const year = 365 * day;
/** How far the wall clock is off, in turn, within one boot; a leap second is a second that comes twice. */
const offsets = [0, 10 * year, -10 * year, -Date.UTC(2026, 0, 1), -1_000, 3_600_000, day, 0];

test('SY21 SY44 SY53: the wall clock stepped to and fro and the time zone changed within one boot: order stays, nothing is unsent, every time is corrected', () =>
  withCounty(
    async (county) => {
      const parts = nodeHostParts(new AbortController().signal);
      let offset = 0;
      const zone = process.env.TZ;
      const host = await startHost(county.kioskFolder, {
        clock: { ...parts.clock, wall: () => Date.now() + offset },
      });
      expect((await host.enroll(county.serverUrl, await county.enrollmentCode())).ok).toBe(true);
      await untilSent(host);
      const began = Date.now();
      for (const [n, next] of offsets.entries()) {
        offset = next;
        process.env.TZ = n % 2 === 0 ? 'Asia/Shanghai' : 'America/New_York';
        await evaluate(host, n, 1);
        await untilSent(host);
      }
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
      const ended = Date.now();
      const { device } = host.status();
      // An exchange with the server narrows the estimate.
      host.retrySync();
      const diagnostics = await eventually(
        async () =>
          deviceDiagnosticsSchema.parse(await (await county.api(`/api/v1/devices/${device}/diagnostics`)).json()),
        ({ clocks }) => clocks.length > 0,
      );
      await host.stop();
      expect(new Set(diagnostics.clocks.map(({ boot }) => boot)).size).toBe(1);
      const items = await county.evaluations();
      expect(items.length).toBe(offsets.length);
      const seqs = items.map(({ seq }) => seq);
      expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
      expect(await county.device()).toMatchObject({ gaps: [], forked: false });
      for (const [n, { evaluatedAt, corrected }] of items.entries()) {
        const shown = Date.parse(evaluatedAt ?? '');
        expect(Math.abs(shown - (offsets[n] ?? 0) - began)).toBeLessThanOrEqual(ended - began + 1_000);
        const at = Date.parse(corrected?.at ?? '');
        const within = corrected?.within ?? 0;
        expect(at + within).toBeGreaterThanOrEqual(began - 1);
        expect(at - within).toBeLessThanOrEqual(ended + 1);
      }
    },
    { pad: false },
  ));
