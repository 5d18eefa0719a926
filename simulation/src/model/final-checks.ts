import type { World } from '../history/world.ts';
import { heldText } from './held-presses.ts';
import { journalFrames } from './journal-frames.ts';
import { findDropped } from './pruned-files.ts';
import { findDifference } from './reference-fold.ts';
import { nameOfSource } from './press-book.ts';
import { unpacked } from './unpacked-text.ts';
import { keyOf } from '@pingjia/sync-server/memory-store';
import type { PressSource } from '@pingjia/shared';

/** What is broken once everything is quiet; null if every promise holds. */
export function checkEverything(world: World): string | null {
  return findLost(world) ?? findDifference(world.server.tables) ?? findDoubled(world);
}

/** Whatever was acknowledged is at the server, or, of a revoked device, in its journal. */
function findLost(world: World): string | null {
  const held = heldText(world.server.tables);
  for (const [name, number] of world.book.promised) {
    if (held.includes(name)) continue;
    const station = world.stations[number];
    const device = station?.host?.status().device ?? '';
    // A copy of the folder keeps what rots in the original.
    const kept = world.stations.some(({ disk }) =>
      journalFrames(disk).some(({ text }) => unpacked(text).includes(name)),
    );
    // Whoever is not heard cannot hear that a restored server lacks what he dropped on its receipt.
    const isDropped = world.isRevoked(device) && world.isServerRestored && hasDropped(world);
    if (!kept && !isDropped) return `lost: ${name} of station ${number}`;
    if (!kept) continue;
    if (!world.isRevoked(device)) return `never sent: ${name} of station ${number}`;
  }
  return null;
}

/** What was left and has not come yet: it must be at the server, or, of a revoked device, on its disk. */
export function findLostRemark(world: World): string | null {
  const held = world.remarks.atServer(world.server.tables);
  for (const [text, number] of world.remarks.promised) {
    const device = world.stations[number]?.host?.status().device ?? '';
    if (!held.includes(text) && !world.isRevoked(device)) return `lost: ${text} of station ${number}`;
  }
  return null;
}

/** One press made at most one evaluation. */
function findDoubled({ server: { tables } }: World): string | null {
  const seen = new Map<string, string>();
  for (const { device_id, epoch, seq, evaluation_id } of tables.evaluations.values()) {
    const bytes = tables.records.get(keyOf(device_id, epoch, seq))?.bytes;
    const record = JSON.parse(bytes?.toString('utf8') ?? 'null');
    const { data } = record.type === 'record-carried' ? JSON.parse(record.data.record) : record;
    const name = nameOfSource(data.source as PressSource);
    const other = seen.get(name);
    if (other !== undefined) return `counted twice: ${name} as ${other} and ${evaluation_id}`;
    seen.set(name, evaluation_id);
  }
  return null;
}

function hasDropped({ stations }: World): boolean {
  return stations.some(({ disk }) => findDropped(disk).size > 0);
}
