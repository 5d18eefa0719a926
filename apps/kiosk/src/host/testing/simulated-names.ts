import type { SeededRandom } from '@pingjia/shared/testing';
import { type LossPattern, type SimulatedInode, survives } from './simulated-inode.ts';

type Change = readonly [path: string, inode: SimulatedInode | null];

/** Changes that a disk makes together or not at all: a rename is two. */
interface Act {
  readonly folder: string;
  readonly changes: readonly Change[];
}

/** Which names lead to which files: as programs see them, and as they would be after a power cut. */
export class SimulatedNames {
  #seen = new Map<string, SimulatedInode>();
  #durable = new Map<string, SimulatedInode>();
  /** Acts that no folder sync made durable yet, oldest first. */
  #unsynced: readonly Act[] = [];

  get(path: string): SimulatedInode | undefined {
    return this.#seen.get(path);
  }

  get paths(): readonly string[] {
    return [...this.#seen.keys()].sort();
  }

  /** Names and files that a power cut cannot take. */
  get durable(): ReadonlyMap<string, SimulatedInode> {
    return this.#durable;
  }

  /** Names in a folder, its sub-folders' names included, sorted. */
  list(folder: string): readonly string[] {
    const inside = [...this.#seen.keys()].filter((path) => path.startsWith(`${folder}/`));
    return [...new Set(inside.map((path) => path.slice(folder.length + 1).split('/', 1)[0] ?? ''))].sort();
  }

  act(folder: string, changes: readonly Change[]): void {
    apply(this.#seen, changes);
    this.#unsynced = [...this.#unsynced, { folder, changes }];
  }

  /** Behind everybody's back, on the medium too. */
  alter(change: Change): void {
    for (const names of [this.#seen, this.#durable]) apply(names, [change]);
  }

  syncFolder(folder: string): void {
    for (const act of this.#unsynced) if (act.folder === folder) apply(this.#durable, act.changes);
    this.#unsynced = this.#unsynced.filter((act) => act.folder !== folder);
  }

  powerCut(lost: LossPattern, random: SeededRandom): void {
    for (const inode of new Set([...this.#seen.values(), ...this.#durable.values()])) inode.powerCut(lost, random);
    for (const [n, { changes }] of this.#unsynced.entries()) {
      if (survives(lost, n, this.#unsynced.length, random)) apply(this.#durable, changes);
    }
    this.#unsynced = [];
    this.#seen = new Map(this.#durable);
  }

  /** The same names and files, for themselves. */
  copy(): SimulatedNames {
    const copies = new Map<SimulatedInode, SimulatedInode>();
    const copyOf = (inode: SimulatedInode): SimulatedInode => {
      const known = copies.get(inode) ?? inode.copy();
      copies.set(inode, known);
      return known;
    };
    const copyAll = (changes: Iterable<Change>) =>
      [...changes].map(([path, inode]): Change => [path, inode === null ? null : copyOf(inode)]);
    const copy = new SimulatedNames();
    apply(copy.#seen, copyAll(this.#seen));
    apply(copy.#durable, copyAll(this.#durable));
    copy.#unsynced = this.#unsynced.map(({ folder, changes }) => ({ folder, changes: copyAll(changes) }));
    return copy;
  }
}

function apply(names: Map<string, SimulatedInode>, changes: readonly Change[]): void {
  for (const [path, inode] of changes) {
    if (inode === null) names.delete(path);
    else names.set(path, inode);
  }
}
