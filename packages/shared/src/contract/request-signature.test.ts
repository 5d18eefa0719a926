import { createHash, generateKeyPairSync, sign, verify } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { fault } from '../fault.ts';
import { err, ok } from '../result.ts';
import { contentDigest, type SignedRequest, signRequest, verifyRequest } from './request-signature.ts';

const pad = generateKeyPairSync('ed25519');
const keyId = '6c5f1fd2-0000-4000-8000-000000000001';
const nonce = 'slot.seal';

const request: SignedRequest = {
  method: 'POST',
  url: 'http://pad.example/api/v1/devices/1/batches',
  headers: {
    'content-type': 'application/json',
    'pingjia-protocol': '1',
    'content-digest': contentDigest(createHash('sha256').update('body').digest('base64')),
  },
};

type Fields = Readonly<Record<string, string>>;

async function signed(by = pad.privateKey): Promise<SignedRequest & { readonly headers: Fields }> {
  const fields = await signRequest(request, keyId, nonce, (base) => sign(null, base, by));
  return { ...request, headers: { ...request.headers, ...fields } };
}

const check = (sent: SignedRequest) =>
  verifyRequest(sent, () => ok((base, signature) => verify(null, base, pad.publicKey, signature)));

const codeOf = async (sent: SignedRequest) => {
  const verified = await check(sent);
  return verified.ok ? 'ok' : verified.error.code;
};

describe('request signature', () => {
  test('SY33: what was signed verifies and tells who and which nonce', async () => {
    expect(await check(await signed())).toEqual({ ok: true, value: { keyId, nonce } });
  });

  test('SY33: neither host name nor scheme nor a header that is not covered matters', async () => {
    const sent = await signed();
    const moved = { ...sent, url: sent.url.replace('http://pad.example', 'https://10.0.0.9:4300') };
    expect(await codeOf({ ...moved, headers: { ...sent.headers, 'content-type': 'text/plain', via: 'proxy' } })).toBe(
      'ok',
    );
  });

  test('SY33: no creation time: no clock of a device is part of a signature', async () => {
    const { headers } = await signed();
    expect(headers['signature-input']).not.toContain('created');
  });

  test.each<[string, (sent: SignedRequest) => SignedRequest]>([
    ['method', (sent) => ({ ...sent, method: 'PUT' })],
    ['path', (sent) => ({ ...sent, url: sent.url.replace('/1/', '/2/') })],
    ['protocol version', ({ headers, ...rest }) => ({ ...rest, headers: { ...headers, 'pingjia-protocol': '2' } })],
    [
      'digest',
      ({ headers, ...rest }) => ({ ...rest, headers: { ...headers, 'content-digest': contentDigest('AAAA') } }),
    ],
    ['nonce', ({ headers, ...rest }) => ({ ...rest, headers: change(headers, nonce, 'slot.other') })],
    ['key id', ({ headers, ...rest }) => ({ ...rest, headers: change(headers, keyId, keyId.replace('6', '7')) })],
    ['tag', ({ headers, ...rest }) => ({ ...rest, headers: change(headers, 'pingjia-device', 'other') })],
    ['covered components', ({ headers, ...rest }) => ({ ...rest, headers: change(headers, ' "content-digest"', '') })],
  ])('SY33: a changed %s is SIGNATURE_INVALID', async (_what, tamper) => {
    expect(await codeOf(tamper(await signed()))).toBe('SIGNATURE_INVALID');
  });

  test('SY33: another key is SIGNATURE_INVALID', async () => {
    expect(await codeOf(await signed(generateKeyPairSync('ed25519').privateKey))).toBe('SIGNATURE_INVALID');
  });

  test.each(['signature', 'signature-input'])('SY33: without %s it is SIGNATURE_MISSING', async (name) => {
    const { headers, ...rest } = await signed();
    const { [name]: _left, ...others } = headers;
    expect(await codeOf({ ...rest, headers: others })).toBe('SIGNATURE_MISSING');
  });

  test.each(['', 'garbage', 'pingjia=:AAAA:', 'other=:AAAA:', 'pingjia="x"', `pingjia=:${'A'.repeat(10_000)}:`])(
    'SY33: the signature field %j never throws and never verifies',
    async (field) => {
      const sent = await signed();
      expect(await codeOf({ ...sent, headers: { ...sent.headers, signature: field } })).toMatch(/^SIGNATURE_/);
      expect(await codeOf({ ...sent, headers: { ...sent.headers, 'signature-input': field } })).toMatch(/^SIGNATURE_/);
    },
  );

  test('SY36: who has no key here is refused with the reason of the look-up', async () => {
    const verified = await verifyRequest(await signed(), () => err(fault('DEVICE_UNKNOWN')));
    expect(verified).toEqual({ ok: false, error: { code: 'DEVICE_UNKNOWN' } });
  });
});

function change(headers: Fields, from: string, to: string): Fields {
  return { ...headers, 'signature-input': (headers['signature-input'] ?? '').replace(from, to) };
}
