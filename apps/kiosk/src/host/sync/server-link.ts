import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import {
  type AttachmentResponse,
  attachmentContentType,
  attachmentResponseSchema,
  type Batch,
  type BatchResponse,
  batchContentType,
  batchResponseSchema,
  type DeviceConfiguration,
  deviceConfigurationSchema,
  type deviceKeyRequestSchema,
  deviceKeyResponseSchema,
  encodeBatch,
  err,
  fault,
  type Hash,
  type HandshakeRequest,
  type HandshakeResponse,
  handshakeResponseSchema,
  hashesResponseSchema,
  ok,
  type Result,
} from '@pingjia/shared';
import type { z } from 'zod';
import type { SignedClient } from './signed-client.ts';

/** Packs a batch as its content encoding says. */
export type Compress = (bytes: Uint8Array) => Promise<Uint8Array>;

const gzipAsync = promisify(gzip);
const compressGzip: Compress = (bytes) => gzipAsync(bytes);

/** Keeps a batch back that is ready to be sent. */
export interface Hold {
  /** True sends it, false gives it up. */
  readonly released: Promise<boolean>;
  /** Whether all but its last byte may leave before. */
  readonly mayLeave: boolean;
}

/** What the sync loop asks of the server, as one device. Errors: SERVER_UNREACHABLE, SERVER_ANSWER_INVALID, the server's codes. */
export class ServerLink {
  readonly #client: SignedClient;
  readonly #base: string;
  readonly #compress: Compress;

  constructor(client: SignedClient, device: string, compress: Compress = compressGzip) {
    this.#client = client;
    this.#compress = compress;
    this.#base = `/api/v1/devices/${device}`;
  }

  handshake(request: HandshakeRequest): Promise<Result<HandshakeResponse>> {
    return this.#client.postJson(`${this.#base}/handshake`, request, handshakeResponseSchema);
  }

  /** Shows the server a new key of this device. */
  renewKey(request: z.infer<typeof deviceKeyRequestSchema>): Promise<Result<z.infer<typeof deviceKeyResponseSchema>>> {
    return this.#client.postJson(`${this.#base}/key`, request, deviceKeyResponseSchema);
  }

  configuration(): Promise<Result<DeviceConfiguration>> {
    return this.#client.getJson(`${this.#base}/configuration`, deviceConfigurationSchema);
  }

  /** The server's hash of one record; null where it has none. */
  async hashAt(epoch: string, seq: number): Promise<Result<Hash | null>> {
    const answer = await this.#client.postJson(`${this.#base}/hashes`, { epoch, seqs: [seq] }, hashesResponseSchema);
    return answer.ok ? ok(answer.value.hashes[0] ?? null) : answer;
  }

  sendAttachment(hash: Hash, sealed: Uint8Array): Promise<Result<AttachmentResponse>> {
    const path = `${this.#base}/attachments/${hash}`;
    return this.#client.put(path, sealed, attachmentContentType, attachmentResponseSchema);
  }

  async push(batch: Batch, hold?: Hold): Promise<Result<BatchResponse>> {
    const bytes = await this.#compress(encodeBatch(batch));
    const release = hold?.mayLeave === true ? hold.released : undefined;
    if (release === undefined && hold !== undefined && !(await hold.released))
      return err(fault('SERVER_UNREACHABLE', 'ECANCELED'));
    const headers = { 'content-type': batchContentType, 'content-encoding': 'gzip' };
    return this.#client.post(`${this.#base}/batches`, { bytes, headers, release }, batchResponseSchema);
  }
}
