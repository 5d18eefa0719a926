import {
  err,
  fault,
  type GivenRemark,
  ok,
  type RecordDraft,
  readRemark,
  type RemarkPart,
  remarkParts,
  type Result,
  type SealingKey,
  type SessionView,
} from '@pingjia/shared';
import { createSealer } from '@pingjia/shared/seal';
import { sealRemark } from '@pingjia/shared/seal/remark';
import { diskFault } from '../journal/disk-fault.ts';
import type { AttachmentStore } from './attachment-store.ts';
import type { RecentEvaluations } from './recent-evaluations.ts';

export interface RemarkDeskOptions {
  readonly store: Pick<AttachmentStore, 'put'>;
  readonly recent: Pick<RecentEvaluations, 'takes'>;
  readonly append: (drafts: readonly RecordDraft[]) => Promise<Result<unknown>>;
  readonly view: () => SessionView;
  readonly sealingKey: () => SealingKey | null;
}

export interface LeftRemark extends GivenRemark {
  /** The evaluation that it is about; absent: the one on the screen. */
  readonly evaluationId?: string | undefined;
}

/** Takes what citizens leave besides the grade. It is sealed before it touches the disk, and lies there before a record names it. */
export class RemarkDesk {
  readonly #options: RemarkDeskOptions;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: RemarkDeskOptions) {
    this.#options = options;
  }

  /**
   * ok: sealed and durable. Errors, none of which repeats what was left: REMARK_INVALID, REMARK_MISPLACED,
   * REMARK_NOT_SEALABLE, those of the journal.
   */
  leave(left: LeftRemark): Promise<Result<{ readonly evaluationId: string }>> {
    const done = this.#turn.then(() => this.#leave(left));
    this.#turn = done.catch(() => undefined);
    return done;
  }

  async #leave(left: LeftRemark): Promise<Result<{ readonly evaluationId: string }>> {
    const { store, recent, append, view, sealingKey } = this.#options;
    const read = readRemark(left);
    if (!read.ok) return read;
    const evaluationId = left.evaluationId ?? shownEvaluation(view());
    if (evaluationId === null || !recent.takes(evaluationId)) return err(fault('REMARK_MISPLACED'));
    const key = sealingKey();
    if (key === null) return err(fault('REMARK_NOT_SEALABLE'));
    const sealed = sealRemark(await createSealer(), { evaluationId, ...defined(read.value) }, key.publicKey);
    try {
      const hash = await store.put(sealed);
      const holds = remarkParts.filter((part) => read.value[part] !== undefined);
      const attachment = { hash, bytes: sealed.length, keyId: key.keyId };
      const written = await append([{ type: 'remark-left', data: { evaluationId, attachment, holds } }]);
      // Where the journal refuses, the file is left: whether a record names it is certain after the next start only.
      return written.ok ? ok({ evaluationId }) : written;
    } catch (error) {
      return err(diskFault(error));
    }
  }
}

function shownEvaluation(view: SessionView): string | null {
  return 'evaluationId' in view ? view.evaluationId : null;
}

function defined({ comment, phone }: GivenRemark): Partial<Record<RemarkPart, string>> {
  return { ...(comment === undefined ? {} : { comment }), ...(phone === undefined ? {} : { phone }) };
}
