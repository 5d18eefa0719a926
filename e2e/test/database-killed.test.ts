import { expect, test } from 'vitest';
import { eventually } from '../harness/county.ts';
import { withFaultyCounty } from '../harness/faulty-county.ts';
import { evaluate, startHost, untilSent } from '../harness/with-host.ts';

const kills = 3;

test('SY54: PostgreSQL killed under load and started again: the server stays, says that it is busy, and every press arrives once', () =>
  withFaultyCounty(async ({ county, cluster }) => {
    const host = await startHost(county.kioskFolder);
    expect((await host.enroll(county.serverUrl, await county.enrollmentCode())).ok).toBe(true);
    let pressed = 0;
    for (let kill = 0; kill < kills; kill += 1) {
      const load = evaluate(host, kill, 40);
      await eventually(
        async () => host.journal.current.tip.seq,
        (seq) => seq > pressed * 2,
        60_000,
        1,
      );
      await cluster.kill();
      await load;
      pressed += 40;
      await eventually(
        async () => host.status().sync,
        ({ fault }) => fault?.code === 'SERVER_BUSY',
      );
      expect((await county.api('/healthz')).status).toBe(200);
      expect((await county.api('/readyz')).status).toBe(503);
      expect((await county.api('/api/v1/evaluations')).status).toBe(503);
      await cluster.restart();
      await eventually(
        () => county.api('/readyz'),
        ({ status }) => status === 200,
      );
      host.retrySync();
      await untilSent(host);
    }
    await host.stop();
    const items = await county.evaluations();
    expect(items.length).toBe(pressed);
    expect(new Set(items.map(({ evaluationId }) => evaluationId)).size).toBe(pressed);
    expect(await county.device()).toMatchObject({ gaps: [], forked: false });
  }));
