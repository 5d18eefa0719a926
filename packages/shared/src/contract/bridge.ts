import { z } from 'zod';
import { faultSchema } from './fault-schema.ts';
import { uuidSchema } from '../ids.ts';
import { gradeSchema } from '../model/grade.ts';
import { mirrorFindings } from '../model/mirror.ts';
import { padIdSchema } from '../model/press-source.ts';
import { bundleScopes } from './bundle.ts';
import { deviceConfigurationSchema } from './device-configuration.ts';
import { hostStatusSchema } from './host-status.ts';
import { learningSteps, learningViewSchema } from './learning-view.ts';
import { maxHealRecords, mirrorCheckpointSchema, mirrorPageSchema } from './mirror.ts';
import { sessionViewSchema } from './session-view.ts';
import { stickSchema } from './stick.ts';

/**
 * What screen and host say to each other, one JSON text a message, the same over MessagePort and WebSocket.
 * The screen opens with `hello`; the host answers `welcome` and from then on pushes what changed.
 */
export const bridgeVersion = 1;

/** Largest message, bytes of JSON. */
export const maxBridgeMessageBytes = 4 * 1024 * 1024;

/** What the screen may ask. Each answers once, with the result named in `bridgeResults` or with a fault. */
export const bridgeRequestSchema = z.discriminatedUnion('method', [
  /** The first touch: somebody wants to evaluate. */
  z.object({ method: z.literal('wake') }),
  z.object({ method: z.literal('rate'), pressId: uuidSchema, grade: gradeSchema }),
  z.object({ method: z.literal('change'), pressId: uuidSchema, grade: gradeSchema }),
  z.object({ method: z.literal('tick'), code: z.string().max(8), ticked: z.boolean() }),
  z.object({ method: z.literal('finish'), how: z.enum(['completed', 'skipped']) }),
  /** Somebody is busy with the follow-up in a way that ticks nothing: it stays open. */
  z.object({ method: z.literal('stay') }),
  /** A phone number left on the evaluation that the screen shows. Nothing of it comes back in any message. */
  z.object({ method: z.literal('remark'), evaluationId: uuidSchema, phone: z.string().max(200) }),
  /** The view of this revision is on the glass. */
  z.object({ method: z.literal('painted'), revision: z.int() }),
  z.object({
    method: z.literal('mirror.pull'),
    after: mirrorCheckpointSchema.nullable(),
    /** As the page said that brought `after`; left out where that is not known. */
    device: uuidSchema.nullable().optional(),
    limit: z.int().min(1).max(1_000),
    /** The mirror is about to be dropped: all that it could give back is asked for before. */
    dropping: z.boolean().optional(),
  }),
  /** What the mirror holds of the range that it was asked for: the records' exact bytes as text; none where it has none. */
  z.object({
    method: z.literal('mirror.heal'),
    epoch: uuidSchema,
    from: z.int().min(1),
    to: z.int().min(1),
    texts: z.array(z.string()).max(maxHealRecords),
  }),
  /** What the mirror found about itself when it opened. */
  z.object({
    method: z.literal('mirror.report'),
    records: z.int().min(0),
    rebuilt: z.enum(mirrorFindings),
  }),
  /** A technician begins to learn the keys of a pad that is there. */
  z.object({ method: z.literal('learn.begin'), padId: padIdSchema }),
  z.object({ method: z.literal('learn.step'), step: z.enum(learningSteps) }),
  z.object({ method: z.literal('stick.list') }),
  /** Begins an export; what becomes of it is told in the status. */
  z.object({ method: z.literal('stick.export'), folder: z.string().max(4_096), scope: z.enum(bundleScopes) }),
  z.object({ method: z.literal('stick.receipts'), folder: z.string().max(4_096) }),
  /** A key of any keyboard while this screen has the focus, for pads at `keys:window`; `code` as in KeyboardEvent. */
  z.object({ method: z.literal('window-key'), code: z.string().max(40), down: z.boolean() }),
]);
export type BridgeRequest = z.infer<typeof bridgeRequestSchema>;
export type BridgeMethod = BridgeRequest['method'];

export const bridgeResults = {
  wake: z.null(),
  rate: z.null(),
  change: z.null(),
  tick: z.null(),
  finish: z.null(),
  stay: z.null(),
  remark: z.null(),
  painted: z.null(),
  'mirror.pull': mirrorPageSchema,
  'mirror.heal': z.null(),
  'mirror.report': z.null(),
  'learn.begin': z.null(),
  'learn.step': z.null(),
  'stick.list': z.array(stickSchema),
  'stick.export': z.null(),
  'stick.receipts': z.null(),
  'window-key': z.null(),
} as const satisfies Record<BridgeMethod, z.ZodType>;
export type BridgeResult<M extends BridgeMethod> = z.infer<(typeof bridgeResults)[M]>;

export const screenMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), version: z.int() }),
  z.object({ type: z.literal('request'), id: z.int().min(0), request: bridgeRequestSchema }),
]);
export type ScreenMessage = z.infer<typeof screenMessageSchema>;

export const hostMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('welcome'), version: z.int() }),
  /** The conversation ends here. */
  z.object({ type: z.literal('goodbye'), fault: faultSchema }),
  z.object({
    type: z.literal('view'),
    /** One up per view; `painted` names it. */
    revision: z.int(),
    view: sessionViewSchema,
    /** Who is on duty at this window. */
    staffId: uuidSchema.nullable(),
  }),
  z.object({ type: z.literal('configuration'), configuration: deviceConfigurationSchema }),
  z.object({ type: z.literal('status'), status: hostStatusSchema }),
  /** A pad's keys are being learnt; null: no longer. */
  z.object({ type: z.literal('learning'), learning: learningViewSchema.nullable() }),
  /** The journal grew: the mirror may pull. */
  z.object({ type: z.literal('appended') }),
  z.object({ type: z.literal('result'), id: z.int(), result: z.unknown() }),
  z.object({ type: z.literal('fault'), id: z.int(), fault: faultSchema }),
]);
export type HostMessage = z.infer<typeof hostMessageSchema>;
