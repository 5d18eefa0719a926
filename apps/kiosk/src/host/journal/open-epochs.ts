import type { Checkpoint } from './checkpoint.ts';
import { EpochLog, type EpochLogOptions } from './epoch-log.ts';
import type { JournalMemory } from './journal-memory.ts';

export interface NamedEpoch {
  /** Its folder. */
  readonly name: string;
  readonly log: EpochLog;
}

export interface OpenedEpochs {
  readonly epochs: readonly NamedEpoch[];
  /** Number of the next epoch's folder. */
  readonly nextNumber: number;
  /** Records that had to be read. */
  readonly read: number;
  /** Nothing was taken for granted: every record was read. */
  readonly whole: boolean;
}

const epochFolder = /^\d{6}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The names of a journal's epoch folders, oldest first. */
export function epochNames(names: readonly string[]): readonly string[] {
  return names.filter((name) => epochFolder.test(name));
}

/** Opens every epoch of a journal's folder, oldest first, and reads what the checkpoint does not spare. Throws as EpochLog.open. */
export async function openEpochs(
  options: Omit<EpochLogOptions, 'epoch'>,
  memory: JournalMemory,
  checkpoint: Checkpoint | null,
): Promise<OpenedEpochs> {
  const names = epochNames(await options.fs.list(options.folder));
  const at = (name: string) => ({ ...options, folder: `${options.folder}/${name}`, epoch: name.slice(7) });
  const usable = checkpoint !== null && (await fits(checkpoint, names, at)) && memory.restore(checkpoint.memory);
  const resumes = new Map(usable ? checkpoint.epochs.map((resume) => [resume.name, resume]) : []);
  const epochs: NamedEpoch[] = [];
  let read = 0;
  const counting: Pick<JournalMemory, 'visit' | 'restore'> = {
    restore: (snapshot) => memory.restore(snapshot),
    visit: (record, hash) => {
      read += 1;
      memory.visit(record, hash);
    },
  };
  for (const name of names) {
    const log = await EpochLog.open(at(name), counting, resumes.get(name) ?? null);
    // The power went between making the folder and its first record: nothing of that epoch was ever acknowledged.
    if (log.tip.seq === 0 && !log.damaged) await log.close();
    else epochs.push({ name, log });
  }
  return { epochs, read, whole: !usable, nextNumber: Number(names.at(-1)?.slice(0, 6) ?? 0) + 1 };
}

/** Only what is appended may differ from what the checkpoint knows: every epoch it names must lie there as it says. */
async function fits(
  { epochs }: Checkpoint,
  names: readonly string[],
  at: (name: string) => EpochLogOptions,
): Promise<boolean> {
  for (const resume of epochs) {
    if (resume.name.slice(7) !== resume.chain.epoch || !names.includes(resume.name)) return false;
    if (!(await EpochLog.fits(at(resume.name), resume))) return false;
  }
  return true;
}
