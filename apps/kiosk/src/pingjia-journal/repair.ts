import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lockFolder } from '@pingjia/node-platform';
import { describeFault, type RandomSource, systemClock } from '@pingjia/shared';
import { dropCheckpoint } from '../host/journal/checkpoint.ts';
import { Journal } from '../host/journal/journal.ts';
import { nodeFileSystem } from '../host/journal/node-file-system.ts';
import { HostMemory } from '../host/host-memory.ts';
import { type Finding, JournalSurvey } from '../host/journal/survey.ts';
import { exits, type Io } from './io.ts';
import type { PadFolder } from './pad-folder.ts';
import { counted } from './words.ts';

/** Bytes kept as evidence around a damaged place. */
const evidenceBytes = 256 * 1024;

/**
 * Copies the damaged bytes to `evidence/`, drops the index so that it is built anew, and begins a new epoch where the
 * newest one is damaged or contradicts its receipt. Changes no record and deletes none.
 */
export async function repair(pad: PadFolder, random: RandomSource, { say, complain }: Io): Promise<number> {
  const lock = await lockFolder(pad.folder);
  if (!lock.ok) {
    complain(`${describeFault(lock.error)}\nStop the pad's host, then run this again.`);
    return exits.unusable;
  }
  try {
    const survey = await JournalSurvey.of(pad.source);
    const findings = await survey.findings(pad.anchors);
    await survey.close();
    await keepEvidence(pad, findings, say);
    await dropCheckpoint(pad.source.fs, pad.source.folder);
    const journal = await Journal.open(
      { ...pad.source, fs: nodeFileSystem, clock: systemClock, random, boot: random.uuid() },
      new HostMemory(),
    );
    const compared = await journal.care.compare(pad.anchors);
    const { epoch } = journal.current;
    await journal.close();
    if (!compared.ok) {
      complain(describeFault(compared.error));
      return exits.unusable;
    }
    say(
      findings.length === 0
        ? 'Nothing is damaged. The index will be built anew.'
        : `${counted(findings.length, 'damaged place')} left as found. The pad goes on in epoch ${epoch}; what is missing is healed from its screen's copy where that has it.`,
    );
    return exits.fine;
  } finally {
    await lock.value.release();
  }
}

async function keepEvidence({ folder, source }: PadFolder, findings: readonly Finding[], say: Io['say']) {
  for (const { file, offset, seq } of findings) {
    if (file === null || offset === null) continue;
    const damaged = await source.fs.open(join(source.folder, file), 'existing');
    const bytes = await damaged.read(offset, evidenceBytes).finally(() => damaged.close());
    const target = join(folder, 'evidence', `${file.replaceAll('/', '-')}-${offset}.bin`);
    await mkdir(join(folder, 'evidence'), { recursive: true, mode: 0o700 });
    const kept = await writeFile(target, bytes, { flag: 'wx', mode: 0o600 }).then(
      () => true,
      (error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
        return false;
      },
    );
    if (kept) say(`seq ${seq}: kept as evidence in ${target}`);
  }
}
