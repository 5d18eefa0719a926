// A server that trusts everyone: PUT begins an epoch and answers its identity, POST takes lines of records into it.
import { buffer } from 'node:stream/consumers';
import type { IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { type Identity, RawInsert } from '../../floors/raw-insert.ts';
import { type Stored, toRawBatch } from '../../floors/raw-rows.ts';
import type { DatabaseAddress } from '../../stage/server.ts';
import { listen } from '../listen.ts';

const { database } = JSON.parse(process.argv[2] ?? '') as { readonly database: DatabaseAddress };
const rows = await RawInsert.connect(database);
const seqSchema = z.object({ seq: z.int() });

listen((request, response) => {
  void answer(request).then(
    (text) => response.end(text),
    (error: Error) => response.writeHead(500).end(error.message),
  );
});

async function answer(request: IncomingMessage): Promise<string> {
  if (request.method === 'PUT') return JSON.stringify(await rows.begin());
  const [, device = '', epoch = ''] = (request.url ?? '').split('/');
  const sent = await buffer(request);
  const stored = split(request.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent);
  const identity: Identity = [device, epoch];
  await rows.commit(identity, toRawBatch(stored));
  return JSON.stringify({ taken: stored.length });
}

function split(body: Buffer): readonly Stored[] {
  const lines = body.toString('utf8').split('\n');
  return lines.map((line) => ({ seq: seqSchema.parse(JSON.parse(line)).seq, bytes: Buffer.from(line) }));
}
