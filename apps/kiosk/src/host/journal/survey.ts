import type { Hash, Position, Sha256 } from '@pingjia/shared';
import { type Anchor, findContradictions } from './anchors.ts';
import type { damageKinds } from './damage.ts';
import { EpochChain, type RecordVisitor } from './epoch-chain.ts';
import type { Hole } from './epoch-index.ts';
import { EpochReader, type StoredItem } from './epoch-reader.ts';
import type { HeldRecords } from './epoch-summary.ts';
import type { FileSystem } from './file-system.ts';
import { applyHealed } from './healed.ts';
import { epochNames } from './open-epochs.ts';
import { readPruned } from './pruned-file.ts';
import { scanEpoch } from './scan-epoch.ts';
import { SegmentFiles, segmentName } from './segment-files.ts';

/** One thing that is not as the journal and those who vouch for it left it. */
export interface Finding {
  readonly kind: (typeof damageKinds)[number] | 'gone' | 'cut' | 'other';
  readonly epoch: string;
  /** The first record in question. */
  readonly seq: number;
  /** File within the journal's folder, and the byte; null where the record is what is missing. */
  readonly file: string | null;
  readonly offset: number | null;
}

export interface SurveyedEpoch {
  readonly epoch: string;
  readonly name: string;
  readonly tip: Position;
  readonly pruned: Position;
  readonly holes: readonly Hole[];
  /** Bytes behind the end that a power cut left; the next start covers them. */
  readonly torn: boolean;
}

interface Parts {
  readonly chain: EpochChain;
  readonly reader: EpochReader;
  readonly files: SegmentFiles;
}

/** Everything in a journal's folder, read and checked from the first byte, and nothing changed. */
export class JournalSurvey implements HeldRecords {
  readonly epochs: readonly SurveyedEpoch[];
  readonly #parts: ReadonlyMap<string, Parts>;

  private constructor(epochs: readonly SurveyedEpoch[], parts: ReadonlyMap<string, Parts>) {
    this.epochs = epochs;
    this.#parts = parts;
  }

  /** Throws FaultError JOURNAL_VERSION_UNKNOWN or the platform's error. */
  static async of(
    { fs, folder, sha256 }: { fs: FileSystem; folder: string; sha256: Sha256 },
    visit: RecordVisitor = () => {},
  ): Promise<JournalSurvey> {
    const epochs: SurveyedEpoch[] = [];
    const parts = new Map<string, Parts>();
    for (const name of epochNames(await fs.list(folder))) {
      const epoch = name.slice(7);
      const files = new SegmentFiles(fs, `${folder}/${name}`);
      const pruned = await readPruned(fs, `${folder}/${name}`);
      const chain = new EpochChain(epoch, sha256, pruned?.through);
      const start = { segment: pruned?.segment ?? 1, offset: 0 };
      const { torn } = await scanEpoch(files, chain, { start, visit });
      await applyHealed(files, chain, sha256);
      const { tip, index } = chain;
      if (tip.seq === 0 && !chain.damaged) continue;
      epochs.push({ epoch, name, tip, pruned: chain.pruned, holes: index.holes, torn });
      parts.set(epoch, { chain, files, reader: new EpochReader(files, sha256, () => chain) });
    }
    return new JournalSurvey(epochs, parts);
  }

  async read(epoch: string, seq: number, limit: number, maxBytes: number): Promise<readonly StoredItem[]> {
    return (await this.#parts.get(epoch)?.reader.read(seq, limit, maxBytes)) ?? [];
  }

  async hashAt(epoch: string, seq: number): Promise<Hash | null> {
    return (await this.#parts.get(epoch)?.reader.hashAt(seq)) ?? null;
  }

  /** What is wrong, in the order of the journal: the first is the first bad record. Healed places are not. */
  async findings(anchors: readonly Anchor[]): Promise<readonly Finding[]> {
    const found: Finding[] = [];
    for (const { epoch, name } of this.epochs) {
      for (const { kind, seq, segment, offset } of this.#parts.get(epoch)?.chain.outstanding ?? []) {
        found.push({ kind, epoch, seq, file: `${name}/${segmentName(segment)}`, offset });
      }
    }
    for (const { kind, epoch, seq } of await findContradictions(this, anchors)) {
      found.push({ kind, epoch, seq, file: null, offset: null });
    }
    const order = new Map(this.epochs.map(({ epoch }, place) => [epoch, place]));
    const placeOf = ({ epoch }: Finding) => order.get(epoch) ?? this.epochs.length;
    return found.sort((a, b) => placeOf(a) - placeOf(b) || a.seq - b.seq || (a.offset ?? 0) - (b.offset ?? 0));
  }

  async close(): Promise<void> {
    for (const { files } of this.#parts.values()) await files.close();
  }
}
