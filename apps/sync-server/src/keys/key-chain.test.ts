import { appendFileSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ServerKey, signingKeySchema } from '@pingjia/shared';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { importPublicKey, verifyEd25519 } from './ed25519.ts';
import { rotateSigningKey } from './key-chain.ts';
import { loadServerKeys } from './server-keys.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pingjia-keys-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const load = () => loadServerKeys(folder);

test('SE5: every new key is signed by the one before: whoever trusts one is led to the newest, and old signatures hold', async () => {
  const first = await load();
  const signed = first.signing.sign({ a: 1 });
  rotateSigningKey(folder);
  const second = await load();
  rotateSigningKey(folder);
  const third = await load();
  expect(new Set([first, second, third].map(({ signing }) => signing.keyId)).size).toBe(3);
  let trusted: ServerKey = first.signing;
  for (const link of third.chain.after(first.signing.keyId)) {
    const key = importPublicKey(trusted.publicKey);
    if (key === null) throw new Error('no key');
    expect(verifyEd25519(key, Buffer.from(link.statement), Buffer.from(link.signature, 'base64url'))).toBe(true);
    trusted = signingKeySchema.parse(JSON.parse(link.statement));
  }
  expect(trusted).toMatchObject({ keyId: third.signing.keyId, publicKey: third.signing.publicKey });
  expect(third.signing.verify(signed)).toBe(true);
  expect(third.signing.verify({ ...signed, statement: '{"a":2}' })).toBe(false);
  expect(third.signing.verify({ ...signed, keyId: 'nobody' })).toBe(false);
  expect(third.chain.after(second.signing.keyId).length).toBe(1);
  expect(third.chain.after(third.signing.keyId)).toEqual([]);
  expect(third.chain.after('nobody')).toEqual([]);
});

test('SE5: an exchange that a power cut halved is finished, or begun again, and never leaves the server without its key', async () => {
  const before = await load();
  const present = readFileSync(join(folder, 'signing.pem'));
  rotateSigningKey(folder);
  const next = readFileSync(join(folder, 'signing.pem'));
  // Cut before the rename.
  renameSync(join(folder, 'signing.pem'), join(folder, 'signing.next.pem'));
  writeFileSync(join(folder, 'signing.pem'), present);
  const finished = await load();
  expect(readFileSync(join(folder, 'signing.pem'))).toEqual(next);
  // Cut before the link.
  writeFileSync(join(folder, 'signing.next.pem'), present);
  expect((await load()).signing.keyId).toBe(finished.signing.keyId);
  // Cut inside the link.
  appendFileSync(join(folder, 'signing-keys.log'), '\n{"statement":"{');
  const after = rotateSigningKey(folder);
  expect([before.signing.keyId, finished.signing.keyId]).not.toContain(after.keyId);
  expect((await load()).chain.after(before.signing.keyId).length).toBe(2);
});

test('SE5: a chain that somebody changed stops the server', async () => {
  await load();
  rotateSigningKey(folder);
  const path = join(folder, 'signing-keys.log');
  writeFileSync(path, readFileSync(path, 'utf8').replace(/"signature":"../, '"signature":"AA'));
  await expect(load()).rejects.toThrow(/was changed/);
});
