import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findHome } from '@pingjia/sync-server/embedded-postgres/placement';
import { SeededRandom } from '@pingjia/shared/testing';
import { withCounty } from '../harness/county.ts';
import { unseenForms } from './control.ts';
import { plant } from './plant.ts';
import { plantOnScreen } from './plant-on-screen.ts';
import { type Scanned, Scanner } from './scanner.ts';
import { plantedValues } from './values.ts';

export interface Proof extends Scanned {
  readonly taken: number;
  readonly refused: number;
  /** Remarks that the server holds, sealed. */
  readonly held: number;
  /** Forms in which a text in clear was not found: then the scan proves nothing. */
  readonly unseen: readonly string[];
}

/**
 * Plants phones and comments on a pad and looks for them on everything that a pad, its browser, a stick and its server's
 * database leave on a disk. `typed` of the numbers are typed on the screen of a real browser besides.
 */
export async function prove(count: number, typed: number, seed: number): Promise<Proof> {
  const folder = await mkdtemp(join(tmpdir(), 'pingjia-planted-'));
  const random = new SeededRandom(seed);
  const values = plantedValues(random, count);
  const onScreen = plantedValues(random, typed).map(({ phone }) => phone);
  // Lies in clear wherever records do: where it is not found nothing was scanned.
  const marker = 'remark-left';
  const scanner = new Scanner([marker, ...values.flatMap(({ phone, comment }) => [phone, comment]), ...onScreen]);
  let proof: Proof | null = null;
  try {
    const unseen = (await Promise.all(['13800012345', '窗口人员态度很好，谢谢'].map(unseenIn))).flat();
    await withCounty(async (county) => {
      if (typed > 0) await plantOnScreen(county, folder, onScreen);
      const { taken, refused, held } = await plant(county, folder, values);
      // What the database keeps in memory is on its disk once it has ended.
      await county.stopServer();
      const database = findHome(join(county.folder, 'server'));
      const scanned = await scanner.scan([
        folder,
        county.folder,
        ...(database.startsWith(county.folder) ? [] : [database]),
      ]);
      const isMarked = (place: string) =>
        scanned.hits.some(({ value, file }) => value === marker && file.startsWith(place));
      const places = [join(folder, 'pad'), ...(typed > 0 ? [join(folder, 'profile')] : []), join(database, 'cluster')];
      const unscanned = places.filter((place) => !isMarked(place)).map((place) => `records in ${place}`);
      const hits = scanned.hits.filter(({ value }) => value !== marker);
      proof = { ...scanned, hits, taken: taken + typed, refused, held, unseen: [...unseen, ...unscanned] };
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  if (proof === null) throw new Error('nothing was scanned');
  return proof;
}

async function unseenIn(text: string): Promise<readonly string[]> {
  const place = await mkdtemp(join(tmpdir(), 'pingjia-control-'));
  try {
    return await unseenForms(place, text);
  } finally {
    await rm(place, { recursive: true });
  }
}
