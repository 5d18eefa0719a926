import { err, fault, type Hash, type MirrorPage, ok } from '@pingjia/shared';
import { expect, test } from 'vitest';
import { giveAllBack, giveBack, type HeldTexts } from './give-back.ts';
import type { JournalSource } from './journal-source.ts';
import { hashText } from './text-hash.ts';

const epoch = '6f0d2a52-6d3f-4c0e-9a44-9d1be2ad0001';
const held: HeldTexts = (_epoch, from, to) =>
  Promise.all(Array.from({ length: to - from + 1 }, (_, n) => record(`${from + n}`)));

async function record(text: string): Promise<{ text: string; hash: Hash }> {
  return { text, hash: (await hashText(text)) as Hash };
}

/** A journal that asks for these ranges, one after the other, and then has a page; and what it was given. */
function askingFor(...ranges: readonly (readonly [from: number, to: number])[]) {
  const given: string[][] = [];
  const empty: MirrorPage = { outcome: 'page', records: [], checkpoint: null };
  const source: JournalSource = {
    pull: async () => ok(empty),
    lastAsked: async () => {
      const [from, to] = ranges[given.length] ?? [0, 0];
      return ok(to === 0 ? empty : { outcome: 'heal', epoch, from, to });
    },
    heal: async (_range, texts) => {
      given.push([...texts]);
      return ok(null);
    },
    report: async () => ok(null),
    onGrown: () => () => {},
  };
  return { source, given };
}

const texts = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => `${from + n}`);

test('JN7: of a long range the end is given back first', async () => {
  const { source, given } = askingFor();
  await giveBack(source, { epoch, from: 1, to: 900 }, held);
  expect(given).toEqual([texts(701, 900)]);
});

test('JN7 MI5: a text that rotted in the mirror is not given back', async () => {
  const { source, given } = askingFor();
  const rotten: HeldTexts = async () => [
    await record('1'),
    { ...(await record('2')), text: '2, or something like it' },
    await record('3'),
  ];
  await giveBack(source, { epoch, from: 1, to: 3 }, rotten);
  expect(given).toEqual([['1', '3']]);
});

test('MI5: a copy that is to be dropped is asked until the journal wants nothing more', async () => {
  const { source, given } = askingFor([5, 9], [1, 4]);
  await giveAllBack(source, { epoch, seq: 9, hash: (await record('9')).hash }, held);
  expect(given).toEqual([texts(5, 9), texts(1, 4)]);
});

test('MI5: a copy is not dropped unasked because there is no conversation', async () => {
  const { source } = askingFor();
  const gone: JournalSource = { ...source, lastAsked: async () => err({ kind: 'lost' }) };
  const newest = { epoch, seq: 9, hash: (await record('9')).hash };
  await expect(giveAllBack(gone, newest, held)).rejects.toThrow('No conversation');
});

test('MI5 JN23: a copy is not dropped while it cannot be told whose records it holds', async () => {
  const { source } = askingFor();
  const devices: unknown[] = [];
  const undecided: JournalSource = {
    ...source,
    lastAsked: async (newest) => {
      devices.push(newest.device);
      return err({ kind: 'fault', fault: fault('MIRROR_UNDECIDED', 'd') });
    },
  };
  const copy = { epoch, seq: 9, hash: (await record('9')).hash, device: 'd' };
  await expect(giveAllBack(undecided, copy, held)).rejects.toThrow('MIRROR_UNDECIDED');
  expect(devices).toEqual(['d']);
});

test('a journal that wants to know nothing of a copy’s newest record is not asked again', async () => {
  const { source, given } = askingFor([1, 2]);
  const refusing: JournalSource = {
    ...source,
    lastAsked: async () => err({ kind: 'fault', fault: fault('REQUEST_INVALID') }),
  };
  await giveAllBack(refusing, { epoch, seq: 9, hash: (await record('9')).hash }, held);
  expect(given).toEqual([]);
});
