import { isSamePress } from '@pingjia/shared';
import type { EpochLink } from '../../store/epoch-links.ts';
import type { IngestUnit } from '../../store/ingest-unit.ts';
import type { Repetition } from '../../store/repetitions.ts';
import { nearPlaces, type PlaceRange, reach } from './near-places.ts';
import { readWrittenPress, type WrittenPress } from './written-press.ts';

export type RepetitionUnit = Pick<IngestUnit, 'writtenPresses' | 'evaluationPlaces' | 'repetitionsOf'>;

export interface Repetitions {
  /** The evaluation that counts, by the id of one that does not. */
  readonly counted: ReadonlyMap<string, string>;
  /** Those that were not known yet. */
  readonly fresh: readonly Repetition[];
}

/**
 * Which of `presses`, new evaluations of one epoch, are presses that another record near by has written already: whichever
 * came here first counts. `mentioned` are all ids that the same records name. The device's row must be locked.
 */
export async function findRepetitions(
  unit: RepetitionUnit,
  deviceId: string,
  links: readonly EpochLink[],
  presses: readonly WrittenPress[],
  mentioned: readonly string[],
): Promise<Repetitions> {
  const pairs = await findPairs(unit, deviceId, links, presses);
  const ids = new Set([...mentioned, ...pairs.flatMap(([one, other]) => [one.evaluationId, other.evaluationId])]);
  const known = await unit.repetitionsOf(deviceId, [...ids]);
  const counted = new Map(known.map(({ evaluationId, countedId }) => [evaluationId, countedId]));
  const fresh: Repetition[] = [];
  if (pairs.length === 0) return { counted, fresh };
  const held = new Set((await unit.evaluationPlaces(deviceId, [...ids, ...counted.values()])).keys());
  const counting = new Set([...held, ...presses.map(({ evaluationId }) => evaluationId)]);
  const countedOf = ({ evaluationId }: WrittenPress): string => counted.get(evaluationId) ?? evaluationId;
  // Of several new ones one counts only where none counts already.
  const isNew = ([, other]: Pair): number => (held.has(countedOf(other)) ? 0 : 1);
  for (const [{ evaluationId, epoch, seq }, other] of pairs.toSorted((a, b) => isNew(a) - isNew(b))) {
    const countedId = countedOf(other);
    if (held.has(evaluationId) || counted.has(evaluationId)) continue;
    if (countedId === evaluationId || !counting.has(countedId)) continue;
    counted.set(evaluationId, countedId);
    counting.delete(evaluationId);
    fresh.push({ evaluationId, countedId, epoch, seq });
  }
  return { counted, fresh };
}

type Pair = readonly [WrittenPress, WrittenPress];

async function findPairs(
  unit: RepetitionUnit,
  deviceId: string,
  links: readonly EpochLink[],
  presses: readonly WrittenPress[],
): Promise<readonly Pair[]> {
  const near = presses
    .map((press) => ({ press, ranges: rangesOf(links, press) }))
    .filter(({ ranges }) => ranges.length > 0);
  const others: WrittenPress[] = [...presses];
  for (const range of joinRanges(near.flatMap(({ ranges }) => ranges))) {
    for (const stored of await unit.writtenPresses(deviceId, range)) {
      const other = readWrittenPress(range.epoch, stored);
      if (other !== null) others.push(other);
    }
  }
  return near.flatMap(({ press, ranges }) =>
    others
      .filter(({ source, evaluationId }) => evaluationId !== press.evaluationId && isSamePress(source, press.source))
      .filter((other) => ranges.some((range) => isIn(range, other)))
      .map((other): Pair => [press, other]),
  );
}

/** Within one epoch a host knows what it wrote; not so what it was given back later. */
function rangesOf(links: readonly EpochLink[], press: WrittenPress): readonly PlaceRange[] {
  const { epoch, seq, carried } = press;
  const around = carried ? [{ epoch, from: Math.max(1, seq - reach + 1), to: seq + reach - 1 }] : [];
  return [...nearPlaces(links, press), ...around];
}

function isIn({ epoch, from, to }: PlaceRange, place: WrittenPress): boolean {
  return place.epoch === epoch && place.seq >= from && place.seq <= to;
}

/** The same places in as few ranges as possible. */
function joinRanges(ranges: readonly PlaceRange[]): readonly PlaceRange[] {
  const joined: PlaceRange[] = [];
  for (const range of ranges.toSorted((a, b) => (a.epoch === b.epoch ? a.from - b.from : a.epoch < b.epoch ? -1 : 1))) {
    const last = joined.at(-1);
    if (last?.epoch === range.epoch && range.from <= last.to + 1)
      joined[joined.length - 1] = { ...last, to: Math.max(last.to, range.to) };
    else joined.push(range);
  }
  return joined;
}
