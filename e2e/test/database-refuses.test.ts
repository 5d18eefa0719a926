import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eventually } from '../harness/county.ts';
import { database, type FaultyCounty, withFaultyCounty } from '../harness/faulty-county.ts';
import { evaluate, startHost, untilSent } from '../harness/with-host.ts';

type Undo = () => Promise<unknown>;

const faults: readonly (readonly [name: string, cause: (parts: FaultyCounty) => Promise<Undo>])[] = [
  [
    'read-only',
    async ({ cluster }) => {
      const set = (value: string) =>
        cluster.query('postgres', `ALTER DATABASE ${database} SET default_transaction_read_only = ${value}`);
      await set('on');
      await cluster.disconnect(database);
      return async () => {
        await set('off');
        await cluster.disconnect(database);
      };
    },
  ],
  [
    'out of connections',
    async ({ cluster, line }) => {
      // The server loses its own connections and is kept out until all others are taken.
      line.watch = () => 0;
      line.cutAll();
      const undo = await cluster.exhaust();
      line.release();
      return undo;
    },
  ],
  [
    'out of reach',
    async ({ line }) => {
      line.watch = () => 0;
      line.cutAll();
      return async () => line.release();
    },
  ],
];

test.each(faults)(
  'SY54: a database that is %s: clean refusals, no code is used up, and everything arrives once when it is well again',
  (_name, cause) =>
    withFaultyCounty(async (parts) => {
      const { county } = parts;
      const host = await startHost(county.kioskFolder);
      expect((await host.enroll(county.serverUrl, await county.enrollmentCode())).ok).toBe(true);
      await evaluate(host, 1, 3);
      await untilSent(host);
      const code = await county.enrollmentCode();

      const undo = await cause(parts);
      await evaluate(host, 2, 5);
      const { sync } = await eventually(
        async () => host.status(),
        (status) => status.sync.fault !== null,
      );
      expect(sync).toMatchObject({ phase: 'waiting', fault: { code: 'SERVER_BUSY' } });
      const newcomer = await startHost(join(county.folder, 'newcomer'));
      expect(await newcomer.enroll(county.serverUrl, code)).toMatchObject({ error: { code: 'SERVER_BUSY' } });
      await undo();

      await eventually(
        () => newcomer.enroll(county.serverUrl, code),
        ({ ok }) => ok,
      );
      host.retrySync();
      await untilSent(host);
      await host.stop();
      await newcomer.stop();
      const items = await county.evaluations();
      expect(items.length).toBe(8);
      expect(new Set(items.map(({ evaluationId }) => evaluationId)).size).toBe(8);
    }),
);
