import type { Station } from '../station/station.ts';
import { carryBack, carryToServer, exportToStick } from './carry.ts';
import type { World } from './world.ts';

/** Trips with the stick after which nothing may be left to carry: each branch that was left takes one more. */
const mostTrips = 8;
/** Milliseconds in which a pad goes on by itself between two trips, back-off included. */
const betweenTrips = 70_000;
/** Milliseconds that a trip may take. */
const patience = 600_000;

type Scope = 'unsent' | 'all';

/** Carries the stick between pads without a network and the server until nothing is unsent, and once more after a power cut. */
export async function quiesceIslands(world: World): Promise<void> {
  // A server that was put back lacks what receipts say it has: the first trip takes everything.
  await carryUntilQuiet(world, world.isServerRestored ? 'all' : 'unsent');
  for (const station of world.stations) {
    station.losePower();
    station.padLine.plug();
    void station.boot();
  }
  await carryUntilQuiet(world, 'unsent');
  for (const station of world.stations) await during(world, () => findRest(world, station));
}

async function carryUntilQuiet(world: World, first: Scope): Promise<void> {
  for (let trip = 1; world.failure === null; trip += 1) {
    await world.schedule.runUntil(world.schedule.now + betweenTrips);
    const busy = world.stations.flatMap((station) => lackingOf(world, station));
    if (busy.length === 0 && trip > 1) return;
    if (trip > mostTrips) return world.fail(`stuck after ${mostTrips} trips: ${busy.join('; ')}`);
    await during(world, () => carryAll(world, trip === 1 ? first : 'unsent'));
  }
}

/** Lets time pass until `act` is done. */
async function during(world: World, act: () => Promise<void>): Promise<void> {
  const { schedule } = world;
  const progress = { isOver: false };
  const acting = act().finally(() => {
    progress.isOver = true;
  });
  for (const end = schedule.now + patience; !progress.isOver; ) {
    if (schedule.now > end) return world.fail('stuck: a trip does not end');
    await schedule.runUntil(schedule.now + 1_000);
  }
  await acting;
}

const whole = { act: 'export', pulledAfter: Number.POSITIVE_INFINITY, room: Number.POSITIVE_INFINITY } as const;

async function carryAll(world: World, scope: Scope): Promise<void> {
  for (const station of world.stations) await exportToStick(world, station, { ...whole, scope });
  await carryToServer(world, 1);
  for (const station of world.stations) await carryBack(world, station);
}

/** What is counted as sent is not exported either. */
async function findRest(world: World, station: Station): Promise<void> {
  const before = world.stick.files.size;
  if (lackingOf(world, station).length > 0 || isRevoked(world, station)) return;
  await exportToStick(world, station, { ...whole, scope: 'unsent' });
  if (world.stick.files.size > before) world.fail(`station ${station.number} lacks nothing, and exports`);
}

function lackingOf(world: World, station: Station): string[] {
  const { host, number } = station;
  if (host === null) return [`station ${number} is down`];
  const { unsent } = host.status().sync;
  return unsent === 0 || isRevoked(world, station) ? [] : [`station ${number}: ${unsent} unsent`];
}

function isRevoked(world: World, { host }: Station): boolean {
  const device = host?.status().device ?? null;
  return device !== null && world.isRevoked(device);
}
