import type { Grade, LearningView } from '@pingjia/shared';

/** What there is to say of the last press, as a text of copy/ and its values. */
export interface LearningRemark {
  readonly key: `learn.${'duplicate' | 'foreign' | 'timeout' | 'nothing' | 'tried'}` | null;
  readonly values: Readonly<Record<string, string | number>>;
  readonly tone: 'good' | 'bad' | 'none';
}

export function learningRemark({ refusal, tried }: LearningView, nameOf: (grade: Grade) => string): LearningRemark {
  if (tried !== null) return { key: 'learn.tried', values: { grade: nameOf(tried) }, tone: 'good' };
  switch (refusal?.reason) {
    case undefined:
      return { key: null, values: {}, tone: 'none' };
    case 'duplicate':
      return { key: 'learn.duplicate', values: { key: refusal.key, grade: nameOf(refusal.grade) }, tone: 'bad' };
    case 'foreign':
      return { key: 'learn.foreign', values: { key: refusal.key }, tone: 'bad' };
    case 'timeout':
      return { key: 'learn.timeout', values: {}, tone: 'bad' };
    case 'nothing-learnt':
      return { key: 'learn.nothing', values: {}, tone: 'bad' };
  }
}
