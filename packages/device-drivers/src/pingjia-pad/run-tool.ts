import { tools } from './tools.ts';
import { type ExitCode, exitCodes, type PadTool, type PadWorld, UsageError } from './tool.ts';
import { wrapText } from './wrap-text.ts';

const name = 'pingjia-pad';

/** Runs the tool that the first argument names. What goes wrong is told in sentences; nothing is thrown. */
export async function runTool([first, ...rest]: readonly string[], world: PadWorld): Promise<ExitCode> {
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    for (const line of overview()) world.print(line);
    return first === undefined ? exitCodes.usage : exitCodes.done;
  }
  const tool = tools.find((one) => one.name === first);
  if (tool === undefined) {
    world.complain(`There is no command "${first}".`);
    for (const line of overview()) world.complain(line);
    return exitCodes.usage;
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    for (const line of helpOf(tool)) world.print(line);
    return exitCodes.done;
  }
  try {
    return await tool.run(rest, world);
  } catch (error) {
    world.complain(error instanceof Error ? error.message : String(error));
    if (!(error instanceof UsageError)) return exitCodes.failed;
    world.complain(`Usage: ${name} ${tool.name} ${tool.usage}`.trimEnd());
    return exitCodes.usage;
  }
}

function overview(): readonly string[] {
  return [`Usage: ${name} <command> …`, '', ...tools.flatMap((tool) => helpOf(tool).map((line) => `  ${line}`))];
}

function helpOf({ name, usage, about }: PadTool): readonly string[] {
  return [`${name} ${usage}`.trimEnd(), ...wrapText(about, 72).map((line) => `    ${line}`)];
}
