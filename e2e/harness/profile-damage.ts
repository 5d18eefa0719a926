import { mkdir, open, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SeededRandom } from '@pingjia/shared/testing';

/** The folder in which Chromium keeps the IndexedDB databases of one origin. */
async function storeOf(profile: string): Promise<string> {
  const folder = join(profile, 'Default', 'IndexedDB');
  const name = (await readdir(folder)).find((entry) => entry.endsWith('.indexeddb.leveldb'));
  if (name === undefined) throw new Error('this profile has no IndexedDB');
  return join(folder, name);
}

async function files(profile: string, pattern: RegExp): Promise<string[]> {
  const folder = await storeOf(profile);
  return (await readdir(folder)).filter((name) => pattern.test(name)).map((name) => join(folder, name));
}

type Harm = (path: string) => Promise<void>;

const sizeOf = async (path: string): Promise<number> => (await readFile(path)).length;
const halve: Harm = async (path) => truncate(path, (await sizeOf(path)) >> 1);
const empty: Harm = (path) => truncate(path, 0);
const zero: Harm = async (path) => writeFile(path, Buffer.alloc(await sizeOf(path)));
const remove: Harm = (path) => rm(path);
const garble: Harm = (path) => writeFile(path, 'not what was here\n');

const zeroBlock: Harm = async (path) => {
  const file = await open(path, 'r+');
  const { size } = await file.stat();
  await file.write(Buffer.alloc(Math.min(4_096, size)), 0, Math.min(4_096, size), Math.max(0, (size >> 1) - 2_048));
  await file.close();
};

const flipBits: Harm = async (path) => {
  const random = new SeededRandom(11);
  const bytes = await readFile(path);
  for (let flips = 0; flips < 64 && bytes.length > 0; flips += 1) {
    const at = Math.floor(random.fraction() * bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random.fraction() * 8));
  }
  await writeFile(path, bytes);
};

const each = (pattern: RegExp, harm: Harm) => async (profile: string) => {
  for (const path of await files(profile, pattern)) await harm(path);
};

const logs = /\.log$/;
const tables = /\.ldb$/;
const manifest = /^MANIFEST/;
const current = /^CURRENT$/;

/** Ways in which a disk, a power cut or a hand spoils a closed browser profile's IndexedDB. */
export const profileDamages: Readonly<Record<string, (profile: string) => Promise<void>>> = {
  'logs cut in half': each(logs, halve),
  'logs zeroed': each(logs, zero),
  'a block of the logs zeroed': each(logs, zeroBlock),
  'logs emptied': each(logs, empty),
  'bits of the logs flipped': each(logs, flipBits),
  'logs deleted': each(logs, remove),
  'tables cut in half': each(tables, halve),
  'tables zeroed': each(tables, zero),
  'a block of the tables zeroed': each(tables, zeroBlock),
  'bits of the tables flipped': each(tables, flipBits),
  'tables deleted': each(tables, remove),
  'manifest cut in half': each(manifest, halve),
  'manifest zeroed': each(manifest, zero),
  'CURRENT garbled': each(current, garble),
  'CURRENT emptied': each(current, empty),
  'CURRENT deleted': each(current, remove),
  'bits of every file flipped': each(/^(?!LOCK)/, flipBits),
  'every file deleted': async (profile) => {
    const store = await storeOf(profile);
    await rm(store, { recursive: true });
    await mkdir(store);
  },
};

/** The damages of the short run: one of each kind of file. */
const short = ['logs zeroed', 'a block of the tables zeroed', 'CURRENT emptied', 'every file deleted'];

/** The damages to try: some, or with `PINGJIA_DAMAGES=all` every one. */
export function chosenDamages(): readonly (readonly [what: string, spoil: (profile: string) => Promise<void>])[] {
  const all = process.env['PINGJIA_DAMAGES'] === 'all';
  return Object.entries(profileDamages).filter(([what]) => all || short.includes(what));
}

/** What Chromium itself never gets over, as a lost MANIFEST file is another case. */
export async function blockStore(profile: string): Promise<void> {
  const store = await storeOf(profile);
  await rm(store, { recursive: true });
  await writeFile(store, '');
}
