import {
  err,
  fault,
  type Fault,
  ok,
  type RecordDraft,
  type SessionRules,
  sessionRulesSchema,
  type SessionView,
} from '@pingjia/shared';
import { ManualClock, SeededRandom } from '@pingjia/shared/testing';
import { PressLedger } from '../../src/host/session/press-ledger.ts';
import { SessionService } from '../../src/host/session/session-service.ts';

export const windowContext = {
  siteId: '10000000-0000-4000-8000-000000000001',
  windowId: '20000000-0000-4000-8000-000000000002',
  staffId: '30000000-0000-4000-8000-000000000003',
  itemCode: null,
  ticket: null,
};

export interface SessionBench {
  readonly session: SessionService;
  readonly clock: ManualClock;
  /** Everything journaled so far. */
  readonly records: RecordDraft[];
  readonly views: SessionView['state'][];
  types(): string[];
  /** Presses the pad's key for a grade; each call is another press. */
  press(grade?: 'very_satisfied' | 'dissatisfied'): Promise<unknown>;
  /** Lets the journal refuse, or take again. */
  refuse(found: Fault | null): void;
}

export type RuleChanges = Partial<Omit<SessionRules, 'times'>> & { times?: Partial<SessionRules['times']> };

/** A session on a clock that moves when told and a journal that keeps everything in memory. */
export function createSession(
  changes: RuleChanges = {},
  ledger = new PressLedger(),
  watch: () => void = () => {},
): SessionBench {
  const { times, ...others } = changes;
  const rules: SessionRules = { ...sessionRulesSchema.parse({ times: times ?? {} }), ...others };
  const clock = new ManualClock();
  const records: RecordDraft[] = [];
  const views: SessionView['state'][] = [];
  let refusal: Fault | null = null;
  let count = 0;
  const session = new SessionService({
    journal: {
      append: async (drafts) => {
        if (refusal !== null) return err(refusal);
        records.push(...drafts);
        return ok([]);
      },
      probe: async () => (refusal === null ? ok() : err(refusal)),
    },
    ledger,
    clock,
    random: new SeededRandom(3),
    rules,
    serviceContext: () => windowContext,
    onChange: () => {
      views.push(session.view().state);
      watch();
    },
  });
  return {
    session,
    clock,
    records,
    views,
    types: () => records.map(({ type }) => type),
    press(grade = 'very_satisfied') {
      count += 1;
      return session.press(
        { kind: 'pad', padId: 'pad', boot: '0001', count, key: grade === 'dissatisfied' ? 2 : 5 },
        grade,
      );
    },
    refuse(found) {
      refusal = found;
    },
  };
}

export const diskFull = fault('JOURNAL_FULL');
