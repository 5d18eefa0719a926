import { nodeSha256 } from '@pingjia/node-platform';
import type { MirrorCheckpoint, MirrorRecord } from '@pingjia/shared';

type Held = Pick<MirrorRecord, 'epoch' | 'seq' | 'hash' | 'text'>;

/** What a mirror has on its disk. */
export class MirrorCopy {
  checkpoint: MirrorCheckpoint | null = null;
  /** Whose its records are, as the newest page said. */
  device: string | null | undefined;
  readonly #records = new Map<string, Held>();
  /** Records that it took on the way to its checkpoint. */
  #taken = 0;
  #changed = false;

  /** It has fewer records than it took: found when it is opened. */
  get isShort(): boolean {
    return this.#records.size < this.#taken;
  }

  /** What it took last, of what it has; null where it has nothing. */
  get newest(): MirrorCheckpoint | null {
    const last = [...this.#records.values()].at(-1);
    return last === undefined ? null : { epoch: last.epoch, seq: last.seq, hash: last.hash };
  }

  put(record: Held): void {
    const key = `${record.epoch} ${record.seq}`;
    if (!this.#records.has(key)) this.#taken += 1;
    this.#records.set(key, record);
  }

  /** Texts of an epoch's records between two seqs, in their order, that are what was stored. */
  between(epoch: string, from: number, to: number): readonly string[] {
    return [...this.#records.values()]
      .filter((record) => record.epoch === epoch && record.seq >= from && record.seq <= to)
      .filter(isSound)
      .sort((a, b) => a.seq - b.seq)
      .map(({ text }) => text);
  }

  /** All that are what was stored. */
  get texts(): readonly string[] {
    return [...this.#records.values()].filter(isSound).map(({ text }) => text);
  }

  /** Of `texts` those behind what the journal dropped, by epoch: nobody asks for the others. */
  textsBehind(dropped: ReadonlyMap<string, number>): readonly string[] {
    return [...this.#records.values()]
      .filter((record) => isSound(record) && record.seq > (dropped.get(record.epoch) ?? 0))
      .map(({ text }) => text);
  }

  hashAt(epoch: string, seq: number): string | null {
    return this.#records.get(`${epoch} ${seq}`)?.hash ?? null;
  }

  /** Whether nobody spoilt it and it holds all of these. */
  covers(texts: readonly string[]): boolean {
    if (this.isShort || this.#changed) return false;
    const own = new Set(this.texts);
    return texts.every((text) => own.has(text));
  }

  spoil(how: 'short' | 'changed', where: number): void {
    const keys = [...this.#records.keys()];
    const key = keys[Math.floor(where * keys.length)];
    const record = key === undefined ? undefined : this.#records.get(key);
    if (key === undefined || record === undefined) return;
    if (how === 'short') this.#records.delete(key);
    else this.#records.set(key, { ...record, text: record.text.replace('"v":1', '"v":7') });
    this.#changed ||= how === 'changed';
  }

  clone(): MirrorCopy {
    const copy = new MirrorCopy();
    for (const [key, record] of this.#records) copy.#records.set(key, record);
    copy.checkpoint = this.checkpoint;
    copy.device = this.device;
    copy.#taken = this.#taken;
    copy.#changed = this.#changed;
    return copy;
  }
}

function isSound({ text, hash }: Held): boolean {
  return nodeSha256(Buffer.from(text)) === hash;
}
