import { dirname } from 'node:path';
import type { SeededRandom } from '@pingjia/shared/testing';
import type { Inode } from './inode.ts';

type Change = { readonly path: string; readonly inode: Inode | null };

/** Which names lead to which files: as programs see them, and as they would be after a power cut. */
export class FolderNames {
  #seen = new Map<string, Inode>();
  #durable = new Map<string, Inode>();
  /** Acts on names that no folder sync made durable yet, oldest first. */
  #unsynced: { readonly folder: string; readonly changes: readonly Change[] }[] = [];

  get(path: string): Inode | undefined {
    return this.#seen.get(path);
  }

  /** Names in a folder, its sub-folders' names included, sorted. */
  list(folder: string): string[] {
    const prefix = `${folder}/`;
    const names = [...this.#seen.keys()].filter((path) => path.startsWith(prefix));
    return [...new Set(names.map((path) => path.slice(prefix.length).split('/', 1)[0] ?? ''))].sort();
  }

  /** Names and files that a power cut cannot take. */
  get durable(): ReadonlyMap<string, Inode> {
    return this.#durable;
  }

  act(folder: string, changes: readonly Change[]): void {
    for (const change of changes) apply(this.#seen, change);
    this.#unsynced.push({ folder, changes });
  }

  syncFolder(folder: string): void {
    for (const act of this.#unsynced) if (act.folder === folder) this.#commit(act.changes);
    this.#unsynced = this.#unsynced.filter((act) => act.folder !== folder);
  }

  /** The power goes: of each folder's acts on names, the first so many were written. */
  powerCut(random: SeededRandom): void {
    for (const inode of new Set([...this.#seen.values(), ...this.#durable.values()])) inode.powerCut(random);
    const kept = new Map<string, number>();
    for (const { folder } of this.#unsynced) {
      if (!kept.has(folder)) kept.set(folder, random.below(this.#unsynced.length + 1));
    }
    for (const { folder, changes } of this.#unsynced) {
      const left = kept.get(folder) ?? 0;
      if (left > 0) this.#commit(changes);
      kept.set(folder, left - 1);
    }
    this.#unsynced = [];
    this.#seen = new Map(this.#durable);
  }

  copy(): FolderNames {
    const copy = new FolderNames();
    copy.#seen = new Map([...this.#durable].map(([path, inode]) => [path, inode.copy()]));
    copy.#durable = new Map(copy.#seen);
    return copy;
  }

  #commit(changes: readonly Change[]): void {
    for (const change of changes) apply(this.#durable, change);
  }
}

function apply(names: Map<string, Inode>, { path, inode }: Change): void {
  if (inode === null) names.delete(path);
  else names.set(path, inode);
}

/** The folder that a name lies in. */
export function folderOf(path: string): string {
  return dirname(path);
}
