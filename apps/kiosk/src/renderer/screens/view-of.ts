import type { SessionView } from '@pingjia/shared';

export type ViewState = SessionView['state'];
export type ViewOf<S extends ViewState> = Extract<SessionView, { state: S }>;
/** A view in which a grade stands. */
export type EvaluatedView = ViewOf<'rated' | 'followUp' | 'thanks'>;
