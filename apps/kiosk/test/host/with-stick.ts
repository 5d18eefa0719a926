import { mkdtemp, open, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { nodeSha256 } from '@pingjia/node-platform';
import { type BundleFrame, BundleReader, type BundleScope, decodeBatch, ok, type Position } from '@pingjia/shared';
import { createSealer } from '@pingjia/shared/seal';
import { SeededRandom } from '@pingjia/shared/testing';
import { expect } from 'vitest';
import type { BundleTarget, TargetFile } from '../../src/host/bundle/bundle-target.ts';
import { type BundleExport, exportBundle } from '../../src/host/bundle/export-bundle.ts';
import { stickFolder } from '../../src/host/bundle/stick-folder.ts';
import type { Journal } from '../../src/host/journal/journal.ts';
import { DeviceKey, verifySignedText } from '../../src/host/provisioning/device-key.ts';
import { draft, withJournal } from './with-journal.ts';

const sealer = await createSealer();
const server = sealer.newPair();
export const serverKey = DeviceKey.generate();
const key = DeviceKey.generate();
export const device = '22222222-2222-4222-8222-222222222222';
export const signed = (statement: string) => ({
  statement,
  signature: Buffer.from(serverKey.sign(Buffer.from(statement))).toString('base64url'),
  keyId: 'server-1',
});

/** Nothing forked. */
export const wholeBranches: BundleExport['branches'] = { isLeft: () => false, carryLost: async () => ok(0) };

interface Stick {
  readonly folder: string;
  readonly journal: Journal;
  readonly journalFolder: string;
  export(options?: {
    readonly scope?: BundleScope;
    readonly held?: Position;
    readonly target?: BundleTarget;
    readonly device?: string;
    readonly journal?: BundleExport['journal'];
    readonly branches?: BundleExport['branches'];
  }): ReturnType<typeof exportBundle>;
  /** Texts of the records in a bundle, opened with the server's key. */
  records(name: string | null): Promise<string[]>;
}

export async function withStick(run: (stick: Stick) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'pingjia-stick-'));
  const random = new SeededRandom(3);
  try {
    await withJournal(async ({ open: openJournal, folder: journalFolder }) => {
      const journal = await openJournal();
      await Promise.all(Array.from({ length: 1_200 }, (_, n) => journal.append([draft(n)])));
      await run({
        folder,
        journal,
        journalFolder,
        export: ({
          scope = 'unsent',
          held,
          target = stickFolder(folder),
          device: who = device,
          journal: source = journal,
          branches = wholeBranches,
        } = {}) =>
          exportBundle({
            journal: source,
            device: who,
            certificate: signed('{"device":"…"}'),
            held: () => held ?? null,
            branches,
            sealingKey: { purpose: 'sealing-key', keyId: 'seal-1', publicKey: server.publicKey },
            sealer,
            attachments: { all: async () => [], unconfirmed: [], read: async () => null },
            tools: {
              sha256: nodeSha256,
              sign: key.sign,
              verify: (bytes, signature) =>
                verifySignedText(
                  key.publicKey,
                  Buffer.from(bytes).toString(),
                  Buffer.from(signature).toString('base64url'),
                ),
            },
            random,
            target,
            scope,
          }),
        records: async (name) => recordsOf(await readFile(join(folder, name ?? ''))),
      });
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export function framesOf(bytes: Uint8Array): readonly BundleFrame[] {
  const reader = new BundleReader(nodeSha256);
  const frames = reader.push(bytes);
  if (!frames.ok) throw new Error(frames.error.detail);
  expect(reader.isClosed).toBe(true);
  return frames.value;
}

function recordsOf(bytes: Uint8Array): string[] {
  return framesOf(bytes).flatMap(({ header, body }) => {
    if (header.kind !== 'batch') return [];
    const opened = sealer.open(body, server);
    const batch = decodeBatch(gunzipSync(opened ?? new Uint8Array()));
    if (!batch.ok) throw new Error(batch.error.detail);
    return batch.value.items.map((item) => (item.kind === 'record' ? Buffer.from(item.bytes).toString() : ''));
  });
}

export const numbers = (texts: readonly string[]): number[] =>
  texts.map((text) => (JSON.parse(text) as { seq: number }).seq);
export const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** A stick on which the operation number `at` fails with `code`, and every one after it while it is away. */
export function failing(
  target: BundleTarget,
  at: number,
  code: string,
): BundleTarget & { readonly operations: number } {
  let operations = 0;
  const through = <T>(act: () => Promise<T>): Promise<T> => {
    operations += 1;
    if (operations >= at) return Promise.reject(Object.assign(new Error(`${code}: stick`), { code }));
    return act();
  };
  const wrap = (file: TargetFile): TargetFile => ({
    size: () => through(() => file.size()),
    read: (position, length) => through(() => file.read(position, length)),
    truncate: (size) => through(() => file.truncate(size)),
    // A stick that is pulled in the middle of a write keeps a part of it.
    async write(position, bytes) {
      if (operations + 1 >= at) await file.write(position, bytes.subarray(0, bytes.length >> 1));
      await through(() => file.write(position, bytes));
    },
    sync: () => through(() => file.sync()),
    close: () => file.close(),
  });
  return {
    get operations() {
      return operations;
    },
    list: () => through(() => target.list()),
    open: async (name) => wrap(await through(() => target.open(name))),
    rename: (from, to) => through(() => target.rename(from, to)),
  };
}
/** Flips a bit of the record that holds `text`, where it lies. */
export async function spoilRecord(folder: string, text: string): Promise<void> {
  for (const name of await readdir(folder, { recursive: true })) {
    if (!name.endsWith('.seg')) continue;
    const at = (await readFile(join(folder, name))).indexOf(text);
    if (at !== -1) await spoil(join(folder, name), at);
  }
}

export async function spoil(path: string, at: number): Promise<void> {
  const file = await open(path, 'r+');
  await file.write(Buffer.of(0xff), 0, 1, at);
  await file.close();
}
