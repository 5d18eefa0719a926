import type { IncomingMessage } from 'node:http';
import { err, fault, ok, parseJson, type Result } from '@pingjia/shared';

/**
 * The JSON in a request's body; null for an empty one. Errors: BODY_TOO_LARGE past `limit` bytes, REQUEST_INVALID.
 * Rejects when the client hangs up in the middle.
 */
export async function readJson(request: IncomingMessage, limit: number): Promise<Result<unknown>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) return err(fault('BODY_TOO_LARGE'));
    chunks.push(chunk);
  }
  if (size === 0) return ok(null);
  const json = parseJson(Buffer.concat(chunks).toString('utf8'));
  return json === undefined ? err(fault('REQUEST_INVALID', 'body is not JSON')) : ok(json);
}
