import { createHash } from 'node:crypto';
import { checkEverything } from '../model/final-checks.ts';
import { seedRandomness, unseedRandomness } from '../signatures/seeded-randomness.ts';
import { checkKeys } from '../model/key-checks.ts';
import type { Bug } from './bug.ts';
import type { History } from './history.ts';
import { perform } from './perform.ts';
import { quiesce } from './quiesce.ts';
import { World } from './world.ts';

export interface Outcome {
  /** The first promise that was broken; null if all held. */
  readonly failure: string | null;
  /** SHA-256 of everything that happened. */
  readonly digest: string;
  readonly log: readonly string[];
  readonly acknowledged: number;
}

/** Milliseconds in which machines are made ready, before anything can happen to them. */
const workshop = 100;

/** Lives through one history on virtual time, checking the promises after every step and when all is quiet. */
export async function runHistory(history: History, bug: Bug = 'none'): Promise<Outcome> {
  seedRandomness(history.seed);
  const world = new World(history, bug);
  const onBug = (error: unknown) => world.fail(`nobody caught ${error instanceof Error ? error.stack : String(error)}`);
  process.on('unhandledRejection', onBug);
  try {
    await live(world, history).catch(onBug);
  } finally {
    process.off('unhandledRejection', onBug);
    unseedRandomness();
  }
  return {
    failure: world.failure,
    digest: createHash('sha256').update(world.log.join('\n')).digest('hex'),
    log: world.log,
    acknowledged: world.book.promised.size,
  };
}

async function live(world: World, { stations, steps }: History): Promise<void> {
  const { schedule } = world;
  for (let added = 0; added < stations; added += 1)
    world.addStation().catch((error: unknown) => world.fail(String(error)));
  await schedule.runUntil(workshop);
  for (const step of steps) {
    await schedule.runUntil(schedule.now + step.wait);
    perform(world, step);
    await schedule.runUntil(schedule.now);
    world.look();
    if (world.failure !== null) break;
  }
  if (world.failure === null) await quiesce(world);
  world.look();
  if (world.failure === null) {
    const broken = checkEverything(world) ?? (await checkKeys(world));
    if (broken !== null) world.fail(broken);
  }
}
