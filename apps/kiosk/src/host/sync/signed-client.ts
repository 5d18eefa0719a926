import { digestBody } from '@pingjia/node-platform';
import {
  err,
  errorBodySchema,
  errorCodes,
  type ErrorCode,
  fault,
  nonceHeader,
  ok,
  parseJson,
  protocolHeader,
  protocolVersion,
  type Result,
  signRequest,
} from '@pingjia/shared';
import type { z } from 'zod';
import type { ServerAddress } from '../provisioning/server-url.ts';
import type { HttpPort, HttpRequest, HttpResponse } from './http-port.ts';

export interface SignedClientOptions {
  readonly http: HttpPort;
  readonly server: ServerAddress;
  /** Names the key to the server: the device id, or the public key itself while enrolling. */
  readonly keyId: string;
  readonly sign: (bytes: Uint8Array) => Uint8Array;
}

type Method = HttpRequest['method'];

interface Body extends Pick<HttpRequest, 'headers' | 'release'> {
  readonly bytes: Uint8Array;
}

/** Talks to the server as this device: signs every request and keeps the server's latest nonce. */
export class SignedClient {
  readonly #options: SignedClientOptions;
  #nonce = 'none';

  constructor(options: SignedClientOptions) {
    this.#options = options;
  }

  getJson<T>(path: string, schema: z.ZodType<T>): Promise<Result<T>> {
    return this.#exchange('GET', path, { bytes: new Uint8Array(), headers: {} }, schema);
  }

  postJson<T>(path: string, body: unknown, schema: z.ZodType<T>): Promise<Result<T>> {
    const bytes = new TextEncoder().encode(JSON.stringify(body));
    return this.#exchange('POST', path, { bytes, headers: { 'content-type': 'application/json' } }, schema);
  }

  post<T>(path: string, body: Body, schema: z.ZodType<T>): Promise<Result<T>> {
    return this.#exchange('POST', path, body, schema);
  }

  put<T>(path: string, bytes: Uint8Array, contentType: string, schema: z.ZodType<T>): Promise<Result<T>> {
    return this.#exchange('PUT', path, { bytes, headers: { 'content-type': contentType } }, schema);
  }

  async #exchange<T>(method: Method, path: string, body: Body, schema: z.ZodType<T>): Promise<Result<T>> {
    const first = await this.#send(method, path, body, schema);
    // The answer to a stale request brought a fresh nonce.
    return !first.ok && first.error.code === 'NONCE_STALE' ? this.#send(method, path, body, schema) : first;
  }

  async #send<T>(method: Method, path: string, body: Body, schema: z.ZodType<T>): Promise<Result<T>> {
    const { http, keyId, sign, server } = this.#options;
    const url = new URL(server.base + path).href;
    const headers = {
      ...body.headers,
      [protocolHeader]: String(protocolVersion),
      'content-digest': digestBody(body.bytes),
    };
    const signature = await signRequest({ method, url, headers }, keyId, this.#nonce, sign);
    const sent = await http({
      method,
      url,
      headers: { ...headers, ...signature },
      body: method === 'GET' ? null : body.bytes,
      pins: server.pins,
      release: body.release,
    });
    if (!sent.ok) return sent;
    const nonce = sent.value.header(nonceHeader);
    // Whoever answered may not be the server: a portal's header must not end up in our signature.
    if (nonce !== undefined && /^[\x21-\x7e]{1,256}$/.test(nonce)) this.#nonce = nonce;
    return interpret(sent.value, schema);
  }
}

function interpret<T>({ status, body }: HttpResponse, schema: z.ZodType<T>): Result<T> {
  const json = parseJson(new TextDecoder().decode(body));
  if (status >= 200 && status < 300) {
    const parsed = schema.safeParse(json);
    return parsed.success
      ? ok(parsed.data)
      : err(fault('SERVER_ANSWER_INVALID', parsed.error.issues[0]?.path.join('.')));
  }
  const refusal = errorBodySchema.safeParse(json);
  if (!refusal.success) return err(fault('SERVER_ANSWER_INVALID', `HTTP ${status}`));
  const { code, detail } = refusal.data.error;
  return err(isErrorCode(code) ? fault(code, detail) : fault('SERVER_ANSWER_INVALID', code));
}

function isErrorCode(code: string): code is ErrorCode {
  return (errorCodes as readonly string[]).includes(code);
}
