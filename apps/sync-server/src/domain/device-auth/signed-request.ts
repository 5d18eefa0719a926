import type { KeyObject } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { digestBody } from '@pingjia/node-platform';
import {
  checkProtocol,
  err,
  fault,
  protocolHeader,
  type Result,
  type VerifiedRequest,
  verifyRequest,
} from '@pingjia/shared';
import { verifyEd25519 } from '../../keys/ed25519.ts';

/** A request before its body. */
export interface DeviceHead {
  readonly method: string;
  /** The request target exactly as it stood on the request line. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
}

export interface DeviceRequest extends DeviceHead {
  /** The body as sent, before any decompression. */
  readonly body: Uint8Array;
}

/** Protocol version and body digest: what can be judged before anything is looked up. */
export function checkForm(request: DeviceRequest): Result<void> | null {
  const head = checkHead(request);
  if (head !== null) return head;
  const digest = digestBody(request.body);
  return request.headers['content-digest'] === digest ? null : err(fault('CONTENT_DIGEST_MISMATCH'));
}

/** The same without the body, which may not have arrived yet. */
export function checkHead({ headers }: DeviceHead): Result<void> | null {
  const protocol = headers[protocolHeader];
  const refusal = checkProtocol(Array.isArray(protocol) ? undefined : protocol);
  if (refusal !== null) return err(refusal);
  const isSigned = headers.signature !== undefined && headers['signature-input'] !== undefined;
  return isSigned ? null : err(fault('SIGNATURE_MISSING'));
}

/** Checks the signature with the key that `keyOf` has for the request's key id. */
export async function checkSignature(
  { method, target, headers }: DeviceHead,
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
