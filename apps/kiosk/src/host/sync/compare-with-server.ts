import { type Hash, ok, type Position, type Result } from '@pingjia/shared';
import type { Journal } from '../journal/journal.ts';
import { livesOn } from './fork.ts';
import type { ServerLink } from './server-link.ts';

/** Places that are looked at for one that can be read. */
const looked = 64;

type Relation = 'same' | 'tail-lost' | 'forked';

/** What two sides have of one epoch. `pause` is awaited every few records while the journal is searched for rot. */
export interface Compared {
  readonly journal: Journal;
  readonly link: Pick<ServerLink, 'hashAt'>;
  readonly pause: () => Promise<void>;
  readonly epoch: string;
  readonly watermark: Position;
  readonly hashAtTip: string | null;
}

/** Whether what the server holds up to its watermark is what this journal holds there. Errors: those of the link, the journal's. */
export async function compareWithServer(compared: Compared): Promise<Result<Relation>> {
  const { journal, link, epoch, watermark, hashAtTip } = compared;
  const tip = journal.tipOf(epoch) ?? { seq: 0, hash: null };
  if (watermark.seq > tip.seq) return ok(hashAtTip === tip.hash || tip.seq === 0 ? 'tail-lost' : 'forked');
  const held = journal.epochs.find((one) => one.epoch === epoch);
  if (held !== undefined && watermark.seq < held.pruned.seq && livesOn(held)) return ok('forked');
  const known = await readableUpTo(compared);
  if (!known.ok) return known;
  // A place that cannot be read any more proves nothing against the server; one before it may.
  if (known.value === null) return ok('same');
  const { seq, hash } = known.value;
  if (seq === watermark.seq) return ok(hash === watermark.hash ? 'same' : 'forked');
  const theirs = await link.hashAt(epoch, seq);
  if (!theirs.ok) return theirs;
  return ok(theirs.value === null || theirs.value === hash ? 'same' : 'forked');
}

/** The nearest place up to the watermark that can be read; null where there is none within `looked`. */
async function readableUpTo({ journal, pause, epoch, watermark }: Compared): Promise<Result<Position | null>> {
  let isSearched = false;
  let at = watermark.seq;
  for (let n = 0; n < looked && at >= 1; n += 1) {
    const hash: Hash | null = await journal.hashAt(epoch, at);
    if (hash !== null) return ok({ seq: at, hash });
    const here = at;
    const hole = journal.epochs
      .find((held) => held.epoch === epoch)
      ?.holes.find(({ from, to }) => here >= from && here <= to);
    if (hole === undefined && !isSearched) {
      // Rot that nobody has seen yet hides what lies behind it: the nearest place would not be the nearest.
      isSearched = true;
      const verified = await journal.care.verify(pause);
      if (!verified.ok) return verified;
      continue;
    }
    at = (hole?.from ?? at) - 1;
  }
  return ok(null);
}
