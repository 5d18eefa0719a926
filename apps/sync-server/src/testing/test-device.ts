import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { digestBody } from '@pingjia/node-platform';
import {
  acceptedHeader,
  batchContentType,
  encodeBatch,
  type Batch,
  type EnrollmentResponse,
  errorBodySchema,
  nonceHeader,
  protocolHeader,
  protocolVersion,
  type SignedStatement,
  signRequest,
} from '@pingjia/shared';
import { exportPublicKey } from '../keys/ed25519.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  /** The code of an error answer; null for a success. */
  readonly code: string | null;
  /** Records of a batch that were new to the server; null for any other answer. */
  readonly accepted: number | null;
}

export interface DeviceCall {
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: Uint8Array;
  readonly contentType?: string;
  /** Headers that replace, or with null remove, what was signed: tampering on the way. */
  readonly tamper?: Readonly<Record<string, string | null>>;
  /** The body that arrives in place of the one that was signed. */
  readonly arrivingBody?: Uint8Array;
  /** Signs with this nonce; default: the newest the server gave. */
  readonly nonce?: string;
  readonly keyId?: string;
}

/** A signed request before it is sent. */
export interface SignedCall {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
}

/** A device as the server sees it: a key, an identity, signed requests over real HTTP. Repeats once on NONCE_STALE. */
export class TestDevice {
  readonly privateKey: KeyObject;
  readonly publicKey: string;
  readonly #url: string;
  #nonce = 'none';
  #enrollment: EnrollmentResponse | null = null;

  constructor(url: string, privateKey: KeyObject = generateKeyPairSync('ed25519').privateKey) {
    this.#url = url;
    this.privateKey = privateKey;
    this.publicKey = exportPublicKey(privateKey);
  }

  get enrollment(): EnrollmentResponse {
    if (this.#enrollment === null) throw new Error('not enrolled');
    return this.#enrollment;
  }

  get deviceId(): string {
    return this.enrollment.device;
  }

  /** The same device at another server, or at the same one under another address. */
  at(url: string): TestDevice {
    const moved = new TestDevice(url, this.privateKey);
    moved.#enrollment = this.#enrollment;
    return moved;
  }

  /** The same device with another key. */
  withKey(privateKey: KeyObject): TestDevice {
    const renewed = new TestDevice(this.#url, privateKey);
    renewed.#enrollment = this.#enrollment;
    renewed.#nonce = this.#nonce;
    return renewed;
  }

  async enroll(code: string): Promise<Answer> {
    const body = json({ code, publicKey: this.publicKey });
    const answer = await this.call({ path: '/api/v1/enrollments', body, keyId: this.publicKey });
    if (answer.code === null) this.#enrollment = answer.body as EnrollmentResponse;
    return answer;
  }

  push(batch: Batch, change: Partial<DeviceCall> = {}): Promise<Answer> {
    return this.pushBody(gzipSync(encodeBatch(batch)), change);
  }

  pushBody(body: Uint8Array, change: Partial<DeviceCall> = {}): Promise<Answer> {
    return this.call({ path: this.path('batches'), body, contentType: batchContentType, ...change });
  }

  handshake(
    epochs: readonly {
      readonly epoch: string;
      readonly tip: { readonly seq: number; readonly hash: string };
      readonly pruned?: SignedStatement;
    }[] = [],
    more: Readonly<Record<string, unknown>> = {},
  ) {
    const { certificate } = this.enrollment;
    const body = json({ software: 'test 1', certificate, epochs, configurationVersion: null, ...more });
    return this.call({ path: this.path('handshake'), body });
  }

  path(name: string): string {
    return `/api/v1/devices/${this.deviceId}/${name}`;
  }

  async call(call: DeviceCall): Promise<Answer> {
    const first = await this.#send(call);
    return first.code === 'NONCE_STALE' && call.nonce === undefined ? this.#send(call) : first;
  }

  /** The request as this device signs it, not sent yet. */
  async signed(call: DeviceCall): Promise<SignedCall> {
    const { method = 'POST', path, body = new Uint8Array(), contentType = 'application/json' } = call;
    const headers: Record<string, string> = {
      [protocolHeader]: String(protocolVersion),
      'content-digest': digestBody(body),
      ...(method === 'GET' ? {} : { 'content-type': contentType }),
      ...(contentType === batchContentType ? { 'content-encoding': 'gzip' } : {}),
    };
    const request = { method, url: `${this.#url}${path}`, headers };
    const keyId = call.keyId ?? this.deviceId;
    const signature = await signRequest(request, keyId, call.nonce ?? this.#nonce, (base) =>
      sign(null, base, this.privateKey),
    );
    return { method, url: request.url, headers: { ...headers, ...signature }, body };
  }

  async #send(call: DeviceCall): Promise<Answer> {
    const { method, url, headers, body } = await this.signed(call);
    for (const [name, value] of Object.entries(call.tamper ?? {})) {
      if (value === null) delete headers[name];
      else headers[name] = value;
    }
    const arriving = call.arrivingBody ?? body;
    const response = await fetch(url, {
      method,
      headers,
      ...(method === 'GET' ? {} : { body: new Uint8Array(arriving) }),
    });
    this.#nonce = response.headers.get(nonceHeader) ?? this.#nonce;
    return readAnswer(response);
  }
}

export async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  const body: unknown = isJson ? JSON.parse(text) : text;
  const code = response.ok ? null : errorBodySchema.parse(body).error.code;
  const accepted = response.headers.get(acceptedHeader);
  return {
    status: response.status,
    headers: response.headers,
    body,
    code,
    accepted: accepted === null ? null : Number(accepted),
  };
}

function json(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}
