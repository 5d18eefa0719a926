import { nodeSha256 } from '@pingjia/node-platform';
import { err, fault } from '@pingjia/shared';
import { expect, test } from 'vitest';
import { MirrorHealer } from '../../src/host/bridge/mirror-healer.ts';
import type { Journal } from '../../src/host/journal/journal.ts';
import { CarriedRecords } from '../../src/host/sync/carried-records.ts';
import { draft, textsOf, withJournal } from './with-journal.ts';
import { spoilRecord } from './with-stick.ts';

const device = 'de000000-0000-4000-8000-000000000001';

function healerOf(journal: Journal, carried: CarriedRecords): MirrorHealer {
  return new MirrorHealer({ journal, carried, sha256: nodeSha256, owner: () => ({ device, received: [] }) });
}

/** Another journal's newest epoch, as a mirror has it. */
async function withStrangers(records: number, run: (mirror: TextMirror) => Promise<void>): Promise<void> {
  await withJournal(
    async ({ open: start }) => {
      const journal = await start();
      for (let n = 1; n < records; n += 1) await journal.append([draft(n)]);
      const { epoch } = journal.current;
      await run(new TextMirror(epoch, await textsOf(journal, epoch)));
    },
    { seed: 9 },
  );
}

/** A mirror that holds these texts of one epoch, the first one having seq 1. */
class TextMirror {
  readonly texts: readonly string[];
  readonly #epoch: string;

  constructor(epoch: string, texts: readonly (string | null)[]) {
    this.#epoch = epoch;
    this.texts = texts.map((text) => text ?? '');
  }

  get after() {
    const hash = nodeSha256(Buffer.from(this.texts.at(-1) ?? ''));
    return { epoch: this.#epoch, seq: this.texts.length, hash };
  }

  /** Answers once; null where nothing is asked, otherwise whether the host took it. */
  async answer(healer: MirrorHealer): Promise<boolean | null> {
    const asked = await healer.next(this.after, device);
    if (asked === null) return null;
    const held = asked.epoch === this.#epoch ? this.texts.slice(asked.from - 1, asked.to) : [];
    return (await healer.take(asked.epoch, asked.to, held)).ok;
  }

  async answerAll(healer: MirrorHealer): Promise<void> {
    for (let taken = await this.answer(healer); taken !== null; taken = await this.answer(healer))
      expect(taken).toBe(true);
  }
}

async function carriedTexts(journal: Journal): Promise<string[]> {
  const texts = await textsOf(journal, journal.current.epoch);
  const records = texts.map((text) => JSON.parse(text ?? '{}') as { type: string; data: { record: string } });
  return records.flatMap(({ type, data }) => (type === 'record-carried' ? [data.record] : []));
}

test('JN9: what an earlier run had begun to carry is carried to its beginning', () =>
  withJournal(({ open: start }) =>
    withStrangers(450, async (mirror) => {
      const journal = await start();
      const carried = new CarriedRecords();
      expect(await mirror.answer(healerOf(journal, carried))).toBe(true);
      expect((await carriedTexts(journal)).length).toBe(200);
      await mirror.answerAll(healerOf(journal, carried));
      expect((await carriedTexts(journal)).toSorted()).toEqual(mirror.texts.toSorted());
    }),
  ));

test('JN9: what the disk refused to take is asked for again', () =>
  withJournal(({ open: start }) =>
    withStrangers(30, async (mirror) => {
      const journal = await start();
      let isFull = true;
      const refusing = new Proxy(journal, {
        get: (target, key) => {
          if (key === 'append' && isFull) return async () => err(fault('JOURNAL_FULL'));
          const value: unknown = Reflect.get(target, key, target);
          return typeof value === 'function' ? value.bind(target) : value;
        },
      });
      const healer = healerOf(refusing, new CarriedRecords());
      for (let n = 0; n < 3; n += 1) expect(await mirror.answer(healer)).toBe(false);
      isFull = false;
      await mirror.answerAll(healer);
      expect((await carriedTexts(journal)).toSorted()).toEqual(mirror.texts.toSorted());
    }),
  ));

test('JN9: a branch that ends where this journal has a hole is carried whole, none of it twice', () =>
  withJournal(async ({ open: start, folder }) => {
    const journal = await start();
    for (let n = 1; n < 12; n += 1) await journal.append([draft(n)]);
    const { epoch } = journal.current;
    const texts = (await textsOf(journal, epoch)).map((text) => text ?? '');
    // From record 8 on the mirror has another branch.
    const branch = texts.slice(7, 10).map((text) => text.replace('"by":', '"by":90'));
    const mirror = new TextMirror(epoch, [...texts.slice(0, 7), ...branch]);
    await journal.close();
    await spoilRecord(folder, '"by":9');

    const again = await start();
    expect(again.epochs[0]?.holes).toMatchObject([{ from: 10, to: 10 }]);
    await mirror.answerAll(healerOf(again, new CarriedRecords()));
    expect((await carriedTexts(again)).toSorted()).toEqual(branch.toSorted());
  }));

test('JN7: of a mirror that is about to be dropped what nobody has missed yet is asked for', () =>
  withJournal(async ({ open: start, folder }) => {
    const journal = await start();
    for (let n = 1; n < 20; n += 1) await journal.append([draft(n)]);
    const { epoch } = journal.current;
    const mirror = new TextMirror(epoch, await textsOf(journal, epoch));
    await spoilRecord(folder, '"by":9');

    const healer = healerOf(journal, new CarriedRecords());
    expect(await healer.next(mirror.after, device)).toBeNull();
    expect(await healer.next(mirror.after, device, true)).toMatchObject({ outcome: 'heal', from: 10, to: 10 });
    expect((await healer.take(epoch, 10, mirror.texts.slice(9, 10))).ok).toBe(true);
    expect(await healer.next(mirror.after, device, true)).toBeNull();
    expect(await textsOf(journal, epoch)).toEqual(mirror.texts);
  }));

test('JN9: of a page that is loaded anew, whose mirror may be another, everything is asked again', () =>
  withJournal(({ open: start }) =>
    withStrangers(30, async (mirror) => {
      const journal = await start();
      const healer = healerOf(journal, new CarriedRecords());
      const empty = new TextMirror(mirror.after.epoch, []);
      expect(await healer.next(mirror.after, device)).toMatchObject({ outcome: 'heal', to: 30 });
      expect((await healer.take(mirror.after.epoch, 30, empty.texts)).ok).toBe(true);
      expect(await healer.next(mirror.after, device)).toBeNull();
      healer.meet();
      await mirror.answerAll(healer);
      expect((await carriedTexts(journal)).toSorted()).toEqual(mirror.texts.toSorted());
    }),
  ));
