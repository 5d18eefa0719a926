import { Host, type HostOptions } from '@pingjia/kiosk/host';
import { nodeHostParts } from '@pingjia/kiosk/node-host';
import { expect, test } from 'vitest';
import pino from 'pino';
import { eventually, withCounty } from '../harness/county.ts';

const day = 24 * 3_600_000;

test('SY21 SY44: the clock a day back between two boots: nothing stays unsent, order and times are as they were', () =>
  withCounty(
    async (county) => {
      const code = await county.enrollmentCode();
      const network = new AbortController();
      /** One boot of the host with a wall clock that is off by so much, pressed so many times. */
      const boot = async (offset: number, from: number, presses: number, online: boolean) => {
        const parts = nodeHostParts(network.signal);
        const http: HostOptions['http'] = online
          ? parts.http
          : async () => ({ ok: false, error: { code: 'SERVER_UNREACHABLE' } });
        const started = await Host.start({
          ...parts,
          http,
          clock: { ...parts.clock, wall: () => Date.now() + offset },
          folder: county.kioskFolder,
          pads: [],
          log: pino({ level: 'silent' }),
        });
        if (!started.ok) throw new Error(started.error.code);
        const host = started.value;
        if (online) expect(await host.enroll(county.serverUrl, code)).toEqual({ ok: true, value: undefined });
        for (let n = from; n < from + presses; n += 1) {
          const pressId = `50000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
          expect((await host.session.press({ kind: 'touch', pressId }, 'satisfied')).ok).toBe(true);
          await host.session.finish('skipped');
          await host.session.arm('staff');
        }
        if (online)
          await eventually(
            async () => host.status().sync,
            ({ phase, unsent }) => phase === 'current' && unsent === 0,
          );
        await host.stop();
      };

      await boot(0, 0, 3, true);
      await boot(-day, 3, 4, false);
      await boot(-day, 7, 1, true);
      await boot(10 * 365 * day, 8, 1, true);
      await boot(-60 * 365 * day, 9, 1, true);

      const items = await county.evaluations();
      expect(items.length).toBe(10);
      const seqs = items.map(({ seq }) => seq);
      expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
      const years = items.map(({ evaluatedAt }) => new Date(evaluatedAt ?? '').getUTCFullYear());
      const now = new Date().getUTCFullYear();
      expect(years.at(8)).toBeGreaterThanOrEqual(now + 9);
      expect(years.at(9)).toBeLessThan(1970);
      expect(new Set(items.map(({ epoch }) => epoch)).size).toBe(1);
      expect(await county.device()).toMatchObject({ gaps: [], forked: false });
    },
    { pad: false },
  ));
