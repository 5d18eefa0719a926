import { encodeBatch, type Grade, grades, type SeededWindow } from '@pingjia/shared';
import type { SeededRandom } from '@pingjia/shared/testing';
import { testEvaluation, TestJournal } from '@pingjia/sync-server/testing';
import { gzipSync } from 'node:zlib';

/** An epoch of `evaluations` presses behind its first record, as a device would have written it. */
export function filledJournal(random: SeededRandom, place: SeededWindow, evaluations: number): TestJournal {
  const journal = new TestJournal(random);
  for (let n = 0; n < evaluations; n += 1) {
    journal.append({ type: 'evaluation', data: testEvaluation(random, place, { grade: anyGrade(random) }) });
  }
  return journal;
}

/** The bodies of the pushes that carry `journal` from `device`, `size` records each. */
export function pushBodies(journal: TestJournal, device: string, size: number): readonly Uint8Array[] {
  const bodies: Uint8Array[] = [];
  for (let from = 1; from <= journal.tip.seq; from += size) {
    const to = Math.min(journal.tip.seq, from + size - 1);
    bodies.push(gzipSync(encodeBatch(journal.batch(device, from, to)), { level: 4 }));
  }
  return bodies;
}

function anyGrade(random: SeededRandom): Grade {
  return grades[random.below(grades.length)] ?? grades[0];
}
