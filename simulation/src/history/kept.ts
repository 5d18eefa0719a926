import type { CommittedTables } from '@pingjia/sync-server/memory-store';
import { heldText } from '../model/held-presses.ts';
import { journalFrames } from '../model/journal-frames.ts';
import { findDropped } from '../model/pruned-files.ts';
import { unpacked } from '../model/unpacked-text.ts';
import type { Station } from '../station/station.ts';

/** All places where a record may still be, as texts. */
export interface Kept {
  readonly journals: string;
  readonly server: string;
  readonly mirrors: ReadonlyMap<number, KeptMirror>;
}

interface KeptMirror {
  readonly text: string;
  /** Whether it holds everything its journal does: only then it can give back all that the journal loses. */
  readonly isWhole: boolean;
}

export function findKept(stations: readonly Station[], tables: CommittedTables): Kept {
  const mirrors = new Map<number, KeptMirror>();
  const journals = stations.map(({ disk, mirror, number }) => {
    const frames = journalFrames(disk);
    const isWhole = mirror?.copy.covers(frames.flatMap(({ records }) => records)) ?? false;
    const text = mirror?.copy.textsBehind(findDropped(disk)).join('\n');
    if (text !== undefined) mirrors.set(number, { text: unpacked(text), isWhole });
    return frames.map(({ text }) => text);
  });
  return { journals: unpacked(journals.flat().join('\n')), server: heldText(tables), mirrors };
}

/** Everything of them as one text; mirrors as far as nothing happened to them since `before`. */
export function textOf({ journals, server, mirrors }: Kept, before: Kept['mirrors']): string {
  const own = [...mirrors].filter(([number, mirror]) => {
    const former = before.get(number);
    if (former === undefined) return false;
    // One that cannot give back everything any more may lack what leads to the rest.
    return former.isWhole ? mirror.isWhole : mirror.text === former.text;
  });
  return [journals, server, ...own.map(([, { text }]) => text)].join('\n');
}
