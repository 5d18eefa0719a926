import { err, fault, ok, type Result } from '@pingjia/shared';

export interface ServerAddress {
  /** Without a trailing slash. */
  readonly base: string;
  /** SHA-256 of the public keys (SubjectPublicKeyInfo) that the server may show, base64url; empty: whatever is trusted. */
  readonly pins: readonly string[];
}

const example = 'https://pingjia.example.gov.cn';
const pin = /^[A-Za-z0-9_-]{43}$/;

/**
 * Reads a server's address: a URL, and behind `#sha256=` the keys that its certificate may have, with commas between
 * them. Errors: SERVER_UNREACHABLE, naming what was given.
 */
export function readServerUrl(text: string): Result<ServerAddress> {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
    return err(fault('SERVER_UNREACHABLE', `"${text}" is no server address; write it like ${example}`));
  const [name, list = ''] = url.hash.slice(1).split(/=(.*)/s);
  const pins = url.hash === '' ? [] : list.split(',').map(normalise);
  url.hash = '';
  const base = url.href.replace(/\/$/, '');
  if (pins.length === 0) return ok({ base, pins });
  const isSound = name === 'sha256' && url.protocol === 'https:' && pins.every((one) => pin.test(one));
  if (isSound) return ok({ base, pins });
  return err(fault('SERVER_UNREACHABLE', `"${text}" pins no key; write it like ${example}/#sha256=<43 characters>`));
}

/** As openssl prints it: standard base64 with its padding. */
function normalise(text: string): string {
  return text.trim().replaceAll('+', '-').replaceAll('/', '_').replace(/=$/, '');
}
