import { err, ok } from '@pingjia/shared';
import { SeededRandom } from '@pingjia/shared/testing';
import { expect, test } from 'vitest';
import { ScriptedJournal } from '../testing/scripted-journal.ts';
import type { HeldTexts } from './give-back.ts';
import type { JournalSource } from './journal-source.ts';
import { pullRecords } from './pull-records.ts';

async function journalOf(count: number): Promise<ScriptedJournal> {
  const journal = new ScriptedJournal(new SeededRandom(3));
  for (let index = 0; index < count; index += 1) await journal.append('host-started', { index });
  return journal;
}

function sourceOf(journal: ScriptedJournal): JournalSource {
  return {
    pull: async (after, limit) => ok(journal.page(after, limit)),
    lastAsked: async (newest) => ok(journal.page(newest, 1)),
    heal: async () => ok(null),
    report: async () => ok(null),
    onGrown: () => () => {},
  };
}

const epoch = '6f0d2a52-6d3f-4c0e-9a44-9d1be2ad0001';

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

test('JN23: whose the records are is kept beside the checkpoint and told with it', async () => {
  const journal = await journalOf(3);
  const told: unknown[] = [];
  const source: JournalSource = {
    ...sourceOf(journal),
    pull: async (after, limit) => {
      told.push(after?.device);
      const page = journal.page(after, limit);
      return ok(page.outcome === 'page' ? { ...page, device: epoch } : page);
    },
  };
  const first = await pullRecords(source, null, 2, nothing);
  if (first === 'reset') throw new Error('no page');
  expect(first.checkpoint).toMatchObject({ seq: 2, records: 2, device: epoch });
  await pullRecords(source, first.checkpoint, 2, nothing);
  expect(told).toEqual([undefined, epoch, epoch]);
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
