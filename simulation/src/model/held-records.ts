import { nodeSha256 } from '@pingjia/node-platform';
import { noHash } from '@pingjia/shared';
import { type CommittedTables, keyOf } from '@pingjia/sync-server/memory-store';

/** Follows what the server holds, record by record, looks at each once, and remembers what it ever held. */
export class HeldChains {
  readonly #followed = new Map<string, number>();
  /** Hashes of all records that were ever held, by place; empty where none is known. */
  readonly #ever = new Map<string, string>();
  #tables: CommittedTables | null = null;

  /** What is wrong with what came since the last look; null if nothing is. */
  look(tables: CommittedTables): string | null {
    if (this.#tables !== tables) this.#followed.clear();
    this.#tables = tables;
    for (const { device_id, epoch, watermark_seq, watermark_hash } of tables.epochs.values()) {
      const key = keyOf(device_id, epoch);
      for (let seq = (this.#followed.get(key) ?? 0) + 1; seq <= watermark_seq; seq += 1) {
        const wrong = this.#wrong(tables, device_id, epoch, seq);
        if (wrong !== null) return `server, epoch ${epoch}, seq ${seq}: ${wrong}`;
      }
      this.#followed.set(key, watermark_seq);
      const tip = tables.records.get(keyOf(device_id, epoch, watermark_seq))?.hash;
      if (tip !== undefined && tip?.equals(watermark_hash) === false) return `server, epoch ${epoch}: watermark's hash`;
    }
    return null;
  }

  /** Whether the server ever held this record there, or a placeholder for one that nobody knows. */
  everHeld(device: string, epoch: string, seq: number, hash: string): boolean {
    const known = this.#ever.get(keyOf(device, epoch, seq));
    return known === hash || known === '';
  }

  #wrong({ records, gaps }: CommittedTables, device: string, epoch: string, seq: number): string | null {
    const row = records.get(keyOf(device, epoch, seq));
    if (row === undefined) {
      const declared = [...gaps.values()].some(
        (gap) => gap.device_id === device && gap.epoch === epoch && gap.from_seq <= seq && seq <= gap.to_seq,
      );
      if (!declared) return 'below the watermark and not held';
      return this.#ever.has(keyOf(device, epoch, seq)) ? null : 'declared as pruned, and was never held';
    }
    const hash = row.hash?.toString('base64url');
    this.#ever.set(keyOf(device, epoch, seq), hash ?? '');
    if (row.bytes === null) return null;
    if (nodeSha256(row.bytes) !== hash) return 'bytes and hash differ';
    const before = seq === 1 ? noHash : records.get(keyOf(device, epoch, seq - 1))?.hash?.toString('base64url');
    const named: unknown = JSON.parse(row.bytes.toString('utf8')).prev;
    return before !== undefined && named !== before ? 'does not follow the record before it' : null;
  }
}
