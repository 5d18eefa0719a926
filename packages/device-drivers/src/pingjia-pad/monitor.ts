import { openPad } from './open-pad.ts';
import { findTarget } from './pad-target.ts';
import { readArguments, readWhole } from './read-arguments.ts';
import { showTrace, traceAsJson } from './show-trace.ts';
import { exitCodes, type PadTool } from './tool.ts';
import { stopped } from './wait.ts';

export const monitor: PadTool = {
  name: 'monitor',
  usage: '<address> [--profile <file>] [--arm <seconds>] [--json]',
  about:
    'show bytes and what they mean, until Ctrl-C; presses are confirmed to the pad and counted nowhere; --arm asks for one first, as pads want that are silent otherwise',
  async run(args, world) {
    const { values, positionals } = readArguments(args, ['address'], {
      profile: { type: 'string' },
      json: { type: 'boolean', default: false },
      arm: { type: 'string' },
    });
    const seconds = values.arm === undefined ? 0 : readWhole(values.arm, 'number of seconds', 1, 999);
    const target = await findTarget(positionals[0] ?? '', values.profile, world);
    if (target === null) return exitCodes.failed;
    const opened = await openPad(target, world, (trace, driver) => {
      const wall = world.clock.wall();
      const lines = values.json ? [traceAsJson(trace, wall)] : showTrace(trace, wall);
      for (const line of lines) world.print(line);
      // Else a pad that waits for it reports the same press again and again.
      for (const meaning of trace.meanings) if (meaning.kind === 'press') driver.confirm(meaning);
    });
    if (!opened.ok) {
      world.complain(opened.error);
      return exitCodes.failed;
    }
    world.complain(`Listening at ${target.place}; Ctrl-C ends it.`);
    opened.value.driver.probe();
    if (seconds > 0) opened.value.driver.command({ type: 'arm', seconds });
    const ended = await Promise.race([opened.value.ended, stopped(world)]);
    await opened.value.close();
    if (ended === null) return exitCodes.done;
    world.complain(ended);
    return exitCodes.failed;
  },
};
