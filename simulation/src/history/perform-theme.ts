import { grades } from '@pingjia/shared';
import { journalFrames } from '../model/journal-frames.ts';
import type { Station } from '../station/station.ts';
import type { Act } from './history.ts';
import { comeBack } from './come-back.ts';
import { carryBack, carryToServer, exportToStick } from './carry.ts';
import { spoilAttachment } from './spoil-attachment.ts';
import type { World } from './world.ts';

/** Milliseconds between two touches of a rush. */
const betweenTouches = 700;
const day = 86_400_000;
/** Milliseconds that a server takes to start again with other keys. */
const restartTakes = 500;

/** What happens in the histories of a theme. */
export async function performTheme(world: World, station: Station, act: Act): Promise<void> {
  const { schedule, server } = world;
  switch (act.act) {
    case 'rush':
      for (let n = 0; n < act.touches; n += 1)
        schedule.after(n * betweenTouches, () => station.touch(grades[n % grades.length] ?? 'satisfied'));
      return;
    case 'months':
      for (const one of world.stations) one.losePower();
      schedule.leap(act.days * day);
      for (const one of world.stations) comeBack(world, one, act.down);
      return;
    case 'export':
      return exportToStick(world, station, act);
    case 'carry-to-server':
      return carryToServer(world, act.times);
    case 'carry-back':
      return carryBack(world, station);
    case 'cut-off':
      return world.cutOff();
    case 'open-screen':
      return station.openScreen();
    case 'close-screen':
      return station.closeScreen();
    case 'spoil-mirror':
      return world.destroy(() => station.mirror?.spoil(act.how, act.where));
    case 'rotate-signing':
    case 'rotate-sealing':
      if (act.act === 'rotate-signing') server.keys.rotateSigning();
      else server.keys.rotateSealing();
      server.process.end();
      schedule.after(restartTakes, () => void server.start());
      return;
    case 'remark':
      return leaveRemark(world, station);
    case 'spoil-attachment':
      return world.destroy(() => spoilAttachment(station.disk, act.how, act.where));
    default:
      throw new Error(`nobody performs ${act.act}`);
  }
}

/** About the newest evaluation on the disk, which the host remembers too. */
async function leaveRemark(world: World, { host, disk, number }: Station): Promise<void> {
  const records = journalFrames(disk).flatMap((frame) => frame.records);
  const newest = records.findLast((record) => record.includes('"type":"evaluation"'));
  const evaluationId = newest === undefined ? undefined : /"evaluationId":"([^"]+)"/.exec(newest)?.[1];
  const text = world.remarks.nextText();
  const left = await host?.remarks.leave({ comment: text, evaluationId });
  if (left === undefined) return;
  world.tell(`station ${number}: ${text} ${left.ok ? 'is taken' : left.error.code}`);
  if (left.ok) world.remarks.leave(text, number);
}
