import { type EvaluationItem, followUpOptions, grades, isBad } from '@pingjia/shared';
import { SeededRandom } from '@pingjia/shared/testing';
import { sampleDevices, sampleItems, sampleStaff } from './sample-places.ts';

const weights = [0.45, 0.75, 0.88, 0.95, 1];
const seconds = 1_000;
const hours = 3_600 * seconds;

/** Makes believable evaluations; the same seed and times give the same ones. */
export class SampleEvaluations {
  readonly #random: SeededRandom;
  #seq = 0;

  constructor(seed: number) {
    this.#random = new SeededRandom(seed);
  }

  /** One evaluation pressed at `at`, milliseconds since 1970, and accepted at once. */
  at(at: number, overrides: Partial<EvaluationItem> = {}): EvaluationItem {
    const random = this.#random;
    this.#seq += 1;
    const grade = overrides.grade ?? grades[weights.findIndex((limit) => random.fraction() <= limit)] ?? 'satisfied';
    const options = followUpOptions.filter((option) => option.grade === grade);
    const wanted = Math.max(0, random.below(5) - 1);
    const details = options
      .filter((_, index) => index < 3)
      .slice(0, wanted)
      .map(({ code }) => code);
    const staff = sampleStaff[random.below(sampleStaff.length + 1)] ?? { staffId: null, staffName: null };
    return {
      evaluationId: random.uuid(),
      ...(sampleDevices[random.below(sampleDevices.length)] as (typeof sampleDevices)[number]),
      seq: this.#seq,
      sessionId: random.uuid(),
      ...staff,
      itemCode: sampleItems[random.below(sampleItems.length)] ?? null,
      ticket: random.below(3) === 0 ? null : `A${String(100 + random.below(200))}`,
      grade,
      firstGrade: grade,
      bad: isBad(grade),
      channel: 'window-pad',
      armedBy: random.below(2) === 0 ? 'staff' : 'queue',
      source: random.below(4) === 0 ? 'touch' : 'pad',
      details,
      evaluatedAt: new Date(at).toISOString(),
      corrected: { at: new Date(at).toISOString(), within: 12 },
      acceptedAt: new Date(at + 0.2 * seconds).toISOString(),
      ...overrides,
    };
  }

  /** `count` evaluations up to `now`, oldest first, with every oddity of clocks and minds among the newest. */
  history(count: number, now: number): readonly EvaluationItem[] {
    const plain = Array.from({ length: Math.max(0, count - 6) }, (_, index) =>
      this.at(now - (count - index) * 47 * seconds),
    );
    const accepted = (ago: number) => new Date(now - ago * seconds).toISOString();
    const odd = [
      this.at(now - 3 * hours, { acceptedAt: accepted(200), details: null }),
      this.at(now, { evaluatedAt: null, acceptedAt: accepted(160) }),
      this.at(now + 2 * hours, { acceptedAt: accepted(120) }),
      this.at(Date.UTC(1970, 0, 2), { acceptedAt: accepted(90) }),
      this.at(now - 60 * seconds, { grade: 'very_dissatisfied', firstGrade: 'satisfied' }),
      this.at(now - 20 * seconds, {
        details: ['208', '209', '211', '999'],
        grade: 'dissatisfied',
        firstGrade: 'dissatisfied',
      }),
    ];
    return [...plain, ...odd];
  }
}
