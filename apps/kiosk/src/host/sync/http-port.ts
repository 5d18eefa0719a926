import type { Result } from '@pingjia/shared';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
  /** Keys that the server may show, as in ServerAddress; none: whatever is trusted. */
  readonly pins?: readonly string[];
  /** Keeps the body's last byte back until this resolves: true sends it, false gives the request up. */
  readonly release?: Promise<boolean> | undefined;
}

export interface HttpResponse {
  readonly status: number;
  readonly header: (name: string) => string | undefined;
  readonly body: Uint8Array;
}

/** Sends one request and reads the whole answer. Errors: SERVER_UNREACHABLE for everything short of an answer, SERVER_PIN_MISMATCH. */
export type HttpPort = (request: HttpRequest) => Promise<Result<HttpResponse>>;
