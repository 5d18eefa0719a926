import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SignedStatement, TrustedKey } from '@pingjia/shared';
import { createSealer } from '@pingjia/shared/seal';
import { expect, test } from 'vitest';
import { nodeFileSystem } from '../../src/host/journal/node-file-system.ts';
import { DeviceKey } from '../../src/host/provisioning/device-key.ts';
import { SealingKeyStore } from '../../src/host/provisioning/sealing-key-store.ts';
import { isSignedBy } from '../../src/host/provisioning/server-signature.ts';

const sealer = await createSealer();
const [first, second, stranger] = [DeviceKey.generate(), DeviceKey.generate(), DeviceKey.generate()];
const before: TrustedKey = { keyId: 'first', publicKey: first.publicKey };
const after: TrustedKey = { keyId: 'second', publicKey: second.publicKey, earlier: [before] };

function sealingKey(name: string, by: DeviceKey, keyId: string, purpose = 'sealing-key'): SignedStatement {
  const { publicKey } = sealer.newPair();
  const statement = JSON.stringify({ purpose, keyId: name, publicKey });
  return { statement, signature: Buffer.from(by.sign(Buffer.from(statement))).toString('base64url'), keyId };
}

async function withStore(run: (open: () => Promise<SealingKeyStore>, folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'pingjia-sealing-'));
  try {
    await run(async () => {
      const store = new SealingKeyStore(nodeFileSystem, folder);
      await store.load();
      return store;
    }, folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const trusts = (key: TrustedKey) => (signed: SignedStatement) => isSignedBy(key, signed);

test('AT1: the newest key that the server signed is sealed to, across restarts and exchanges of the server’s own key', () =>
  withStore(async (open) => {
    const store = await open();
    expect(store.current(trusts(before))).toBeNull();
    await store.note(sealingKey('a', first, 'first'), trusts(before));
    expect((await open()).current(trusts(before))?.keyId).toBe('a');
    expect((await open()).current(trusts(after))?.keyId).toBe('a');
    await store.note(sealingKey('b', second, 'second'), trusts(after));
    expect((await open()).current(trusts(after))?.keyId).toBe('b');
    expect((await open()).current(trusts(before))).toBeNull();
  }));

test('AT1: a key that somebody else signed, a statement about something else and a spoilt file change nothing', () =>
  withStore(async (open, folder) => {
    const store = await open();
    await store.note(sealingKey('a', first, 'first'), trusts(before));
    const forged = [
      sealingKey('x', stranger, 'first'),
      sealingKey('x', first, 'nobody'),
      sealingKey('x', first, 'first', 'signing-key'),
      { ...sealingKey('x', first, 'first'), statement: '{}' },
    ];
    for (const statement of forged) await store.note(statement, trusts(before));
    expect((await open()).current(trusts(before))?.keyId).toBe('a');
    await writeFile(join(folder, 'sealing-key.json'), '{"statement":');
    expect((await open()).current(trusts(before))).toBeNull();
  }));
