import { hash, type X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Agent, request as httpsRequest } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { err, fault, ok, type Result } from '@pingjia/shared';
import type { HttpRequest, HttpResponse } from './http-port.ts';

/** Thrown to end a request before a byte of it has left. */
class PinMismatch extends Error {
  override readonly name = 'PinMismatch';
}

/** Sends requests to servers whose key is pinned. Nothing, headers included, is sent before the server has shown one of its keys. */
export class PinnedHttps {
  readonly #agent: Agent;
  readonly #maxAnswer: number;
  /** What the server of a connection showed when it was made; a kept one does not show it again. */
  readonly #shown = new WeakMap<object, string>();

  constructor(maxAnswer: number) {
    this.#maxAnswer = maxAnswer;
    // The pin vouches for the server, not its certificate's issuer; a resumed session would show no certificate.
    this.#agent = new Agent({ keepAlive: true, rejectUnauthorized: false, maxCachedSessions: 0 });
  }

  /** Errors: SERVER_PIN_MISMATCH, SERVER_UNREACHABLE. */
  send({ method, url, headers, body }: HttpRequest, pins: readonly string[], signal: AbortSignal) {
    return new Promise<Result<HttpResponse>>((resolve) => {
      const request = httpsRequest(url, { method, headers, agent: this.#agent, signal }, (response) => {
        readCapped(response, this.#maxAnswer).then(
          (bytes) =>
            resolve(ok({ status: response.statusCode ?? 0, header: (name) => headerOf(response, name), body: bytes })),
          (error: unknown) => resolve(err(toFault(error))),
        );
      });
      request.on('error', (error) => resolve(err(toFault(error))));
      request.on('socket', (socket) => {
        const tls = socket as TLSSocket;
        const judge = () => {
          if (pins.includes(this.#shown.get(tls) ?? '')) request.end(body ?? undefined);
          else request.destroy(new PinMismatch());
        };
        if (request.reusedSocket) return judge();
        tls.once('secureConnect', () => {
          const certificate = tls.getPeerX509Certificate();
          if (certificate !== undefined) this.#shown.set(tls, pinOf(certificate));
          judge();
        });
      });
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** SHA-256 of a certificate's public key (SubjectPublicKeyInfo), base64url. */
export function pinOf(certificate: X509Certificate): string {
  const spki = certificate.publicKey.export({ type: 'spki', format: 'der' });
  return hash('sha256', spki, 'base64url');
}

async function readCapped(response: IncomingMessage, maxAnswer: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > maxAnswer) throw Object.assign(new Error('the answer is too large'), { code: 'TOO_LARGE' });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function headerOf(response: IncomingMessage, name: string): string | undefined {
  const value = response.headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

function toFault(error: unknown) {
  if (error instanceof PinMismatch) return fault('SERVER_PIN_MISMATCH');
  const { code, name } = error as Error & { readonly code?: string };
  return fault('SERVER_UNREACHABLE', code ?? name);
}
