import {
  createSignature,
  isSignatureError,
  type RequestDescriptor,
  SignatureErrorCode,
  verifySignature,
} from 'http-message-sig';
import { type Fault, fault } from '../fault.ts';
import { err, ok, type Result } from '../result.ts';

/**
 * How devices sign requests: RFC 9421, Ed25519, over method, path, protocol version and Content-Digest (RFC 9530).
 * Freshness comes from the server's nonce alone: `created` is left out, because no device clock decides anything.
 * The authority is left out too: a pad may reach its server by several names and through a proxy; the nonce is the
 * server's own, so a request made for one server is stale at another.
 */
const label = 'pingjia';
const tag = 'pingjia-device';
const algorithm = 'ed25519';
const components = ['@method', '@path', 'pingjia-protocol', 'content-digest'] as const;

export interface SignedRequest {
  readonly method: string;
  /** Absolute URL. */
  readonly url: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
}

/** RFC 9530 field value for `sha256` (standard base64) of the body as sent. */
export function contentDigest(sha256Base64: string): string {
  return `sha-256=:${sha256Base64}:`;
}

/** The signature fields to add to `request`; `keyId` names the signer (a device id, or a public key while enrolling). */
export async function signRequest(
  request: SignedRequest,
  keyId: string,
  nonce: string,
  sign: (base: Uint8Array) => Uint8Array,
): Promise<{ signature: string; 'signature-input': string }> {
  const fields = await createSignature(describe(request), {
    label,
    components,
    parameters: { alg: algorithm, keyid: keyId, nonce, tag },
    signer: { algorithm, sign },
  });
  return { signature: fields.signature, 'signature-input': fields.signatureInput };
}

export interface VerifiedRequest {
  readonly keyId: string;
  readonly nonce: string;
}

/**
 * Checks the signature of `request` with the key that `findVerifier` has for a key id.
 * Errors: SIGNATURE_MISSING, SIGNATURE_INVALID, or the fault that findVerifier returns.
 */
export async function verifyRequest(
  request: SignedRequest,
  findVerifier: (keyId: string) => Result<(base: Uint8Array, signature: Uint8Array) => boolean>,
): Promise<Result<VerifiedRequest>> {
  if (!('signature' in request.headers && 'signature-input' in request.headers)) return err(fault('SIGNATURE_MISSING'));
  let refusal: Fault | undefined;
  try {
    const verified = await verifySignature(describe(request), {
      label,
      policy: {
        algorithms: [algorithm],
        requiredComponents: components,
        requiredParameters: ['keyid', 'nonce', 'tag', 'alg'],
      },
      resolveVerifier: ({ parameters }) => {
        const found = findVerifier(String(parameters.keyid));
        if (!found.ok) refusal = found.error;
        return { algorithm, verify: found.ok ? found.value : () => false };
      },
    });
    if (verified.parameters.tag !== tag) return err(fault('SIGNATURE_INVALID', 'tag'));
    return ok({ keyId: String(verified.parameters.keyid), nonce: String(verified.parameters.nonce) });
  } catch (error) {
    if (refusal !== undefined) return err(refusal);
    if (!isSignatureError(error)) throw error;
    const missing = error.code === SignatureErrorCode.MissingField;
    return err(fault(missing ? 'SIGNATURE_MISSING' : 'SIGNATURE_INVALID', error.code));
  }
}

function describe({ method, url, headers }: SignedRequest): RequestDescriptor {
  return {
    kind: 'request',
    method,
    targetUri: url,
    fields: Object.entries(headers).map(([name, value]) => ({ name, value })),
  };
}
