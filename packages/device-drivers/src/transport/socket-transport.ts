import { createConnection } from 'node:net';
import { createTransport } from './create-transport.ts';
import { connectStream } from './stream-connection.ts';
import type { Transport } from './transport.ts';

/** A local stream socket (Windows: a named pipe) by its path: how a simulated pad is reached. */
export function createSocketTransport(path: string): Transport {
  return createTransport((handlers) => connectStream(createConnection({ path }), path, handlers));
}
