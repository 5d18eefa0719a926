import { decodeEnvelope, type RecordEnvelope } from '@pingjia/shared';
import { SeededRandom } from '@pingjia/shared/testing';
import type { CrashScript } from './crash-scripts.ts';
import { CrashWorld } from './crash-world.ts';
import { PowerCut } from './simulated-disk.ts';
import type { LossPattern } from './simulated-inode.ts';

/** How the power may take what was not synced; the last two by chance. */
export const lossPatterns: readonly LossPattern[] = ['all', 'none', 'first', 'last', 'any', 'any'];

export interface CrashFailure {
  readonly script: string;
  readonly call: number;
  readonly lost: LossPattern;
  readonly seed: number;
  readonly what: string;
}

export interface CrashTally {
  readonly points: number;
  readonly failures: readonly CrashFailure[];
}

/**
 * Lets the power go during every `step`-th system call of a script, in every loss pattern, and looks at what a start
 * afterwards finds: everything acknowledged, each record once, a whole chain, and appends that go on.
 */
export async function crashEverywhere(script: CrashScript, seed: number, step = 1): Promise<CrashTally> {
  const failures: CrashFailure[] = [];
  let points = 0;
  for (let call = 1; ; call += step) {
    const world = new CrashWorld(seed);
    world.disk.short = seed % 2 === 1;
    world.disk.cutAt = call;
    const finished = await runUntilCut(script, world);
    for (const [n, lost] of lossPatterns.entries()) {
      points += 1;
      const what = await findLoss(script, world, lost, seed + n);
      if (what !== null) failures.push({ script: script.name, call, lost, seed, what });
    }
    if (finished) return { points, failures };
  }
}

/** Whether the script came to its end before the power went. */
export async function runUntilCut(script: CrashScript, world: CrashWorld): Promise<boolean> {
  try {
    await script.run(world);
  } catch (error) {
    if (!(error instanceof PowerCut)) throw error;
  }
  return world.disk.calls < world.disk.cutAt;
}

async function findLoss(
  script: CrashScript,
  before: CrashWorld,
  lost: LossPattern,
  seed: number,
): Promise<string | null> {
  const world = new CrashWorld(seed + 1_000, 1_000_000);
  world.disk = before.disk.copy(new SeededRandom(seed));
  world.disk.failing.clear();
  world.disk.powerCut(lost);
  try {
    await world.open();
    const verified = await world.journal.care.verify(async () => {});
    if (!verified.ok) return verified.error.code;
    const { damage } = world.journal.care;
    if (damage !== null && script.damages !== true) return `${damage.code} ${damage.detail}`;
    const found = await findMissing(world, before);
    if (found !== null) return found;
    for (let n = 0; n < 3; n += 1) await world.append(2);
    if (world.acknowledged.length !== 6) return 'appends do not go on';
    await world.journal.close();
    const visited: RecordEnvelope[] = [];
    await world.open(visited);
    const after = (await findMissing(world, before)) ?? (await findMissing(world, world));
    await world.journal.close();
    return after;
  } catch (error) {
    return String(error);
  }
}

/** What is not there of what was promised, or not once; null where everything is. */
export async function findMissing(
  { journal }: CrashWorld,
  { acknowledged, dropped }: CrashWorld,
): Promise<string | null> {
  for (const { epoch, seq, hash } of acknowledged) {
    if (seq <= (dropped.get(epoch) ?? 0)) continue;
    const holes = journal.epochs.find((known) => known.epoch === epoch)?.holes ?? [];
    const rotten = holes.some(({ from, to }) => seq >= from && seq <= to);
    if (!rotten && (await journal.hashAt(epoch, seq)) !== hash) return `epoch ${epoch} seq ${seq} is lost`;
  }
  const numbers = new Set<string>();
  for (const { epoch, tip, pruned } of journal.epochs) {
    const items = await journal.read(epoch, 1, 1_000_000, Number.MAX_SAFE_INTEGER);
    let seq = pruned.seq;
    for (const item of items) {
      if (item.seq !== seq + 1) return `epoch ${epoch} jumps from ${seq} to ${item.seq}`;
      seq = item.kind === 'hole' ? item.to : item.seq;
      const record = item.kind === 'record' ? decodeEnvelope(item.bytes) : null;
      if (!record?.ok || record.value.type !== 'clock-stepped') continue;
      const number = JSON.stringify(record.value.data);
      if (numbers.has(number)) return `${number} is there twice`;
      numbers.add(number);
    }
    if (seq !== tip.seq) return `epoch ${epoch} ends at ${seq}, not at ${tip.seq}`;
  }
  return null;
}
