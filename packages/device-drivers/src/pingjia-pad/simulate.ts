import { err, ok, type Result } from '@pingjia/shared';
import { createProfileSimulation } from '../profile/simulator.ts';
import { buildSimulation } from '../simulate/build-simulation.ts';
import { simulatedFamilies } from '../simulate/simulated-families.ts';
import type { SimulatedFamily } from '../simulate/simulated-pad.ts';
import { readArguments } from './read-arguments.ts';
import { readProfile } from './read-profile.ts';
import { chooseLine, lineOptions } from './simulated-line-options.ts';
import { exitCodes, type PadTool, type PadWorld, UsageError } from './tool.ts';
import { stopped } from './wait.ts';

export const simulate: PadTool = {
  name: 'simulate',
  usage: '<family|profile.yaml> <line> --control <path> [--set <name>=<value>]...',
  about: `be a pad: ${simulatedFamilies.map(({ name }) => name).join(', ')} or any profile; <line> is one of --socket <path>, --pty <path> (made unless it is there), --tcp <port>, --udp <host:port>, --ws <port>`,
  async run(args, world) {
    const { values, positionals } = readArguments(args, ['family'], {
      ...lineOptions,
      control: { type: 'string' },
      set: { type: 'string', multiple: true, default: [] as string[] },
    });
    const control = values.control;
    if (control === undefined) throw new UsageError('--control <path> is missing: the socket that "press" speaks to.');
    const family = await findFamily(positionals[0] ?? '', world);
    if (!family.ok) {
      for (const line of family.error) world.complain(line);
      return exitCodes.failed;
    }
    const simulation = buildSimulation({
      clock: world.clock,
      random: world.random,
      family: family.value,
      options: Object.fromEntries(values.set.map(readSetting)),
      createLine: chooseLine(family.value, values, world),
      control: world.resolve(control),
    });
    const started = await simulation.start();
    if (!started.ok) {
      world.complain(started.error.endsWith('.') ? started.error : `${started.error}.`);
      return exitCodes.failed;
    }
    world.print('ready');
    await stopped(world);
    await simulation.stop();
    return exitCodes.done;
  },
};

function readSetting(text: string): readonly [string, string] {
  const [, name, value] = /^([a-z]+)=(.*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw new UsageError(`--set ${text} cannot be read: write --set addr=3.`);
  return [name, value];
}

async function findFamily(name: string, world: PadWorld): Promise<Result<SimulatedFamily, readonly string[]>> {
  const known = simulatedFamilies.find((family) => family.name === name);
  if (known !== undefined) return ok(known);
  if (!/\.(ya?ml|json)$/.test(name)) {
    const names = simulatedFamilies.map((family) => family.name).join(', ');
    throw new UsageError(`There is no family "${name}". Known: ${names}; or a profile ending in .yaml.`);
  }
  const profile = await readProfile(name, world);
  if (!profile.ok) return profile;
  const simulation = createProfileSimulation(profile.value);
  return simulation.ok ? simulation : err([`${name} cannot be simulated: ${simulation.error}.`]);
}
