import { expect, test } from 'vitest';
import { readTextFile, writeFileAtomically } from '../journal/atomic-file.ts';
import type { FileSystem } from '../journal/file-system.ts';

/** What every disk behind the port promises; `use` gives one and an empty folder on it. */
export function fileSystemContract(
  name: string,
  use: (run: (fs: FileSystem, folder: string) => Promise<void>) => Promise<void>,
): void {
  const rule = (title: string, run: (fs: FileSystem, folder: string) => Promise<void>) =>
    test(`${title} (${name})`, () => use(run));

  rule('JN16: a file gives back what was written, wherever it was written', (fs, folder) =>
    withFile(fs, `${folder}/a`, async (file) => {
      await file.write(0, Buffer.alloc(5_000, 1));
      await file.write(4_990, Buffer.alloc(20, 2));
      await file.write(6_000, Buffer.alloc(1, 3));
      await file.datasync();
      expect(await file.size()).toBe(6_001);
      const expected = Buffer.concat([
        Buffer.alloc(4_990, 1),
        Buffer.alloc(20, 2),
        Buffer.alloc(990),
        Buffer.alloc(1, 3),
      ]);
      expect(Buffer.from(await file.read(0, 10_000)).equals(expected)).toBe(true);
      expect((await file.read(6_000, 5)).length).toBe(1);
      expect((await file.read(9_000, 5)).length).toBe(0);
    }),
  );

  rule('JN16: names are listed in order, and a folder that is not there is empty', async (fs, folder) => {
    expect(await fs.list(`${folder}/none`)).toEqual([]);
    await fs.makeFolder(`${folder}/sub`);
    for (const file of ['b', 'a', 'sub/c']) await withFile(fs, `${folder}/${file}`, (open) => open.sync());
    await fs.syncFolder(folder);
    expect(await fs.list(folder)).toEqual(['a', 'b', 'sub']);
    expect(await fs.list(`${folder}/sub`)).toEqual(['c']);
  });

  rule('JN16: what is not there cannot be opened or renamed, but removed', async (fs, folder) => {
    await expect(fs.open(`${folder}/x`, 'existing')).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(fs.rename(`${folder}/x`, `${folder}/y`)).rejects.toMatchObject({ code: 'ENOENT' });
    await fs.remove(`${folder}/x`);
  });

  rule('JN16: a rename takes the place of what was there', async (fs, folder) => {
    await writeFileAtomically(fs, `${folder}/text`, 'old and longer');
    await writeFileAtomically(fs, `${folder}/text`, 'new');
    expect(await readTextFile(fs, `${folder}/text`)).toBe('new');
    expect(await fs.list(folder)).toEqual(['text']);
  });
}

async function withFile(
  fs: FileSystem,
  path: string,
  use: (file: Awaited<ReturnType<FileSystem['open']>>) => Promise<void>,
): Promise<void> {
  const file = await fs.open(path, 'create');
  try {
    await use(file);
  } finally {
    await file.close();
  }
}
