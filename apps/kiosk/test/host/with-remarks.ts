import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeSha256 } from '@pingjia/node-platform';
import {
  type AttachmentResponse,
  err,
  type Fault,
  type Hash,
  ok,
  type RecordDraft,
  type Result,
  type SessionView,
  type SignedStatement,
} from '@pingjia/shared';
import { createSealer } from '@pingjia/shared/seal';
import { AttachmentSender } from '../../src/host/attachments/attachment-sender.ts';
import { AttachmentStore } from '../../src/host/attachments/attachment-store.ts';
import { RecentEvaluations } from '../../src/host/attachments/recent-evaluations.ts';
import { RemarkDesk } from '../../src/host/attachments/remark-desk.ts';
import type { FileSystem } from '../../src/host/journal/file-system.ts';
import type { Journal } from '../../src/host/journal/journal.ts';
import { nodeFileSystem } from '../../src/host/journal/node-file-system.ts';
import { withJournal } from './with-journal.ts';

export const sealer = await createSealer();
export const pair = sealer.newPair();
export const device = '22222222-2222-4222-8222-222222222222';
export const evaluationId = '70000000-0000-4000-8000-000000000001';
export const phone = '13800000000';
export const receiptOf = (hash: Hash, issuedAt = 0): SignedStatement => ({
  statement: JSON.stringify({ purpose: 'attachment-receipt', device, hash, issuedAt }),
  signature: 'good',
  keyId: 'k',
});
const isSigned = ({ signature }: SignedStatement) => signature === 'good';

interface RemarkPad {
  readonly folder: string;
  readonly store: AttachmentStore;
  readonly journal: Journal;
  readonly desk: RemarkDesk;
  readonly recent: RecentEvaluations;
  readonly records: RecordDraft[];
  readonly faults: Fault[];
  /** What the server answers to an attachment. */
  answer: (hash: Hash) => Result<AttachmentResponse>;
  readonly sent: Hash[];
  sender(store?: AttachmentStore): AttachmentSender;
  refuse: Fault | null;
  key: string | null;
}

export async function withRemarks(
  run: (pad: RemarkPad) => Promise<void>,
  fs: FileSystem = nodeFileSystem,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'pingjia-remarks-'));
  const store = new AttachmentStore(fs, folder, nodeSha256);
  const recent = new RecentEvaluations();
  const records: RecordDraft[] = [];
  const note = (draft: RecordDraft) => {
    records.push(draft);
    recent.note(draft as Parameters<RecentEvaluations['note']>[0]);
  };
  const view: SessionView = { state: 'thanks', sessionId: device, evaluationId, grade: 'satisfied', changeLeft: 0 };
  try {
    await withJournal(async ({ open }) => {
      const journal = await open();
      const pad: RemarkPad = {
        folder,
        store,
        journal,
        recent,
        records,
        faults: [],
        sent: [],
        refuse: null,
        key: pair.publicKey,
        answer: (hash) => ok({ receipt: receiptOf(hash) }),
        desk: new RemarkDesk({
          store,
          recent,
          view: () => view,
          sealingKey: () => (pad.key === null ? null : { purpose: 'sealing-key', keyId: 'seal-1', publicKey: pad.key }),
          async append(drafts) {
            if (pad.refuse !== null) return err(pad.refuse);
            for (const draft of drafts) note(draft);
            return journal.append(drafts);
          },
        }),
        sender: (of = store) =>
          new AttachmentSender({
            store: of,
            device,
            isSigned,
            journal,
            onFault: (found) => pad.faults.push(found),
            link: {
              async sendAttachment(hash) {
                pad.sent.push(hash);
                return pad.answer(hash);
              },
            },
          }),
      };
      note({ type: 'evaluation', data: { evaluationId } as never });
      await run(pad);
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}

export const filesOf = (folder: string) => readdir(join(folder, 'attachments')).catch(() => []);
export const hashOf = (records: readonly RecordDraft[]): Hash => {
  const last = records.at(-1);
  if (last?.type !== 'remark-left') throw new Error('no remark on record');
  return last.data.attachment.hash;
};
export const go = () => false;
