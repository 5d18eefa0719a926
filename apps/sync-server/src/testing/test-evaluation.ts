import type { Evaluation, RandomSource } from '@pingjia/shared';

/** An evaluation by touch at a walk-up window; `change` overrides. */
export function testEvaluation(
  random: RandomSource,
  place: { readonly siteId: string; readonly windowId: string },
  change: Partial<Evaluation> = {},
): Evaluation {
  return {
    evaluationId: random.uuid(),
    sessionId: random.uuid(),
    grade: 'very_satisfied',
    channel: 'window-pad',
    armedBy: 'walk-up',
    source: { kind: 'touch', pressId: random.uuid() },
    context: { siteId: place.siteId, windowId: place.windowId, staffId: null, itemCode: null, ticket: null },
    ...change,
  };
}
