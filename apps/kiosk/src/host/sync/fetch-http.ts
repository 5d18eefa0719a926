import { err, fault, ok } from '@pingjia/shared';
import type { HttpPort } from './http-port.ts';

/** A line so bad that a full batch takes longer is better served by a smaller batch. Milliseconds. */
const timeout = 60_000;

/** HttpPort over the platform's fetch. Redirects are refused: a portal page is not the server. */
export function createFetchHttp(signal: AbortSignal): HttpPort {
  return async ({ method, url, headers, body }) => {
    try {
      const response = await fetch(url, {
        method,
        headers,
        body: body as Uint8Array<ArrayBuffer> | null,
        redirect: 'manual',
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
      });
      const bytes = new Uint8Array(await response.arrayBuffer());
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

function reasonOf(error: unknown): string {
  const { cause, name } = error as Error & { cause?: { code?: string } };
  return cause?.code ?? name;
}
