import type { Finding } from '../host/journal/survey.ts';

/** What was found, and what it means, for whoever looks after the pads. */
export const findingWords: Record<Finding['kind'], string> = {
  unreadable: 'bytes that are no record any more: the disk lost them, or they were overwritten',
  missing: 'the records between two others are gone: they were cut out, or the disk lost them',
  altered: 'the record was changed after it was written: the one behind it names another hash',
  misplaced: 'something lies there that does not belong there: copied, exchanged or inserted',
  header: 'a file lacks its own beginning, or belongs to another epoch',
  gone: 'the server signed for an epoch that is not here: the folder was put back to an older state',
  cut: 'the journal ends before what others vouch for: its end was cut off, or the folder was put back to an older state',
  other:
    'another record was vouched for: this one or an earlier one of its epoch was changed, and all behind it rewritten',
};

export const whatToDo = [
  'What to do: keep the folder as it is and report this. Nothing here changes or deletes anything.',
  'The pad itself goes on in a new epoch and sends what can be read; the server names what is missing.',
  '“repair” sets the damaged bytes aside as evidence and does the same at once.',
].join('\n');

/** A number of things, in English. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

export const usage = `Usage: pingjia-journal <command> <data folder of a pad> [options]

  verify    Reads and checks everything, and names the first bad record.
  show      Prints the records.       --from <seq> --to <seq> --epoch <id> --type <type> --json
  export    Writes the records' exact bytes, one JSON line each.          --out <file>, else stdout
  repair    Sets damaged bytes aside, builds the index anew and opens a new epoch. Deletes nothing.

verify, show and export change nothing and may run beside a host; repair does not run while one has the folder.
Exit: 0 all is well, 1 damage was found, 2 wrong usage, 3 the folder cannot be used.`;
