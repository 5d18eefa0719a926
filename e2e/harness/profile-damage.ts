import { mkdir, open, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SeededRandom } from '@pingjia/shared/testing';

/** Where Chromium keeps the buckets of all origins, each in a folder named by its number, and the list of them. */
const bucketsOf = (profile: string) => join(profile, 'Default', 'WebStorage');

/** The folder of the mirror's database. */
async function storeOf(profile: string): Promise<string> {
  const folder = bucketsOf(profile);
  const numbers = (await readdir(folder)).filter((name) => /^[0-9]+$/.test(name)).toSorted((a, b) => +b - +a);
  for (const number of numbers) {
    const found = await readdir(join(folder, number, 'IndexedDB')).catch((): string[] => []);
    if (found.includes('indexeddb.leveldb')) return join(folder, number, 'IndexedDB', 'indexeddb.leveldb');
  }
  throw new Error('this profile has no mirror');
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
  const found = await files(profile, pattern);
  if (found.length === 0) throw new Error(`this profile has nothing like ${pattern} to spoil`);
  for (const path of found) await harm(path);
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
  'manifest deleted': each(manifest, remove),
  'CURRENT garbled': each(current, garble),
  'CURRENT emptied': each(current, empty),
  'CURRENT deleted': each(current, remove),
  'bits of every file flipped': each(/^(?!LOCK)/, flipBits),
  'every file deleted': async (profile) => {
    const store = await storeOf(profile);
    await rm(store, { recursive: true });
    await mkdir(store);
  },
  'the folder replaced by a file': async (profile) => {
    const store = await storeOf(profile);
    await rm(store, { recursive: true });
    await writeFile(store, '');
  },
  'the list of buckets garbled': (profile) => garble(join(bucketsOf(profile), 'QuotaManager')),
  'the list of buckets deleted': (profile) => remove(join(bucketsOf(profile), 'QuotaManager')),
  'every bucket deleted': (profile) => rm(bucketsOf(profile), { recursive: true }),
};

/** The damages of the short run: one of each kind of file, and each that Chromium itself does not get over. */
const short = [
  'logs zeroed',
  'a block of the tables zeroed',
  'manifest deleted',
  'CURRENT garbled',
  'every file deleted',
  'the list of buckets garbled',
];

/** The damages to try: some, or with `PINGJIA_DAMAGES=all` every one. */
export function chosenDamages(): readonly (readonly [what: string, spoil: (profile: string) => Promise<void>])[] {
  const all = process.env['PINGJIA_DAMAGES'] === 'all';
  return Object.entries(profileDamages).filter(([what]) => all || short.includes(what));
}

/** The browser can keep nothing for any page from here on. */
export async function blockStore(profile: string): Promise<void> {
  for (const folder of [bucketsOf(profile), join(profile, 'Default', 'IndexedDB')]) {
    await rm(folder, { recursive: true, force: true });
    await writeFile(folder, '');
  }
}
