import { hashSchema, parseJson, type Sha256 } from '@pingjia/shared';
import { z } from 'zod';
import { readTextFile, writeFileAtomically } from './atomic-file.ts';
import { chainStateSchema } from './epoch-chain.ts';
import type { FileSystem } from './file-system.ts';

const epochResumeSchema = z.object({
  /** The epoch's folder. */
  name: z.string(),
  chain: chainStateSchema,
  segment: z.int(),
  /** Where the next frame belongs, where the first and where the newest one lie. */
  end: z.int(),
  firstOffset: z.int(),
  newest: z.int(),
  /** Number and bytes of every file it rests on. */
  sizes: z.array(z.tuple([z.int(), z.int()])),
});

/** Where the reading of an epoch can go on without reading again what lies before. */
export type EpochResume = z.infer<typeof epochResumeSchema>;

const bodySchema = z.object({ epochs: z.array(epochResumeSchema), memory: z.unknown() });
export type Checkpoint = z.infer<typeof bodySchema>;

const headSchema = z.object({ format: z.literal(1), sha256: hashSchema });

/** Null where there is none, or not a whole one of this version. It only saves reading: whoever takes it up checks it against the files. */
export async function readCheckpoint(fs: FileSystem, folder: string, sha256: Sha256): Promise<Checkpoint | null> {
  const text = (await readTextFile(fs, pathIn(folder)).catch(() => null)) ?? '';
  const end = text.indexOf('\n');
  const head = headSchema.safeParse(parseJson(text.slice(0, Math.max(0, end)))).data;
  const body = text.slice(end + 1);
  if (head === undefined || sha256(new TextEncoder().encode(body)) !== head.sha256) return null;
  return bodySchema.safeParse(parseJson(body)).data ?? null;
}

export function encodeCheckpoint(checkpoint: Checkpoint, sha256: Sha256): string {
  const body = JSON.stringify(checkpoint);
  return `${JSON.stringify({ format: 1, sha256: sha256(new TextEncoder().encode(body)) })}\n${body}`;
}

export function writeCheckpoint(fs: FileSystem, folder: string, text: string): Promise<void> {
  return writeFileAtomically(fs, pathIn(folder), text);
}

/** To be called before anything that it describes is changed other than by an append. */
export async function dropCheckpoint(fs: FileSystem, folder: string): Promise<void> {
  await fs.remove(pathIn(folder));
  await fs.syncFolder(folder);
}

const pathIn = (folder: string) => `${folder}/checkpoint.json`;
