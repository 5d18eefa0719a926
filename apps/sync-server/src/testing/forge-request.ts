import { digestBody } from '@pingjia/node-platform';
import type { SeededRandom } from '@pingjia/shared/testing';
import type { SignedCall } from './test-device.ts';

type Forge = (call: SignedCall, random: SeededRandom) => SignedCall;

const withHeader = (call: SignedCall, name: string, value: string): SignedCall => ({
  ...call,
  headers: { ...call.headers, [name]: value },
});

const withInput = (call: SignedCall, from: RegExp, to: string): SignedCall =>
  withHeader(call, 'signature-input', call.headers['signature-input']?.replace(from, to) ?? '');

function flipBit(bytes: Uint8Array, random: SeededRandom): Buffer {
  const flipped = Buffer.from(bytes.length === 0 ? Buffer.of(0) : bytes);
  const at = random.below(flipped.length);
  flipped[at] = (flipped[at] ?? 0) ^ (1 << random.below(8));
  return flipped;
}

/** Ways to change a request that somebody else signed. Each makes it another request. */
export const forgeries: Readonly<Record<string, Forge>> = {
  'a bit of the signature': (call, random) => {
    const signature = /:(.*):/.exec(call.headers.signature ?? '')?.[1] ?? '';
    const flipped = flipBit(Buffer.from(signature, 'base64'), random).toString('base64');
    return withHeader(call, 'signature', `pingjia=:${flipped}:`);
  },
  'a bit of the body': (call, random) =>
    call.method === 'GET'
      ? withHeader(call, 'content-digest', digestBody(Buffer.of(1)))
      : { ...call, body: flipBit(call.body, random) },
  'a bit of the body, with its digest': (call, random) => {
    const body = flipBit(call.body, random);
    return withHeader(call.method === 'GET' ? call : { ...call, body }, 'content-digest', digestBody(body));
  },
  'another key id': (call, random) => withInput(call, /keyid="[^"]*"/, `keyid="${random.uuid()}"`),
  'a made-up nonce': (call, random) =>
    withInput(call, /nonce="[^"]*"/, `nonce="t${random.below(1e6)}.${random.uuid()}"`),
  'no nonce': (call) => withInput(call, /;nonce="[^"]*"/, ''),
  'a component less': (call, random) => {
    const component = ['"@method"', '"@path"', '"pingjia-protocol"', '"content-digest"'][random.below(4)] ?? '';
    return withInput(call, new RegExp(` ?${component}`), '');
  },
  'another algorithm': (call) => withInput(call, /alg="[^"]*"/, 'alg="hmac-sha256"'),
  'another tag': (call) => withInput(call, /tag="[^"]*"/, 'tag="pingjia-server"'),
  'another label': (call) => withInput(call, /^pingjia=/, 'other='),
  'no signature': (call) => {
    const { signature: _dropped, ...headers } = call.headers;
    return { ...call, headers };
  },
  'another protocol': (call, random) => withHeader(call, 'pingjia-protocol', String(2 + random.below(9))),
  'another device': (call, random) => ({
    ...call,
    url: call.url.replace(/devices\/[^/]+/, `devices/${random.uuid()}`),
  }),
  'another address of the same device': (call) => {
    const [from, to] = call.url.endsWith('/hashes') ? ['/hashes', '/handshake'] : [/\/[a-z]+$/, '/hashes'];
    return { ...call, url: call.url.replace(from, to) };
  },
  'another method': (call) => ({ ...call, method: call.method === 'GET' ? 'POST' : 'PUT' }),
};
