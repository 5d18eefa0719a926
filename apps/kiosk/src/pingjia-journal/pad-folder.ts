import { join } from 'node:path';
import { stat } from 'node:fs/promises';
import { isErrno, nodeSha256 } from '@pingjia/node-platform';
import { err, fault, ok, type Result } from '@pingjia/shared';
import type { Anchor } from '../host/journal/anchors.ts';
import type { FileSystem } from '../host/journal/file-system.ts';
import { readingFileSystem } from '../host/journal/reading-file-system.ts';
import { IdentityStore } from '../host/provisioning/identity-store.ts';
import { readReceipts } from '../host/sync/stored-receipts.ts';

/** A pad's data folder as the commands see it. */
export interface PadFolder {
  readonly folder: string;
  /** What a journal is read with. */
  readonly source: { readonly fs: FileSystem; readonly folder: string; readonly sha256: typeof nodeSha256 };
  readonly anchors: readonly Anchor[];
  /** Why some or all receipts vouch for nothing; empty where they do. */
  readonly doubts: readonly string[];
}

/** Errors: JOURNAL_MISSING. Throws the platform’s error where the folder or a file in it may not be read. */
export async function openPadFolder(folder: string): Promise<Result<PadFolder>> {
  const journal = join(folder, 'journal');
  const found = await stat(journal).catch((error: unknown) => {
    if (isErrno(error, 'ENOENT') || isErrno(error, 'ENOTDIR')) return null;
    throw error;
  });
  if (found?.isDirectory() !== true) return err(fault('JOURNAL_MISSING', journal));
  const source = { fs: readingFileSystem, folder: journal, sha256: nodeSha256 };
  const identity = await new IdentityStore(readingFileSystem, folder).load();
  const enrollment = identity.ok ? identity.value?.enrollment : undefined;
  if (enrollment === undefined || enrollment === null) {
    const doubts = [
      'This pad was never enrolled, or its identity.json cannot be read: no server vouches for its records.',
    ];
    return ok({ folder, source, anchors: [], doubts });
  }
  const { anchors, invalid, garbled } = await readReceipts(readingFileSystem, folder, enrollment);
  const doubts = invalid.map(
    (epoch) => `The receipt of epoch ${epoch} is not what the server signed: receipts.json was altered.`,
  );
  if (garbled) doubts.push('receipts.json is damaged or was altered: what it vouched for cannot be checked.');
  else if (anchors.length === 0)
    doubts.push('There is no receipt: what is written to the end of the journal is vouched for by nobody else.');
  return ok({ folder, source, anchors, doubts });
}
