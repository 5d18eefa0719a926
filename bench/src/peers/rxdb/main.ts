// The push endpoint of RxDB's HTTP replication guide (rxdb.info/replication-http.html), set-wise on PostgreSQL: documents
// whose state is not the assumed one are answered as conflicts, the others are written. GET answers how many there are.
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import type { DatabaseAddress } from '../../stage/server.ts';
import { listen } from '../listen.ts';
import type { PushDocument, PushRow } from './push-document.ts';

const { database } = JSON.parse(process.argv[2] ?? '') as { readonly database: DatabaseAddress };
const client = new pg.Client({ ...database, pipeline: true });
await client.connect();
await client.query(`CREATE TABLE IF NOT EXISTS rxdb_documents (id text PRIMARY KEY, updated_at bigint NOT NULL,
  deleted boolean NOT NULL, record text NOT NULL)`);
await client.query('CREATE INDEX IF NOT EXISTS rxdb_documents_pull ON rxdb_documents (updated_at, id)');

const select = `SELECT id, updated_at::float8 AS "updatedAt", record, deleted AS "_deleted"
  FROM rxdb_documents WHERE id = ANY ($1::text[]) FOR UPDATE`;
const write = `INSERT INTO rxdb_documents (id, updated_at, deleted, record)
  SELECT * FROM unnest($1::text[], $2::bigint[], $3::boolean[], $4::text[])
  ON CONFLICT (id) DO UPDATE SET updated_at = EXCLUDED.updated_at, deleted = EXCLUDED.deleted, record = EXCLUDED.record`;

listen((request, response) => {
  void answer(request).then(
    (body) => response.setHeader('content-type', 'application/json').end(JSON.stringify(body)),
    (error: Error) => response.writeHead(500).end(error.message),
  );
});

async function answer(request: IncomingMessage): Promise<unknown> {
  if (request.method === 'GET') {
    const { rows } = await client.query('SELECT count(*)::int AS documents FROM rxdb_documents');
    return rows[0];
  }
  return push(JSON.parse(await text(request)) as PushRow[]);
}

async function push(pushed: readonly PushRow[]): Promise<readonly PushDocument[]> {
  await client.query('BEGIN');
  const ids = pushed.map(({ newDocumentState }) => newDocumentState.id);
  const { rows } = await client.query<PushDocument>({ name: 'select', text: select, values: [ids] });
  const real = new Map(rows.map((row) => [row.id, row]));
  const fits = ({ newDocumentState, assumedMasterState }: PushRow) =>
    real.get(newDocumentState.id)?.updatedAt === assumedMasterState?.updatedAt;
  const written = pushed.filter(fits).map(({ newDocumentState }) => newDocumentState);
  await Promise.all([
    client.query({
      name: 'write',
      text: write,
      values: [
        written.map(({ id }) => id),
        written.map(({ updatedAt }) => updatedAt),
        written.map(({ _deleted }) => _deleted),
        written.map(({ record }) => record),
      ],
    }),
    client.query('COMMIT'),
  ]);
  return pushed.filter((row) => !fits(row)).flatMap(({ newDocumentState }) => real.get(newDocumentState.id) ?? []);
}
