import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writePrivateFile } from '@pingjia/node-platform';
import { z } from 'zod';

/** What a running demo says of itself in <data-dir>/demo.json. */
export const demoFileSchema = z.object({
  serverUrl: z.string(),
  consoleUrl: z.string(),
  /** Opens the pad's screen once; rewritten when it was taken. Null where the screen is an Electron window. */
  kioskUrl: z.string().nullable(),
  apiToken: z.string(),
  consoleUser: z.string(),
  consolePassword: z.string(),
  deviceId: z.string().nullable(),
  /** Where the simulated pad's buttons are pressed; null with a real pad. */
  padControl: z.string().nullable(),
  /** The pad host's local API (staff PC, queue system) and the file with its token. */
  localApi: z.string().nullable(),
  localApiTokenFile: z.string(),
});
export type DemoFile = z.infer<typeof demoFileSchema>;

const name = 'demo.json';

/** Replaces the file in one step: a reader sees the old one or the new one. */
export function writeDemoFile(dataDir: string, demo: DemoFile): void {
  writePrivateFile(join(dataDir, name), `${JSON.stringify(demo, null, 2)}\n`);
}

export async function removeDemoFile(dataDir: string): Promise<void> {
  await rm(join(dataDir, name), { force: true });
}

/** Null where no demo runs on this folder. */
export async function readDemoFile(dataDir: string): Promise<DemoFile | null> {
  const text = await readFile(join(dataDir, name), 'utf8').catch(() => null);
  return text === null ? null : demoFileSchema.parse(JSON.parse(text));
}
