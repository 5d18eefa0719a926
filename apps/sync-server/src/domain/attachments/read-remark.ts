import { err, fault, type Hash, ok, type Remark, type RemarkAnswer, type Result } from '@pingjia/shared';
import { readOpenedRemark } from '@pingjia/shared/seal/remark';
import type { AppContext } from '../../app-context.ts';
import { eraseRemarks, noteRemarkRead, type SealedRemark, sealedRemarksOf } from '../../store/remarks.ts';
import type { RemarkReadRow } from '../../store/schema.ts';
import { nameOf, notesOf } from './remark-notes.ts';

type Context = Pick<AppContext, 'db' | 'keys' | 'clock' | 'random'>;

export interface RemarkPlace {
  readonly deviceId: string;
  readonly evaluationId: string;
}

/**
 * What was left on an evaluation, opened for `username`; that they read it is durable before they do. Of several remarks
 * the newer one counts, part by part. Errors: NOT_FOUND, ATTACHMENT_UNREADABLE.
 */
export async function readRemark(
  context: Context,
  place: RemarkPlace,
  username: string,
): Promise<Result<RemarkAnswer>> {
  const found = await find(context, place);
  if (!found.ok) return found;
  const state = notesOf(found.value).get(nameOf(toKey(place)))?.state ?? 'erased';
  const answer: { -readonly [K in keyof RemarkAnswer]: RemarkAnswer[K] } = { state, comment: null, phone: null };
  await note(context, place, { username, act: 'read', reason: null });
  for (const row of found.value) {
    if (row.ciphertext === null) continue;
    const remark = open(context, row);
    if (remark === null) return err(fault('ATTACHMENT_UNREADABLE', row.key_id));
    answer.comment = remark.comment ?? answer.comment;
    answer.phone = remark.phone ?? answer.phone;
  }
  return ok(answer);
}

/**
 * Takes away what was left on an evaluation; in the log first: what is in the database alone, a restore would undo. The
 * records that name it stay, so that the chain still verifies. Errors: NOT_FOUND.
 */
export async function eraseRemark(
  context: Context & Pick<AppContext, 'live'>,
  place: RemarkPlace,
  by: Pick<RemarkReadRow, 'username' | 'reason'>,
): Promise<Result<void>> {
  const found = await find(context, place);
  if (!found.ok) return found;
  await note(context, place, { ...by, act: 'erase' });
  for (const { hash } of found.value)
    context.keys.erasures.append({ deviceId: place.deviceId, hash: hash.toString('base64url') as Hash });
  await eraseRemarks(context.db, place.deviceId, place.evaluationId, context.clock.wall());
  context.live.publish({ kind: 'accepted', deviceId: place.deviceId });
  return ok();
}

async function find({ db }: Context, place: RemarkPlace): Promise<Result<readonly SealedRemark[]>> {
  const found = await sealedRemarksOf(db, toKey(place));
  return found.length === 0 ? err(fault('NOT_FOUND', 'remark')) : ok(found);
}

function note(
  { db, clock, random }: Context,
  place: RemarkPlace,
  what: Pick<RemarkReadRow, 'username' | 'act' | 'reason'>,
) {
  return noteRemarkRead(db, { ...toKey(place), ...what, read_id: random.uuid(), at: clock.wall() });
}

function open({ keys }: Context, { ciphertext, key_id, evaluation_id, sealed_for }: SealedRemark): Remark | null {
  const opened = ciphertext === null ? null : keys.sealing.open(key_id, ciphertext);
  const remark = opened === null ? null : readOpenedRemark(opened);
  // Sealed for another evaluation: it was put in the place of what belongs here.
  return remark?.evaluationId === (sealed_for ?? evaluation_id) ? remark : null;
}

function toKey({ deviceId, evaluationId }: RemarkPlace) {
  return { device_id: deviceId, evaluation_id: evaluationId };
}
