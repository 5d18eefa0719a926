import { createPostgresStore } from '../../src/store/sync-store.ts';
import { openDatabase } from '../../src/store/database.ts';
import { migrate } from '../../src/store/migrate.ts';
import { createMemoryStore } from '../../src/testing/memory-store/index.ts';
import { createTestDatabase, dropTestDatabase } from '../../src/testing/test-database.ts';
import { describeRepetitions } from './repetition-contract.ts';
import type { WithStore } from './samples.ts';
import { describeStore } from './store-contract.ts';

const inMemory: WithStore = (work) => work(createMemoryStore({ now: () => Date.UTC(2026, 0, 5, 9) }));

const inPostgres: WithStore = async (work) => {
  const address = await createTestDatabase(async (template) => {
    const { db, close } = openDatabase(template, () => undefined);
    await migrate(db);
    await close();
  });
  const database = openDatabase(address, () => undefined);
  try {
    await work(createPostgresStore(database));
  } finally {
    await database.close();
    await dropTestDatabase(address);
  }
};

for (const describeAll of [describeStore, describeRepetitions]) {
  describeAll('the store in memory', inMemory);
  describeAll('the store in PostgreSQL', inPostgres);
}
