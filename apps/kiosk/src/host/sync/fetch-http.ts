import { err, fault, ok } from '@pingjia/shared';
import type { HttpPort } from './http-port.ts';
import { PinnedHttps } from './pinned-https.ts';

/** A line so bad that a full batch takes longer is better served by a smaller batch. Milliseconds. */
const timeout = 60_000;

/** Largest answer that is read, bytes: a configuration with every item of a province is far smaller. */
const maxAnswer = 16 * 1024 * 1024;

/** HttpPort over the platform's fetch, and over TLS with a pinned key. Redirects are refused: a portal page is not the server. */
export function createFetchHttp(signal: AbortSignal): HttpPort {
  const pinned = new PinnedHttps(maxAnswer);
  signal.addEventListener('abort', () => pinned.close(), { once: true });
  return async (request) => {
    const { method, url, headers, body, pins = [] } = request;
    const limit = AbortSignal.any([signal, AbortSignal.timeout(timeout)]);
    if (pins.length > 0) return pinned.send(request, pins, limit);
    try {
      const response = await fetch(url, {
        method,
        headers,
        body: body as Uint8Array<ArrayBuffer> | null,
        redirect: 'manual',
        signal: limit,
      });
      const bytes = await readCapped(response);
      return ok({
        status: response.status,
        header: (name: string) => response.headers.get(name) ?? undefined,
        body: bytes,
      });
    } catch (error) {
      return err(fault('SERVER_UNREACHABLE', reasonOf(error)));
    }
  };
}

/** The whole body; throws where it is larger than any answer of a server. */
async function readCapped(response: Response): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > maxAnswer) throw new Error('the answer is too large', { cause: { code: 'TOO_LARGE' } });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function reasonOf(error: unknown): string {
  const { cause, name } = error as Error & { cause?: { code?: string } };
  return cause?.code ?? name;
}
