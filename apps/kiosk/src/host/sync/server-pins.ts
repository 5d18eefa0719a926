import { hash, type X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

/** SHA-256 of a certificate's public key (SubjectPublicKeyInfo), base64url. */
export function pinOf(certificate: X509Certificate): string {
  const spki = certificate.publicKey.export({ type: 'spki', format: 'der' });
  return hash('sha256', spki, 'base64url');
}

/** What the servers of TLS connections showed when these were made; a kept one does not show it again. */
export class ShownKeys {
  readonly #pins = new WeakMap<Socket, string>();

  /** Whether the server at the other end of a connection that stands showed one of these keys. */
  isOneOf(pins: readonly string[], socket: Socket): boolean {
    const certificate = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
    if (!this.#pins.has(socket) && certificate !== undefined) this.#pins.set(socket, pinOf(certificate));
    return pins.includes(this.#pins.get(socket) ?? '');
  }
}
