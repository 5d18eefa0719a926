/** What of a process is needed to say how it is used. */
export interface HelpfulProcess {
  readonly argv: readonly string[];
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  exit(code: number): unknown;
}

/** Whether a command line asks how the command is used, whatever else stands in it. */
export function asksForHelp(args: readonly string[]): boolean {
  return args.includes('--help') || args.includes('-h');
}

/** Prints `usage` on stdout and ends the program as exit code 0, before it does anything, where its command line asks for that. */
export function answerHelp(usage: string, process: HelpfulProcess): void {
  if (!asksForHelp(process.argv.slice(2))) return;
  process.stdout.write(`${usage}\n`);
  process.exit(0);
}

/** Ends a program that takes no arguments as exit code 2, before it does anything, where it is given one. */
export function refuseArguments(usage: string, process: HelpfulProcess): void {
  const [argument] = process.argv.slice(2);
  if (argument === undefined) return;
  process.stderr.write(`“${argument}” is too much.\n${usage}\n`);
  process.exit(2);
}
