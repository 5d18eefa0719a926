import { createProfileFamily } from '../profile/profile-family.ts';
import { parseRecording } from '../profile/recording.ts';
import type { Profile } from '../profile/profile-schema.ts';
import { createProfileSimulation } from '../profile/simulator.ts';
import { readArguments } from './read-arguments.ts';
import { readProfile, readTextFile } from './read-profile.ts';
import { replay } from './replay.ts';
import { showTrace } from './show-trace.ts';
import { exitCodes, type ExitCode, type PadTool, type PadWorld } from './tool.ts';

export const check: PadTool = {
  name: 'check',
  usage: '<profile> [<recording>] [--addr <n>]',
  about: 'explain what is wrong with a profile, and try it on recorded bytes',
  async run(args, world) {
    const { values, positionals } = readArguments(args, ['profile'], { addr: { type: 'string' } }, ['recording']);
    const [file = '', recording] = positionals;
    const profile = await readProfile(file, world);
    if (!profile.ok) {
      for (const line of profile.error) world.complain(line);
      return exitCodes.failed;
    }
    const { name, version, messages, commands } = profile.value;
    world.print(
      `${file}: ${name} ${version} is sound: ${messages.length} messages, ${Object.keys(commands).length} commands.`,
    );
    const simulation = createProfileSimulation(profile.value);
    if (!simulation.ok) world.print(`It cannot be simulated: ${simulation.error}.`);
    const options: Record<string, string> = values.addr === undefined ? {} : { addr: values.addr };
    return recording === undefined ? exitCodes.done : tryRecording(profile.value, recording, options, world);
  },
};

async function tryRecording(
  profile: Profile,
  file: string,
  options: Readonly<Record<string, string>>,
  world: PadWorld,
): Promise<ExitCode> {
  const text = await readTextFile(file, world);
  const entries = text.ok ? parseRecording(text.value) : text;
  const replayed = entries.ok ? replay(createProfileFamily(profile), options, entries.value) : entries;
  if (!replayed.ok) {
    world.complain(text.ok ? `${file}: ${replayed.error}` : replayed.error);
    return exitCodes.failed;
  }
  const { lines, differences } = replayed.value;
  for (const { entry, meanings } of lines) {
    for (const row of showTrace({ direction: entry.kind, bytes: entry.bytes, meanings }, entry.at)) world.print(row);
  }
  const presses = lines.flatMap(({ meanings }) => meanings).filter(({ kind }) => kind === 'press').length;
  const dropped = lines.flatMap(({ meanings }) => meanings).filter(({ kind }) => kind === 'dropped').length;
  world.print(`${presses} presses, ${dropped} dropped.`);
  for (const difference of differences) world.complain(`${file}: ${difference}`);
  return differences.length === 0 ? exitCodes.done : exitCodes.failed;
}
