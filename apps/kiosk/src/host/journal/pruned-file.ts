import { parseJson, positionSchema, signedStatementSchema } from '@pingjia/shared';
import { z } from 'zod';
import { readTextFile, writeFileAtomically } from './atomic-file.ts';
import type { FileSystem } from './file-system.ts';

const prunedFileSchema = z.object({
  /** The last record that was dropped. */
  through: positionSchema,
  /** The first file that is kept. */
  segment: z.int(),
  /** Dropped records had told this; the fold goes on from here. */
  memory: z.unknown(),
  /** What the device signed about it, as far as it lives on nowhere else; null: all of it does. */
  statement: signedStatementSchema.nullable(),
});
export type PrunedFile = z.infer<typeof prunedFileSchema>;

/** What an epoch's folder says was dropped on purpose; null where nothing was, or the file cannot be read. */
export async function readPruned(fs: FileSystem, folder: string): Promise<PrunedFile | null> {
  return prunedFileSchema.safeParse(parseJson((await readTextFile(fs, pathIn(folder))) ?? '')).data ?? null;
}

/** Durable when it resolves; only then may the records go. */
export function writePruned(fs: FileSystem, folder: string, pruned: PrunedFile): Promise<void> {
  return writeFileAtomically(fs, pathIn(folder), JSON.stringify(pruned));
}

const pathIn = (folder: string) => `${folder}/pruned.json`;
