import { err, ok } from '@pingjia/shared';
import { SeededRandom } from '@pingjia/shared/testing';
import { expect, test } from 'vitest';
import { ScriptedJournal } from '../testing/scripted-journal.ts';
import type { JournalSource } from './journal-source.ts';
import { type HeldTexts, pullRecords } from './pull-records.ts';

async function journalOf(count: number): Promise<ScriptedJournal> {
  const journal = new ScriptedJournal(new SeededRandom(3));
  for (let index = 0; index < count; index += 1) await journal.append('host-started', { index });
  return journal;
}

function sourceOf(journal: ScriptedJournal): JournalSource {
  return {
    pull: async (after, limit) => ok(journal.page(after, limit)),
    heal: async () => ok(null),
    report: async () => ok(null),
    onGrown: () => () => {},
  };
}

/** A mirror that holds nothing. */
const nothing: HeldTexts = async () => [];

test('goes on behind short pages until it has enough', async () => {
  const journal = await journalOf(25);
  journal.pageSize = 4;
  const pulled = await pullRecords(sourceOf(journal), null, 10, nothing);
  expect(pulled).toMatchObject({ records: journal.records.slice(0, 10), checkpoint: { seq: 10, records: 10 } });
});

test('counts on from the checkpoint, across epochs, to the end', async () => {
  const journal = await journalOf(3);
  const first = await pullRecords(sourceOf(journal), null, 2, nothing);
  journal.beginEpoch();
  await journal.append('epoch-begun', {});
  const rest = await pullRecords(sourceOf(journal), first === 'reset' ? null : first.checkpoint, 100, nothing);
  expect(rest).toMatchObject({ records: journal.records.slice(2), checkpoint: { seq: 1, records: 4 } });
});

test('an empty journal leaves the checkpoint where it is', async () => {
  expect(await pullRecords(sourceOf(await journalOf(0)), null, 10, nothing)).toEqual({ records: [], checkpoint: null });
});

test('a journal that was replaced says reset', async () => {
  const journal = await journalOf(3);
  const first = await pullRecords(sourceOf(journal), null, 10, nothing);
  journal.replace();
  expect(await pullRecords(sourceOf(journal), first === 'reset' ? null : first.checkpoint, 10, nothing)).toBe('reset');
});

test('a text that its hash denies is not taken', async () => {
  const journal = await journalOf(2);
  const source = sourceOf(journal);
  const lying: JournalSource = {
    ...source,
    pull: async () =>
      ok({
        outcome: 'page',
        records: journal.records.map((record) => ({ ...record, text: `${record.text} ` })),
        checkpoint: null,
      }),
  };
  await expect(pullRecords(lying, null, 10, nothing)).rejects.toThrow('does not fit its hash');
});

test('a lost conversation is an error that is tried again', async () => {
  const gone: JournalSource = { ...sourceOf(await journalOf(1)), pull: async () => err({ kind: 'lost' }) };
  await expect(pullRecords(gone, null, 10, nothing)).rejects.toThrow('No conversation');
});

test('JN7: what the journal lost is given back before anything else is pulled, its end first where it is much', async () => {
  const journal = await journalOf(3);
  const { epoch } = journal.records[0] ?? { epoch: '' };
  const given: string[][] = [];
  const asking: JournalSource = {
    ...sourceOf(journal),
    pull: async (after, limit) =>
      ok(given.length === 0 ? { outcome: 'heal', epoch, from: 1, to: 900 } : journal.page(after, limit)),
    heal: async (_range, texts) => {
      given.push([...texts]);
      return ok(null);
    },
  };
  const held: HeldTexts = async (_epoch, from, to) =>
    Array.from({ length: to - from + 1 }, (_, n) => ({ text: `${from + n}` }));
  expect(await pullRecords(asking, null, 10, held)).toMatchObject({ records: journal.records });
  expect(given).toEqual([Array.from({ length: 200 }, (_, n) => `${701 + n}`)]);
});
