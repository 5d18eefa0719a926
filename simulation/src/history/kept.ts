import type { CommittedTables } from '@pingjia/sync-server/memory-store';
import { heldText } from '../model/held-presses.ts';
import { journalFrames } from '../model/journal-frames.ts';
import { unpacked } from '../model/unpacked-text.ts';
import type { Station } from '../station/station.ts';

/** All places where a record may still be, as texts. */
export interface Kept {
  readonly journals: string;
  readonly server: string;
  /** Of mirrors that hold everything their journal does: only those can give back all that it loses. */
  readonly mirrors: ReadonlyMap<number, string>;
}

export function findKept(stations: readonly Station[], tables: CommittedTables): Kept {
  const mirrors = new Map<number, string>();
  const journals = stations.map(({ disk, mirror, number }) => {
    const frames = journalFrames(disk);
    const covers = mirror?.copy.covers(frames.flatMap(({ records }) => records)) ?? false;
    if (covers) mirrors.set(number, unpacked((mirror?.copy.texts ?? []).join('\n')));
    return frames.map(({ text }) => text);
  });
  return { journals: unpacked(journals.flat().join('\n')), server: heldText(tables), mirrors };
}

/** Everything of them as one text; of the mirrors those that are in `sound` too. */
export function textOf({ journals, server, mirrors }: Kept, sound: Kept['mirrors']): string {
  const own = [...mirrors].filter(([number]) => sound.has(number)).map(([, text]) => text);
  return [journals, server, ...own].join('\n');
}
