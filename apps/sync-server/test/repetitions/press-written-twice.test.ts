import { describe, expect, test } from 'vitest';
import { TestJournal, testEvaluation } from '../../src/testing/index.ts';
import { type IngestStage, stores, withStage } from './ingest-stage.ts';
import {
  random,
  place,
  pressOf,
  evaluationOf,
  followed,
  carry,
  change,
  recordAt,
  fill,
  counted,
} from './repetition-samples.ts';

/**
 * A press that was written, could not be read any more, and was written again in the epoch that follows. Between them lie
 * `behind` records in its own epoch, the one that begins the next, and `ahead` in that.
 */
function writtenTwice(behind = 1, ahead = 0) {
  const [first, again] = [evaluationOf(1), evaluationOf(1)];
  const before = new TestJournal(random);
  before.append({ type: 'evaluation', data: first });
  fill(before, behind);
  const after = followed(before);
  fill(after, ahead);
  after.append({ type: 'evaluation', data: again });
  return { first, again, before, after };
}

describe.each(stores)('a press that was written twice (%s)', (store) => {
  const withIngest = (work: (stage: IngestStage) => Promise<void>) => () => withStage(store, work);

  test(
    'SY58 SY60: it counts once, as what came first; the other record is kept',
    withIngest(async (stage) => {
      const { first, before, after } = writtenTwice();
      await stage.push(before);
      expect(await stage.push(after)).toMatchObject({ ok: true, value: { accepted: 2, quarantined: [] } });
      expect(await counted(stage)).toEqual([first.evaluationId]);
    }),
  );

  test(
    'SY60: it counts once where the first record is healed after the second has counted',
    withIngest(async (stage) => {
      const { again, before, after } = writtenTwice();
      await stage.push(before, 1, 3, [2]);
      await stage.push(after);
      expect(await stage.push(before, 2, 2)).toMatchObject({ ok: true, value: { accepted: 1 } });
      expect(await counted(stage)).toEqual([again.evaluationId]);
    }),
  );

  test(
    'SY60: it counts once where the epoch of the first record comes after that of the second',
    withIngest(async (stage) => {
      const { again, before, after } = writtenTwice();
      await stage.push(after);
      await stage.push(before);
      expect(await counted(stage)).toEqual([again.evaluationId]);
    }),
  );

  test(
    'SY58: it counts once where the second is carried from a branch of its own',
    withIngest(async (stage) => {
      const [first, again] = [evaluationOf(1), evaluationOf(1)];
      const held = new TestJournal(random);
      const branch = held.copy();
      held.append({ type: 'evaluation', data: first });
      const own = branch.append({ type: 'evaluation', data: again });
      const changed = change(branch, again, 'dissatisfied');
      const next = followed(branch, { reason: 'forked' });
      for (const record of [own, changed]) carry(next, branch.epoch, record);
      await stage.push(held);
      await stage.push(next);
      expect(await stage.evaluations()).toMatchObject([{ evaluation_id: first.evaluationId, grade: 'dissatisfied' }]);
    }),
  );

  test(
    'SY58: it counts once where its lost record is carried back into the epoch in which it was written again',
    withIngest(async (stage) => {
      const [lost, again] = [evaluationOf(1), evaluationOf(1)];
      const before = new TestJournal(random);
      const mirrored = before.copy().append({ type: 'evaluation', data: lost });
      const after = followed(before, { reason: 'tail-lost' });
      after.append({ type: 'evaluation', data: again });
      await stage.push(before);
      await stage.push(after);
      carry(after, before.epoch, mirrored);
      await stage.push(after, 3);
      expect(await counted(stage)).toEqual([again.evaluationId]);
    }),
  );

  test(
    'SY58: a third record of it makes no evaluation either, nor does a carrier of any of them, however far away',
    withIngest(async (stage) => {
      const { first, before, after } = writtenTwice();
      const third = followed(after);
      third.append({ type: 'evaluation', data: evaluationOf(1) });
      for (const journal of [before, after, third]) await stage.push(journal);
      const carrier = followed(third);
      fill(carrier, 300);
      for (const journal of [before, after, third]) carry(carrier, journal.epoch, recordAt(journal, 2));
      expect(await stage.push(carrier)).toMatchObject({ ok: true, value: { accepted: 304 } });
      expect(await counted(stage)).toEqual([first.evaluationId]);
    }),
  );

  test(
    'SY58: a touch that was written twice is one evaluation by its own id',
    withIngest(async (stage) => {
      const pressId = random.uuid();
      const touched = () =>
        testEvaluation(random, place, { evaluationId: pressId, source: { kind: 'touch', pressId } });
      const before = new TestJournal(random);
      before.append({ type: 'evaluation', data: touched() });
      const after = followed(before);
      const again = touched();
      after.append({ type: 'evaluation', data: again });
      change(after, again, 'dissatisfied');
      for (const journal of [before, after]) await stage.push(journal);
      expect(await stage.evaluations()).toMatchObject([{ evaluation_id: pressId, grade: 'dissatisfied' }]);
    }),
  );

  test.each([
    [254, 1],
    [255, 2],
  ])('SY59: with %i records between them the two are %i', (between, evaluations) =>
    withStage(store, async (stage) => {
      const { before, after } = writtenTwice(100, between - 101);
      for (const journal of [before, after]) await stage.push(journal);
      expect((await stage.evaluations()).length).toBe(evaluations);
    }),
  );

  test.each([
    [254, 1],
    [255, 2],
  ])('SY59: with %i records between them and the first one healed last, the two are %i', (between, evaluations) =>
    withStage(store, async (stage) => {
      const { before, after } = writtenTwice(100, between - 101);
      await stage.push(before, 1, 102, [2]);
      await stage.push(after);
      await stage.push(before, 2, 2);
      expect((await stage.evaluations()).length).toBe(evaluations);
    }),
  );

  test(
    'SY64: it counts once where the pad had not said who it is when it was written again',
    withIngest(async (stage) => {
      const padId = (serialNumber: string) => ({ source: { ...pressOf(1), padId: `pingjia-line:${serialNumber}:01` } });
      const first = evaluationOf(1, padId('SIM-1'));
      const before = new TestJournal(random);
      before.append({ type: 'evaluation', data: first });
      const after = followed(before);
      after.append({ type: 'evaluation', data: evaluationOf(1, padId('unknown')) });
      for (const journal of [before, after]) await stage.push(journal);
      expect(await counted(stage)).toEqual([first.evaluationId]);
    }),
  );

  test(
    'SY59: another boot, another pad, the same epoch: another press',
    withIngest(async (stage) => {
      const before = new TestJournal(random);
      before.append({ type: 'evaluation', data: evaluationOf(1) });
      before.append({ type: 'evaluation', data: evaluationOf(1) });
      const after = followed(before);
      after.append({ type: 'evaluation', data: evaluationOf(0, { source: pressOf(1, '00A2') }) });
      after.append({ type: 'evaluation', data: evaluationOf(0, { source: { ...pressOf(1), padId: 'other' } }) });
      for (const journal of [before, after]) await stage.push(journal);
      expect((await stage.evaluations()).length).toBe(4);
    }),
  );

  test(
    'SY59: a lost tail that is held is compared to its end',
    withIngest(async (stage) => {
      const before = new TestJournal(random);
      const tip = before.tip;
      fill(before, 300);
      const first = evaluationOf(1);
      before.append({ type: 'evaluation', data: first });
      const after = followed(before, { reason: 'tail-lost', previous: { epoch: before.epoch, tip } });
      after.append({ type: 'evaluation', data: evaluationOf(1) });
      for (const journal of [before, after]) await stage.push(journal);
      expect(await counted(stage)).toEqual([first.evaluationId]);
    }),
  );

  test(
    'SY62: an epoch that names none, or cannot say, follows the one accepted before it',
    withIngest(async (stage) => {
      const before = new TestJournal(random);
      const first = evaluationOf(1);
      before.append({ type: 'evaluation', data: first });
      const unnamed = new TestJournal(random);
      unnamed.append({ type: 'evaluation', data: evaluationOf(1) });
      const unreadable = followed(unnamed);
      unreadable.append({ type: 'evaluation', data: evaluationOf(1) });
      await stage.push(before);
      await stage.push(unnamed);
      await stage.push(unreadable, 1, 2, [1]);
      expect(await counted(stage)).toEqual([first.evaluationId]);
    }),
  );

  test(
    'SY62: whoever goes on in an epoch that another follows was put back, and is compared with that other',
    withIngest(async (stage) => {
      const image = new TestJournal(random);
      const first = evaluationOf(1);
      const later = followed(image);
      later.append({ type: 'evaluation', data: first });
      await stage.push(image);
      await stage.push(later);
      image.append({ type: 'evaluation', data: evaluationOf(1) });
      expect(await stage.push(image)).toMatchObject({ ok: true, value: { accepted: 1 } });
      expect(await counted(stage)).toEqual([first.evaluationId]);
      fill(image, 300);
      image.append({ type: 'evaluation', data: evaluationOf(1) });
      await stage.push(image);
      expect((await stage.evaluations()).length).toBe(2);
    }),
  );

  test(
    'SY60: what could not be understood at first is compared when it is',
    withIngest(async (stage) => {
      const { again, before, after } = writtenTwice();
      await stage.push(before, 1, 1);
      await stage.setAside(before, 2);
      await stage.push(after);
      expect(await stage.retry()).toBe(1);
      expect(await counted(stage)).toEqual([again.evaluationId]);
    }),
  );
});
