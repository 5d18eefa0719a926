import type { Result } from '@pingjia/shared';

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | null;
}

export interface HttpResponse {
  readonly status: number;
  readonly header: (name: string) => string | undefined;
  readonly body: Uint8Array;
}

/** Sends one request and reads the whole answer. Errors: SERVER_UNREACHABLE for everything short of an answer. */
export type HttpPort = (request: HttpRequest) => Promise<Result<HttpResponse>>;
