import { parseArgs } from 'node:util';
import { describeFault, FaultError, type RandomSource } from '@pingjia/shared';
import { exportRecords } from './export.ts';
import { exits, type Io } from './io.ts';
import { openPadFolder } from './pad-folder.ts';
import { repair } from './repair.ts';
import { show } from './show.ts';
import { usage } from './words.ts';
import { verify } from './verify.ts';

const options = {
  from: { type: 'string' },
  to: { type: 'string' },
  epoch: { type: 'string' },
  type: { type: 'string' },
  json: { type: 'boolean', default: false },
  out: { type: 'string' },
} as const;

/** The pingjia-journal command; answers its exit code. */
export async function runJournalCommand(args: readonly string[], random: RandomSource, io: Io): Promise<number> {
  const parsed = parse(args);
  if (typeof parsed === 'string') {
    io.say(`${parsed}\n\n${usage}`);
    return exits.usage;
  }
  const { command, folder, values } = parsed;
  const pad = await openPadFolder(folder);
  if (!pad.ok) {
    io.say(describeFault(pad.error));
    return exits.unusable;
  }
  try {
    switch (command) {
      case 'verify':
        return await verify(pad.value, io);
      case 'show':
        return await show(pad.value, values, io);
      case 'export':
        return await exportRecords(pad.value, values.out, io);
      case 'repair':
        return await repair(pad.value, random, io);
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') io.say(`${values.out} is there already and was left as it is. Name another file.`);
    else io.say(error instanceof FaultError ? message : `The disk refused: ${code ?? message}. Nothing was changed.`);
    return exits.unusable;
  }
}

const commands = ['verify', 'show', 'export', 'repair'] as const;

function parse(args: readonly string[]) {
  try {
    const { positionals, values } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [name, folder, ...more] = positionals;
    const command = commands.find((known) => known === name);
    if (command === undefined) return name === undefined ? 'Say what to do.' : `There is no command “${name}”.`;
    if (folder === undefined) return 'Name the data folder of the pad.';
    if (more.length > 0) return `“${more.join(' ')}” is too much.`;
    for (const seq of [values.from, values.to]) {
      if (seq !== undefined && !/^\d{1,15}$/.test(seq)) return `“${seq}” is no number of a record.`;
    }
    const { from, to, ...rest } = values;
    return { command, folder, values: { ...rest, ...numbers({ from, to }) } };
  } catch (error) {
    return (error as Error).message;
  }
}

function numbers({ from, to }: { from: string | undefined; to: string | undefined }) {
  return { from: from === undefined ? undefined : Number(from), to: to === undefined ? undefined : Number(to) };
}
