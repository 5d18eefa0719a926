import { TestCluster } from '@pingjia/sync-server/testing';
import { County } from './county.ts';
import { Relay } from './relay.ts';

/** The database that the county lies in. */
export const database = 'pingjia';

export interface FaultyCounty {
  readonly county: County;
  readonly cluster: TestCluster;
  /** Between server and database. */
  readonly line: Relay;
}

/** A county whose server, a process of its own, reaches a PostgreSQL of its own over a line that can be cut. */
export async function withFaultyCounty(run: (parts: FaultyCounty) => Promise<void>): Promise<void> {
  const cluster = await TestCluster.start();
  const line = await Relay.open(() => cluster.socket);
  const { user, password } = cluster.address;
  const county = await County.create(
    `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${line.port}/${database}`,
  );
  try {
    await county.startServer();
    await county.seed(0);
    await run({ county, cluster, line });
  } finally {
    line.release();
    await county.close();
    await line.close();
    await cluster.stop();
  }
}
