import { nodeSha256 } from '@pingjia/kiosk/host/platform/node-platform';
import { noHash } from '@pingjia/shared';
import { type CommittedTables, keyOf } from '@pingjia/sync-server/memory-store';

/** Follows what the server holds, record by record, and looks at each once. */
export class HeldChains {
  readonly #followed = new Map<string, number>();
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

  #wrong({ records }: CommittedTables, device: string, epoch: string, seq: number): string | null {
    const row = records.get(keyOf(device, epoch, seq));
    if (row === undefined) return 'below the watermark and not held';
    if (row.bytes === null) return null;
    const hash = row.hash?.toString('base64url');
    if (nodeSha256(row.bytes) !== hash) return 'bytes and hash differ';
    const before = seq === 1 ? noHash : records.get(keyOf(device, epoch, seq - 1))?.hash?.toString('base64url');
    const named: unknown = JSON.parse(row.bytes.toString('utf8')).prev;
    return before !== undefined && named !== before ? 'does not follow the record before it' : null;
  }
}
