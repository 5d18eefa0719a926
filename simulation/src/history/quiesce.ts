import { heartbeatInterval } from '@pingjia/shared';
import { goodLine } from '../network/network.ts';
import { findLostRemark } from '../model/final-checks.ts';
import type { Station } from '../station/station.ts';
import { quiesceIslands } from './quiesce-islands.ts';
import type { World } from './world.ts';

/** Milliseconds of virtual time in which everything must be quiet once all faults are mended. */
const patience = 20 * 60_000;

/** Milliseconds in which a pad has kept what it was answered. */
const digesting = 500;

/** Mends everything that was broken and lets time pass until nothing is left to do. Fails where something is stuck. */
export async function quiesce(world: World): Promise<void> {
  const { schedule, server } = world;
  const begun = schedule.now;
  const end = begun + patience;
  mend(world);
  await showScreens(world);
  // What another copy's words bring up is asked for, sent, and, where nothing proves it, carried: an exchange each.
  await schedule.runUntil(schedule.now + 3 * heartbeatInterval + 10_000);
  while (world.failure === null) {
    const busy = [
      ...world.stations.map((station) => businessOf(world, station, begun)),
      world.isCutOff ? null : findLostRemark(world),
    ].filter((what) => what !== null);
    if (busy.length === 0 && server.up) return world.isCutOff ? quiesceIslands(world) : undefined;
    if (schedule.now >= end) return world.fail(`stuck: ${busy.join('; ')}`);
    mend(world);
    await schedule.runUntil(schedule.now + 1_000);
  }
}

/** What a journal has lost and a mirror holds comes back at the next start, when the page was loaded and loaded again. */
async function showScreens({ schedule, stations }: World): Promise<void> {
  const shown = stations.filter(({ mirror }) => mirror !== null);
  if (shown.length === 0) return;
  for (const station of shown) {
    station.losePower();
    station.padLine.plug();
    void station.boot();
  }
  for (let n = 0; n < 2; n += 1) {
    for (const station of shown) station.openScreen();
    await schedule.runUntil(schedule.now + heartbeatInterval + 10_000);
  }
}

function mend({ stations, server, isCutOff }: World): void {
  if (!server.process.alive) void server.start();
  else server.process.endAfter(Number.POSITIVE_INFINITY);
  for (const station of stations) {
    station.disk.failing.clear();
    station.disk.room = Number.POSITIVE_INFINITY;
    station.line.partitioned = false;
    station.line.cut = isCutOff && station.host?.status().device !== null;
    station.line.quality = goodLine;
    station.process?.endAfter(Number.POSITIVE_INFINITY);
    station.padLine.deaf = false;
    station.padLine.plug();
    void station.boot();
  }
}

/** What a station has yet to do; null if nothing. */
function businessOf(world: World, station: Station, since: number): string | null {
  const { host, number } = station;
  if (host === null) return `station ${number} is down`;
  const { device, sync } = host.status();
  const { outstanding } = station.padLine.pad.state();
  if (outstanding > 0) return `station ${number}: the pad waits for ${outstanding} answers`;
  const view = host.session.view();
  if (view.state === 'paused') return `station ${number} is paused: ${view.code}`;
  if (world.isCutOff) return device === null ? `station ${number} is not enrolled` : null;
  const { agreedAt } = station.line;
  if (agreedAt < since) return `station ${number} does not ask the server`;
  if (world.schedule.now - agreedAt < digesting) return `station ${number} takes in what the server said`;
  if (device !== null && world.isRevoked(device))
    return sync.phase === 'refused' ? null : `station ${number} is revoked and tries`;
  if (sync.phase === 'current' && sync.unsent === 0) return null;
  return `station ${number}: ${sync.phase}, ${sync.unsent} unsent, ${sync.fault?.code} ${sync.fault?.detail}`;
}
