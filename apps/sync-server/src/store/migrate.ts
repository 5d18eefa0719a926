import { sql, type Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { DatabaseAddress } from './address.ts';
import { openForMigration } from './database.ts';
import { migrations } from './migrations/all.ts';
import type { Schema } from './schema.ts';

/** Brings the database to this version's schema. Several servers may start at once: one migrates, the others wait. */
export async function migrate(db: Kysely<Schema>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}

/** Whether the database answers and has every migration of this version. */
export async function isMigrated(db: Kysely<Schema>): Promise<boolean> {
  const { rows } = await sql<{ name: string }>`SELECT name FROM kysely_migration`.execute(db);
  const done = new Set(rows.map(({ name }) => name));
  return Object.keys(migrations).every((name) => done.has(name));
}

/** migrate() over a connection of its own. */
export async function migrateAt(address: DatabaseAddress): Promise<void> {
  const { db, close } = openForMigration(address);
  try {
    await migrate(db);
  } finally {
    await close();
  }
}
