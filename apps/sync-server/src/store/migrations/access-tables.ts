import type { Kysely } from 'kysely';
import { sql } from 'kysely';

/** Who may come in. Secrets are kept as SHA-256 only. Local tables of the entry node: they stay small. */
const statements = [
  `CREATE TABLE enrollment_codes (code_hash bytea NOT NULL, site_id uuid NOT NULL, window_id uuid NOT NULL,
     expires_at timestamptz NOT NULL, device_id uuid, public_key bytea)`,
  'ALTER TABLE enrollment_codes ADD CONSTRAINT enrollment_codes_pk PRIMARY KEY (code_hash)',
  'CREATE TABLE users (user_id uuid NOT NULL, username text NOT NULL, display_name text NOT NULL, password_hash text NOT NULL)',
  'ALTER TABLE users ADD CONSTRAINT users_pk PRIMARY KEY (user_id)',
  'ALTER TABLE users ADD CONSTRAINT users_username UNIQUE (username)',
  'CREATE TABLE api_tokens (token_hash bytea NOT NULL, label text NOT NULL, created_at timestamptz NOT NULL)',
  'ALTER TABLE api_tokens ADD CONSTRAINT api_tokens_pk PRIMARY KEY (token_hash)',
  'CREATE TABLE console_sessions (token_hash bytea NOT NULL, user_id uuid NOT NULL, expires_at timestamptz NOT NULL)',
  'ALTER TABLE console_sessions ADD CONSTRAINT console_sessions_pk PRIMARY KEY (token_hash)',
  `ALTER TABLE console_sessions ADD CONSTRAINT console_sessions_user_fk
     FOREIGN KEY (user_id) REFERENCES users (user_id) ON DELETE CASCADE`,
  'CREATE TABLE sign_in_failures (username_hash bytea NOT NULL, failures integer NOT NULL, blocked_until timestamptz NOT NULL)',
  'ALTER TABLE sign_in_failures ADD CONSTRAINT sign_in_failures_pk PRIMARY KEY (username_hash)',
] as const;

export async function createAccessTables(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
