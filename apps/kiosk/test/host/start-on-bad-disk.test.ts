import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ok, type SignedStatement } from '@pingjia/shared';
import { createSealer } from '@pingjia/shared/seal';
import { expect, test } from 'vitest';
import type { FileSystem } from '../../src/host/journal/file-system.ts';
import { nodeFileSystem } from '../../src/host/journal/node-file-system.ts';
import { DeviceKey } from '../../src/host/provisioning/device-key.ts';
import { IdentityStore } from '../../src/host/provisioning/identity-store.ts';
import { SealingKeyStore } from '../../src/host/provisioning/sealing-key-store.ts';
import { ReceiptStore } from '../../src/host/sync/receipts.ts';
import { FaultyDisk } from './faulty-disk.ts';
import { withPlainHost } from './with-plain-host.ts';

const device = 'de000000-0000-4000-8000-000000000001';
const key = DeviceKey.generate();
const enrollment = {
  device,
  certificate: { statement: '{}', signature: 'x', keyId: 'server' },
  serverKey: { keyId: 'server', publicKey: key.publicKey },
};

/** The real disk, but the file or folder of this name cannot be read. */
function without(name: string, code: string): FileSystem {
  const check = (path: string) => {
    if (path.endsWith(`/${name}`)) throw Object.assign(new Error(`${code}: ${path}`), { code });
  };
  return {
    ...nodeFileSystem,
    async list(folder) {
      check(folder);
      return nodeFileSystem.list(folder);
    },
    async open(path, mode) {
      check(path);
      return nodeFileSystem.open(path, mode);
    },
  };
}

const files = [
  'receipts.json',
  'configuration.json',
  'sealing-key.json',
  'attachments',
  'pads.json',
  'key-maps.json',
  'device.json',
];
const codes = ['EIO', 'EACCES', 'EMFILE'];

test.each(files.flatMap((name) => codes.map((code) => [name, code] as const)))(
  'JN21: a %s that cannot be read (%s) keeps no press from being taken',
  (name, code) =>
    withPlainHost(async ({ folder, run }) => {
      const identity = { serverUrl: 'http://server.example', key, enrollment, nextKey: null };
      await new IdentityStore(nodeFileSystem, folder).save(identity);
      await mkdir(join(folder, 'attachments'));
      for (const file of files) if (file.endsWith('.json')) await writeFile(join(folder, file), '{}');
      await run(
        async (host) => {
          const pressed = await host.session.press({ kind: 'touch', pressId: device }, 'satisfied');
          expect(pressed).toEqual(ok());
          expect(host.status().device).toBe(device);
        },
        { fs: without(name, code) },
      );
    }),
);

test('JN21: an identity that cannot be read is told, and the folder is free again', () =>
  withPlainHost(async ({ folder, start, run }) => {
    await run(async () => undefined);
    const refused = await start({ fs: without('identity.json', 'EIO') });
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'IDENTITY_DAMAGED', detail: join(folder, 'identity.json') },
    });
    await run(async (host) => expect(host.status().device).toBeNull());
  }));

test('SY21: a full disk keeps nothing from being sent: a new sealing key counts for this run', async () => {
  const sealer = await createSealer();
  const statement = JSON.stringify({ purpose: 'sealing-key', keyId: 'new', publicKey: sealer.newPair().publicKey });
  const signed: SignedStatement = { statement, signature: 'good', keyId: 'server' };
  await withPlainHost(async ({ folder }) => {
    const full = new FaultyDisk();
    full.failing.set('write', 'ENOSPC');
    const store = new SealingKeyStore(full, folder);
    await store.note(signed, () => true);
    expect(store.current(() => true)?.keyId).toBe('new');
  });
});

test('SY32: receipts that are noted and kept from two sides at once lie there whole, the newest of each epoch', () =>
  withPlainHost(async ({ folder }) => {
    const store = new ReceiptStore(nodeFileSystem, folder);
    const signed = (n: number): SignedStatement => ({ statement: String(n), signature: 'x'.repeat(1_000), keyId: 'k' });
    const saves: Promise<void>[] = [];
    for (let n = 0; n < 50; n += 1) {
      store.note(`epoch ${n % 5}`, signed(n));
      saves.push(store.save());
      if (n % 7 === 0) await Promise.resolve();
    }
    await Promise.all(saves);
    await store.save();
    const kept = JSON.parse(await readFile(join(folder, 'receipts.json'), 'utf8')) as Record<string, SignedStatement>;
    expect(Object.values(kept).map(({ statement }) => statement)).toEqual(['45', '46', '47', '48', '49']);
  }));

test('SY32: a receipt that comes while others are written is kept the next time', () =>
  withPlainHost(async ({ folder }) => {
    const store = new ReceiptStore(nodeFileSystem, folder);
    store.note('a', { statement: '1', signature: 'x', keyId: 'k' });
    const saving = store.save();
    await Promise.resolve();
    store.note('a', { statement: '2', signature: 'x', keyId: 'k' });
    await saving;
    await store.save();
    expect(await readFile(join(folder, 'receipts.json'), 'utf8')).toContain('"statement":"2"');
  }));
