import type { KeyObject } from 'node:crypto';
import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import {
  checkProtocol,
  contentDigest,
  err,
  fault,
  protocolHeader,
  type Result,
  type VerifiedRequest,
  verifyRequest,
} from '@pingjia/shared';
import { verifyEd25519 } from '../../keys/ed25519.ts';

export interface DeviceRequest {
  readonly method: string;
  /** The request target exactly as it stood on the request line. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  /** The body as sent, before any decompression. */
  readonly body: Uint8Array;
}

/** Protocol version and body digest: what can be judged before anything is looked up. */
export function checkForm({ headers, body }: DeviceRequest): Result<void> | null {
  const protocol = headers[protocolHeader];
  const refusal = checkProtocol(Array.isArray(protocol) ? undefined : protocol);
  if (refusal !== null) return err(refusal);
  if (headers.signature === undefined || headers['signature-input'] === undefined)
    return err(fault('SIGNATURE_MISSING'));
  const digest = contentDigest(createHash('sha256').update(body).digest('base64'));
  return headers['content-digest'] === digest ? null : err(fault('CONTENT_DIGEST_MISMATCH'));
}

/** Checks the signature with the key that `keyOf` has for the request's key id. */
export async function checkSignature(
  { method, target, headers }: DeviceRequest,
  keyOf: (keyId: string) => Result<KeyObject>,
): Promise<Result<VerifiedRequest>> {
  // The URL that was signed is rebuilt from the target alone; one that a URL parser would rewrite is not the one signed.
  const url = `http://server${target}`;
  if (!URL.canParse(url) || new URL(url).pathname !== target) return err(fault('SIGNATURE_INVALID', 'request target'));
  return verifyRequest({ method, url, headers: flatten(headers) }, (keyId) => {
    const key = keyOf(keyId);
    if (!key.ok) return key;
    return { ok: true, value: (base, signature) => verifyEd25519(key.value, base, signature) };
  });
}

function flatten(headers: IncomingHttpHeaders): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
}
