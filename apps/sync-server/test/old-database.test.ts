import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { expect, test } from 'vitest';
import { openDatabase, openForMigration } from '../src/store/database.ts';
import { migrations } from '../src/store/migrations/all.ts';
import { isMigrated, migrateAt } from '../src/store/migrate.ts';
import { withServer } from '../src/testing/index.ts';

const [first = '', ...later] = Object.keys(migrations).slice(3);

test.each([first, ...later].slice(0, -1))('a database of %s with data in it is brought up to date', (version) =>
  withServer(async ({ database: address, query }) => {
    await query('DROP SCHEMA public CASCADE');
    await query('CREATE SCHEMA public');
    const old = openForMigration(address);
    const migrator = new Migrator({ db: old.db, provider: { getMigrations: async () => migrations } });
    expect((await migrator.migrateTo(version)).error).toBeUndefined();
    expect(await isMigrated(old.db)).toBe(false);
    const [device, epoch, user] = Array.from({ length: 3 }, () => sql`gen_random_uuid()`);
    await sql`INSERT INTO users (user_id, username, display_name, password_hash) VALUES (${user}, 'admin', 'A', 'x')`.execute(
      old.db,
    );
    const is = (name: string) => version >= name;
    const [keys, known] = is('0005') ? [sql`, key_since`, sql`, now()`] : [sql``, sql``];
    await sql`INSERT INTO devices (device_id, public_key, site_id, window_id, enrolled_at, forked${keys})
      VALUES (${device}, '\\x00', gen_random_uuid(), gen_random_uuid(), now(), false${known})`.execute(old.db);
    const [moved, since] = is('0005') ? [sql`, moved_at`, sql`, now()`] : [sql``, sql``];
    await sql`INSERT INTO epochs (device_id, epoch, reason, watermark_seq, watermark_hash, evaluations, quarantined, forked,
        began_at${moved})
      SELECT device_id, ${epoch}, 'damaged', 1, '\\x00', 0, 0, false, now()${since} FROM devices`.execute(old.db);
    await old.close();
    await Promise.all([migrateAt(address), migrateAt(address)]);
    const { db, close } = openDatabase(address, () => undefined);
    expect(await isMigrated(db)).toBe(true);
    await close();
    expect(await query('SELECT username FROM users')).toEqual([{ username: 'admin' }]);
    expect(await query('SELECT key_number FROM devices WHERE key_since IS NOT NULL')).toEqual([{ key_number: 1 }]);
    expect(await query('SELECT 1 AS held FROM epochs WHERE moved_at IS NOT NULL')).toEqual([{ held: 1 }]);
  }),
);

test('a migration may take as long as a large table needs, a statement of the server may not', () =>
  withServer(async ({ database: address }) => {
    const limitOf = async ({ db, close }: ReturnType<typeof openForMigration>) => {
      const { rows } = await sql<{ statement_timeout: string }>`SHOW statement_timeout`.execute(db);
      await close();
      return rows[0]?.statement_timeout;
    };
    expect(await limitOf(openForMigration(address))).toBe('0');
    expect(await limitOf(openDatabase(address, () => undefined))).toBe('30s');
  }));
