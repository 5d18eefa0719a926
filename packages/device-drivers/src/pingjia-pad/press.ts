import { pressOn } from '../testing/press-on.ts';
import { readArguments, readWhole } from './read-arguments.ts';
import { exitCodes, type PadTool } from './tool.ts';

export const press: PadTool = {
  name: 'press',
  usage: '<control socket> <key> [--times <n>] [--every <milliseconds>]',
  about: 'press a button of a simulated pad',
  async run(args, world) {
    const { values, positionals } = readArguments(args, ['control socket', 'key'], {
      times: { type: 'string', default: '1' },
      every: { type: 'string', default: '0' },
    });
    const [socket = '', text = ''] = positionals;
    const key = readWhole(text, 'key', 0, 255);
    const times = readWhole(values.times, 'number of presses', 1, 60_000);
    const everyMs = readWhole(values.every, 'number of milliseconds', 0, 60_000);
    const answer = await pressOn(world.resolve(socket), { press: key, times, everyMs });
    if (!answer.ok) {
      world.complain(answer.error);
      return exitCodes.failed;
    }
    const { pressed = times, acknowledged = 0 } = answer;
    const outcome =
      acknowledged > 0 ? `the host confirmed ${acknowledged}` : 'such a pad is never told what came of it';
    world.print(`Pressed ${key}${pressed === 1 ? '' : `, ${pressed} times`}; ${outcome}.`);
    return exitCodes.done;
  },
};
