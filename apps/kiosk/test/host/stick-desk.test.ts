import { err, fault, ok, type Result } from '@pingjia/shared';
import { describe, expect, test } from 'vitest';
import type { BundleDesk } from '../../src/host/bundle/bundle-desk.ts';
import type { BundleTarget } from '../../src/host/bundle/bundle-target.ts';
import { StickDesk, type StickPort } from '../../src/host/bundle/stick-desk.ts';

const folder = '/media/u/STICK';
const target = {} as BundleTarget;

type Desk = Pick<BundleDesk, 'export' | 'takeReceipts'>;

function setUp(desk: Partial<Desk>, receipts: readonly string[] | Error = []) {
  const phases: (string | undefined)[] = [];
  const sticks: StickPort = {
    list: async () => [{ folder, free: 1e9 }],
    target: () => target,
    async *receipts() {
      if (receipts instanceof Error) throw receipts;
      yield* receipts;
    },
  };
  const stickDesk: StickDesk = new StickDesk({
    sticks,
    bundles: () => ok(desk as BundleDesk),
    onChange: () => void phases.push(stickDesk.report?.phase),
  });
  return { stickDesk, phases };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('the stick desk', () => {
  test('BU18: an export begins at once, tells how far it is, and what came of it', async () => {
    const { stickDesk, phases } = setUp({
      export: async (_to, _scope, onProgress) => {
        onProgress?.(500);
        return ok({ name: 'a.pjb', records: 700, bytes: 9, resumed: false });
      },
    });
    expect(await stickDesk.export(folder, 'unsent')).toEqual(ok());
    await settled();
    expect(phases).toEqual(['exporting', 'exporting', 'exported']);
    expect(stickDesk.report).toEqual({ phase: 'exported', folder, file: 'a.pjb', count: 700, fault: null });
  });

  test('BU19: a folder that is no stick is refused, whatever the screen names; and one thing is done at a time', async () => {
    let end: (result: Result<never>) => void = () => undefined;
    const { stickDesk } = setUp({ export: () => new Promise((resolve) => (end = resolve)) });
    const unusable = { ok: false, error: { code: 'BUNDLE_TARGET_UNUSABLE' } };
    for (const path of ['/', '/etc', `${folder}/..`, '']) {
      expect(await stickDesk.export(path, 'all')).toMatchObject(unusable);
      expect(await stickDesk.takeReceipts(path)).toMatchObject(unusable);
    }
    expect(stickDesk.report).toBeNull();
    const both = await Promise.all([stickDesk.export(folder, 'all'), stickDesk.export(folder, 'all')]);
    expect(both).toMatchObject([ok(), unusable]);
    expect(await stickDesk.takeReceipts(folder)).toMatchObject(unusable);
    end(err(fault('BUNDLE_TARGET_GONE')));
    await settled();
    expect(stickDesk.report).toMatchObject({ phase: 'failed', fault: { code: 'BUNDLE_TARGET_GONE' } });
    expect(await stickDesk.export(folder, 'all')).toEqual(ok());
  });

  test('BU18: receipts count where one is good; none, foreign ones and an unreadable stick are told', async () => {
    const takeReceipts: Desk['takeReceipts'] = async (text) =>
      text === 'good' ? ok({ epochs: 2, branches: 0 }) : err(fault('BUNDLE_RECEIPT_FOREIGN'));
    const good = setUp({ takeReceipts }, ['other', 'good']);
    await good.stickDesk.takeReceipts(folder);
    expect(good.stickDesk.report).toMatchObject({ phase: 'receipts-taken', count: 2, fault: null });
    for (const [texts, code] of [
      [[], 'BUNDLE_RECEIPT_MISSING'],
      [['other'], 'BUNDLE_RECEIPT_FOREIGN'],
      [new Error('EIO'), 'BUNDLE_TARGET_UNUSABLE'],
    ] as const) {
      const { stickDesk } = setUp({ takeReceipts }, texts);
      await stickDesk.takeReceipts(folder);
      expect(stickDesk.report).toMatchObject({ phase: 'failed', fault: { code } });
    }
  });

  test('BU25: a receipt of another branch says that one more bundle is to be carried, and a journal that refuses is told', async () => {
    const anew = setUp({ takeReceipts: async (text) => ok({ epochs: 1, branches: text === 'other' ? 1 : 0 }) }, [
      'own',
      'other',
    ]);
    await anew.stickDesk.takeReceipts(folder);
    expect(anew.stickDesk.report).toMatchObject({ phase: 'written-anew', count: 1, fault: null });
    const takeReceipts: Desk['takeReceipts'] = async (text) =>
      text === 'own' ? ok({ epochs: 1, branches: 0 }) : err(fault('JOURNAL_FULL'));
    const full = setUp({ takeReceipts }, ['other', 'own']);
    await full.stickDesk.takeReceipts(folder);
    expect(full.stickDesk.report).toMatchObject({ phase: 'failed', fault: { code: 'JOURNAL_FULL' } });
    const unknown = setUp({ takeReceipts: async () => ok({ epochs: 0, branches: 0 }) }, ['before']);
    await unknown.stickDesk.takeReceipts(folder);
    expect(unknown.stickDesk.report).toMatchObject({ phase: 'receipts-taken', count: 0, fault: null });
  });
});
