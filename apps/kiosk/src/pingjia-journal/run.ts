import { parseArgs } from 'node:util';
import { asksForHelp, describeFault, FaultError, type RandomSource } from '@pingjia/shared';
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
  if (asksForHelp(args)) {
    io.say(usage);
    return exits.fine;
  }
  const parsed = parse(args);
  if (typeof parsed === 'string') {
    io.complain(`${parsed}\n\n${usage}`);
    return exits.usage;
  }
  const { command, folder, values } = parsed;
  try {
    const pad = await openPadFolder(folder);
    if (!pad.ok) {
      io.complain(describeFault(pad.error));
      return exits.unusable;
    }
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
    io.complain(whatTheDiskSaid(error as NodeJS.ErrnoException, values.out));
    return exits.unusable;
  }
}

function whatTheDiskSaid(error: NodeJS.ErrnoException, out: string | undefined): string {
  const { code, message, path } = error;
  if (error instanceof FaultError) return message;
  if (code === 'EEXIST') return `${out} is there already and was left as it is. Name another file.`;
  const what = `The disk refused${path === undefined ? '' : ` ${path}`}: ${code ?? message}. Nothing was changed.`;
  return code === 'EACCES' || code === 'EPERM' ? `${what} Run this as the user that the pad’s host runs as.` : what;
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
    const range = numbers({ from, to });
    if ((range.from ?? 0) > (range.to ?? Number.POSITIVE_INFINITY))
      return `--from ${from} lies behind --to ${to}: there is nothing between them.`;
    return { command, folder, values: { ...rest, ...range } };
  } catch (error) {
    return (error as Error).message;
  }
}

function numbers({ from, to }: { from: string | undefined; to: string | undefined }) {
  return { from: from === undefined ? undefined : Number(from), to: to === undefined ? undefined : Number(to) };
}
