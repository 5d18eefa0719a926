import { describeFault, err, ok, type Result } from '@pingjia/shared';
import { ManualClock, SeededRandom } from '@pingjia/shared/testing';
import type { PadFamily } from '../pad-driver.ts';
import type { RecordedBytes, RecordingEntry } from '../profile/recording.ts';
import { describeMeaning, type Meaning, meaningEvents } from './trace.ts';

/** One line of a recording and what the driver made of it. */
export interface Replayed {
  readonly entry: RecordedBytes;
  readonly meanings: readonly Meaning[];
}

export interface Replay {
  readonly lines: readonly Replayed[];
  /** Expectations of the recording that did not hold, as sentences. */
  readonly differences: readonly string[];
}

/** What a driver makes of recorded bytes, at the times at which they came. Nothing is sent. The error is a sentence. */
export function replay(
  family: PadFamily,
  options: Readonly<Record<string, string>>,
  entries: readonly RecordingEntry[],
): Result<Replay, string> {
  const clock = new ManualClock();
  let meanings: Meaning[] = [];
  const created = family.createDriver({
    options,
    place: 'serial:recording',
    clock,
    random: new SeededRandom(1),
    write: () => undefined,
    events: meaningEvents((meaning) => void meanings.push(meaning)),
  });
  if (!created.ok) return err(describeFault(created.error));
  const { value: driver } = created;
  const lines = entries.flatMap((entry) => {
    if (entry.kind === 'expected') return [];
    clock.advance(entry.at - clock.monotonic());
    meanings = [];
    if (entry.kind === 'received') driver.receive(entry.bytes);
    return [{ entry, meanings }];
  });
  driver.dispose?.();
  return ok({ lines, differences: lines.flatMap((line) => differenceOf(line, entries)) });
}

/** Where a recording says what a line means, it says all of it. */
function differenceOf({ entry, meanings }: Replayed, entries: readonly RecordingEntry[]): readonly string[] {
  const expected: string[] = [];
  for (let index = entries.indexOf(entry) + 1; entries[index]?.kind === 'expected'; index += 1) {
    const said = entries[index];
    if (said?.kind === 'expected') expected.push(said.meaning);
  }
  const meant = meanings.length === 0 ? ['nothing'] : meanings.map(describeMeaning);
  if (expected.length === 0 || expected.join(', ') === meant.join(', ')) return [];
  return [`line ${entry.line}: "${expected.join(', ')}" was expected, it was "${meant.join(', ')}"`];
}
