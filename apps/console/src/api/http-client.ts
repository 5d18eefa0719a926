import { err, errorBodySchema, fault, ok, parseJson, type Result } from '@pingjia/shared';
import type { z } from 'zod';
import { type ApiFault, isErrorCode, unknownCode } from './api-fault.ts';
import { retryAfterSeconds } from './retry-after.ts';

export interface Call<T> {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  /** Path on the page's own origin, query included. */
  readonly path: string;
  readonly body?: unknown;
  /** A file that is sent as it is, in place of a JSON body. */
  readonly file?: { readonly content: Blob; readonly type: string };
  /** How long this answer may take, milliseconds; the client's own limit unless told. */
  readonly patience?: number;
  /** What the answer must be; null where it has no body. */
  readonly answer: z.ZodType<T> | null;
  readonly signal?: AbortSignal | undefined;
}

export interface HttpClient {
  /** Never throws but for the caller's own abort. */
  send<T>(call: Call<T>): Promise<Result<T, ApiFault>>;
}

export interface HttpClientOptions {
  readonly fetch: typeof fetch;
  /** Milliseconds since 1970, to read a Retry-After that names a date. */
  readonly wall: () => number;
  /** How long an answer may take, milliseconds. */
  readonly timeout: number;
}

/** Calls to the sync server: every answer is checked against the contract before anything uses it. */
export function createHttpClient({ fetch, wall, timeout }: HttpClientOptions): HttpClient {
  return {
    async send<T>({
      method = 'GET',
      path,
      body,
      file,
      answer,
      signal,
      patience,
    }: Call<T>): Promise<Result<T, ApiFault>> {
      const limit = AbortSignal.timeout(patience ?? timeout);
      const request: RequestInit = {
        method,
        credentials: 'same-origin',
        cache: 'no-store',
        redirect: 'error',
        headers: {
          accept: 'application/json',
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(file !== undefined && { 'content-type': file.type }),
        },
        signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
        ...(body !== undefined && { body: JSON.stringify(body) }),
        ...(file !== undefined && { body: file.content }),
      };
      let response: Response;
      let text: string;
      try {
        response = await fetch(path, request);
        text = await response.text();
      } catch (error) {
        if (signal?.aborted === true) throw error;
        return err(fault('SERVER_UNREACHABLE', limit.aborted ? 'timeout' : 'network'));
      }
      if (!response.ok) return err(readRefusal(response, text, wall()));
      if (answer === null) return ok(undefined as T);
      const parsed = answer.safeParse(parseJson(text));
      if (parsed.success) return ok(parsed.data);
      const [issue] = parsed.error.issues;
      return err(
        fault('SERVER_ANSWER_INVALID', `${path.split('?')[0]} ${issue?.path.join('.') ?? ''}: ${issue?.code ?? ''}`),
      );
    },
  };
}

function readRefusal(response: Response, text: string, now: number): ApiFault {
  const wait = retryAfterSeconds(response.headers.get('retry-after'), now);
  const parsed = errorBodySchema.safeParse(parseJson(text));
  if (!parsed.success) return fault('SERVER_ANSWER_INVALID', 'refusal without an error body');
  const { code, detail, requestId } = parsed.data.error;
  return {
    code: isErrorCode(code) ? code : unknownCode,
    ...(isErrorCode(code) ? detail !== undefined && { detail } : { detail: code.slice(0, 80) }),
    requestId,
    ...(wait !== null && { retryAfterSeconds: wait }),
  };
}
