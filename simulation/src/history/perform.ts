import type { RecordDraft } from '@pingjia/shared';
import { goodLine, type LineQuality } from '../network/network.ts';
import type { Station } from '../station/station.ts';
import { comeBack } from './come-back.ts';
import type { Act, Step } from './history.ts';
import { performTheme } from './perform-theme.ts';
import { rotJournal } from './rot-journal.ts';
import type { World } from './world.ts';

/** What is to die at a system call but makes none dies after this long anyway, milliseconds. */
const grace = 1_500;
/** A folder is not replaced in less: pads have given up on their presses by then. Milliseconds. */
const folderReplaced = 30_000;

const qualities: readonly LineQuality[] = [
  { ...goodLine, requestLost: 0.3, answerLost: 0.3 },
  { ...goodLine, duplicated: 0.7, delay: 3_000 },
  { ...goodLine, portal: 0.5 },
  { requestLost: 0.2, answerLost: 0.4, duplicated: 0.4, portal: 0.05, delay: 10_000 },
];

/** Lets one step happen; what takes time goes on by itself. */
export function perform(world: World, step: Step): void {
  const station = world.stations[step.station];
  if (station === undefined) throw new Error(`there is no station ${step.station}`);
  const { wait: _, station: number, ...act } = step;
  world.tell(`station ${number} — ${JSON.stringify(act)}`);
  const done = act.act === 'press' || act.act === 'touch' ? citizen(station, act) : happen(world, station, act);
  done.catch((error: unknown) => world.fail(`${act.act}: ${String(error)}`));
}

async function citizen(station: Station, act: Extract<Act, { act: 'press' | 'touch' }>): Promise<void> {
  if (act.act === 'press') station.padLine.pad.press(act.key);
  else station.touch(act.grade);
}

async function happen(world: World, station: Station, act: Act): Promise<void> {
  const { schedule, server } = world;
  const { host, padLine, disk, line } = station;
  switch (act.act) {
    case 'change-mind':
      await host?.session.change({ kind: 'touch', pressId: world.newId() }, act.grade);
      return;
    case 'tick-details':
      await host?.session.tick('510', true);
      await host?.session.finish('completed');
      return;
    case 'arm':
      await host?.session.arm('staff');
      return;
    case 'kill':
    case 'power-cut': {
      const { process } = station;
      if (process?.alive !== true) return;
      process.endAfter(act.calls);
      schedule.after(grace, () => process.end());
      await process.died;
      if (act.act === 'power-cut') station.losePower();
      comeBack(world, station, act.down);
      return;
    }
    case 'restart':
      if (host === null) return;
      await station.stop();
      comeBack(world, station, act.down);
      return;
    case 'unplug-pad':
      padLine.unplug();
      schedule.after(act.down, () => padLine.plug());
      return;
    case 'deafen-pad':
      padLine.deaf = true;
      schedule.after(act.down, () => {
        padLine.deaf = false;
      });
      return;
    case 'brown-out':
      return padLine.pad.brownOut();
    case 'garble':
      return padLine.pad.garble(Buffer.from([0x02, 0xff, 0x41, 0x0d, 0x0a, 0x00]));
    case 'step-clock':
      station.wall.offset += act.by;
      return;
    case 'partition':
      line.partitioned = true;
      schedule.after(act.down, () => {
        line.partitioned = false;
      });
      return;
    case 'bad-line':
      line.quality = qualities[act.quality] ?? goodLine;
      schedule.after(act.down, () => {
        line.quality = goodLine;
      });
      return;
    case 'disk-full':
      world.isDiskFaulty = true;
      disk.room = 0;
      schedule.after(act.down, () => {
        disk.room = Number.POSITIVE_INFINITY;
      });
      return;
    case 'sync-fails':
      world.isDiskFaulty = true;
      disk.failing.set('sync', 'EIO', act.times);
      return;
    case 'write-fails':
      world.isDiskFaulty = true;
      disk.failing.set('write', 'EIO', act.times);
      return;
    case 'rot':
      return world.destroy(() => rotJournal(disk, act.where, act.length));
    case 'poison':
      await host?.journal.append([poison(act.malformed)]);
      return;
    case 'take-image':
      if (host !== null) world.images.set(station.number, disk.image());
      return;
    case 'restore-image': {
      const image = world.images.get(station.number);
      if (image === undefined) return;
      station.losePower();
      await world.destroy(() => disk.restore(image));
      comeBack(world, station, folderReplaced);
      return;
    }
    case 'clone': {
      if (host === null) return;
      const copy = world.clone(station);
      if (copy !== null) comeBack(world, copy, folderReplaced);
      return;
    }
    case 'revoke': {
      const device = host?.status().device ?? null;
      if (device === null || !server.up) return;
      await server.revoke(device);
      return;
    }
    case 'crash-server': {
      const process = server.process;
      if (!process.alive) return;
      process.endAfter(act.calls);
      schedule.after(grace, () => process.end());
      await process.died;
      schedule.after(act.down, () => void server.start());
      return;
    }
    case 'server-snapshot':
      return server.takeSnapshot();
    case 'restore-server':
      world.isServerRestored = true;
      return world.destroy(() => server.restoreSnapshot());
    default:
      return performTheme(world, station, act);
  }
}

/** A record that this version of the server cannot project: of a later version, or not what its type says. */
function poison(malformed: boolean): RecordDraft {
  const draft: unknown = malformed
    ? { type: 'clock-stepped', data: { by: 'far' } }
    : { type: 'weather-noted', data: { sky: 'clear' } };
  return draft as RecordDraft;
}
