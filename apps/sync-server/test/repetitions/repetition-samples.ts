import type { EpochBegun, Evaluation, Grade } from '@pingjia/shared';
import { SeededRandom } from '@pingjia/shared/testing';
import { TestJournal, testEvaluation, type WrittenRecord } from '../../src/testing/index.ts';
import type { IngestStage } from './ingest-stage.ts';

export const random = new SeededRandom(58);
export const place = { siteId: random.uuid(), windowId: random.uuid() };
export const pressOf = (count: number, boot = '00A1') =>
  ({ kind: 'pad', padId: 'pingjia-line SIM-1', boot, count, key: 5 }) as const;

/** Another evaluation of the press with this count. */
export const evaluationOf = (count: number, change: Partial<Evaluation> = {}) =>
  testEvaluation(random, place, { source: pressOf(count), ...change });

export const followed = (journal: TestJournal, change: Partial<EpochBegun> = {}) => {
  const previous = { epoch: journal.epoch, tip: journal.tip };
  return new TestJournal(random, { begun: { reason: 'damaged', previous, ...change } });
};

export const carry = (journal: TestJournal, epoch: string, { seq, hash, bytes }: WrittenRecord) =>
  journal.append({ type: 'record-carried', data: { epoch, seq, hash, record: Buffer.from(bytes).toString() } });

export const change = (journal: TestJournal, { evaluationId, grade: from }: Evaluation, to: Grade) =>
  journal.append({
    type: 'evaluation-changed',
    data: { evaluationId, from, to, source: { kind: 'touch', pressId: random.uuid() } },
  });

export const tick = (journal: TestJournal, { evaluationId }: Evaluation, details: string[]) =>
  journal.append({ type: 'follow-up-closed', data: { evaluationId, details, how: 'completed' } });

export const remark = (journal: TestJournal, { evaluationId }: Evaluation, n: number) =>
  journal.append({
    type: 'remark-left',
    data: {
      evaluationId,
      attachment: { hash: Buffer.alloc(32, n).toString('base64url') as never, bytes: 9, keyId: 'k' },
      holds: ['comment'],
    },
  });

export const recordAt = (journal: TestJournal, seq: number): WrittenRecord => {
  const record = journal.records[seq - 1];
  if (record === undefined) throw new Error(`there is no record ${seq}`);
  return record;
};

export const fill = (journal: TestJournal, records: number) => {
  for (let n = 0; n < records; n += 1) journal.append({ type: 'clock-stepped', data: { by: n } });
};

export async function counted({ evaluations }: IngestStage): Promise<readonly string[]> {
  return (await evaluations()).map(({ evaluation_id }) => evaluation_id).sort();
}
