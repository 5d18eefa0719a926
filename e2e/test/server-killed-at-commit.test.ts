import { expect, test } from 'vitest';
import { eventually } from '../harness/county.ts';
import { database, withFaultyCounty } from '../harness/faulty-county.ts';
import type { Watch } from '../harness/relay.ts';
import { evaluate, startHost, untilSent } from '../harness/with-host.ts';

/** PostgreSQL's protocol: the simple query COMMIT, and CommandComplete with its tag. */
const commit = Buffer.from('COMMIT\0');
const committed = Buffer.from('C\0\0\0\x0bCOMMIT\0');
const rounds = 4;

test('SY30 SY32: the server killed before the commit, and between commit and answer: a receipt speaks of committed rows only, and every press counts once', () =>
  withFaultyCounty(async ({ county, cluster, line }) => {
    const host = await startHost(county.kioskFolder);
    expect((await host.enroll(county.serverUrl, await county.enrollmentCode())).ok).toBe(true);
    await evaluate(host, 1, 2);
    await untilSent(host);
    const rows = async () => {
      const [counted] = await cluster.query(database, 'SELECT count(*)::int AS rows FROM records');
      return Number(counted?.rows);
    };
    let pressed = 2;
    for (let round = 0; round < rounds * 2; round += 1) {
      const after = round % 2 === 1;
      const held = await rows();
      const killed = new Promise<void>((resolve) => {
        const watch: Watch = async (way, bytes) => {
          const here = after
            ? way === 'answer' && bytes.includes(committed)
            : way === 'request' && bytes.includes(commit);
          if (!here) return bytes.length;
          line.watch = () => 0;
          await county.killServer();
          resolve();
          return 0;
        };
        line.watch = watch;
      });
      await evaluate(host, 2 + round, 1);
      pressed += 1;
      await killed;
      line.cutAll();
      await eventually(rows, (now) => (after ? now > held : now === held));
      expect(host.status().sync.unsent).toBeGreaterThan(0);
      line.release();
      await county.startServer();
      host.retrySync();
      await untilSent(host);
    }
    await host.stop();
    const items = await county.evaluations();
    expect(items.length).toBe(pressed);
    expect(new Set(items.map(({ evaluationId }) => evaluationId)).size).toBe(pressed);
    expect(await county.device()).toMatchObject({ gaps: [], forked: false, evaluations: pressed });
  }));
