import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import {
  type Batch,
  type BatchResponse,
  batchContentType,
  batchResponseSchema,
  type DeviceConfiguration,
  deviceConfigurationSchema,
  encodeBatch,
  type Hash,
  type HandshakeRequest,
  type HandshakeResponse,
  handshakeResponseSchema,
  hashesResponseSchema,
  ok,
  type Result,
} from '@pingjia/shared';
import type { SignedClient } from './signed-client.ts';

const compress = promisify(gzip);

/** What the sync loop asks of the server, as one device. Errors: SERVER_UNREACHABLE, SERVER_ANSWER_INVALID, the server's codes. */
export class ServerLink {
  readonly #client: SignedClient;
  readonly #base: string;

  constructor(client: SignedClient, device: string) {
    this.#client = client;
    this.#base = `/api/v1/devices/${device}`;
  }

  handshake(request: HandshakeRequest): Promise<Result<HandshakeResponse>> {
    return this.#client.postJson(`${this.#base}/handshake`, request, handshakeResponseSchema);
  }

  configuration(): Promise<Result<DeviceConfiguration>> {
    return this.#client.getJson(`${this.#base}/configuration`, deviceConfigurationSchema);
  }

  /** The server's hash of one record; null where it has none. */
  async hashAt(epoch: string, seq: number): Promise<Result<Hash | null>> {
    const answer = await this.#client.postJson(`${this.#base}/hashes`, { epoch, seqs: [seq] }, hashesResponseSchema);
    return answer.ok ? ok(answer.value.hashes[0] ?? null) : answer;
  }

  async push(batch: Batch): Promise<Result<BatchResponse>> {
    const bytes = await compress(encodeBatch(batch), { level: 4 });
    const headers = { 'content-type': batchContentType, 'content-encoding': 'gzip' };
    return this.#client.post(`${this.#base}/batches`, bytes, headers, batchResponseSchema);
  }
}
