import { open } from 'node:fs/promises';
import { formatRecordingLine } from '../profile/recording.ts';
import { openPad } from './open-pad.ts';
import { findTarget } from './pad-target.ts';
import { readArguments } from './read-arguments.ts';
import { exitCodes, type PadTool } from './tool.ts';
import { stopped } from './wait.ts';

export const capture: PadTool = {
  name: 'capture',
  usage: '<address> <file> [--profile <file>]',
  about: 'record the bytes of a pad into a new file for "check", until Ctrl-C',
  async run(args, world) {
    const { values, positionals } = readArguments(args, ['address', 'file'], { profile: { type: 'string' } });
    const [text = '', name = ''] = positionals;
    const target = await findTarget(text, values.profile, world);
    if (target === null) return exitCodes.failed;
    const file = await open(world.resolve(name), 'wx').catch((error: Error) => error);
    if (file instanceof Error) {
      world.complain(
        `${name} cannot be made: ${file.message}. A recording never replaces a file; choose another name.`,
      );
      return exitCodes.failed;
    }
    const lines: string[] = [`# ${target.place} ${target.address.profile}`];
    const begun = world.clock.monotonic();
    const opened = await openPad(target, world, ({ direction, bytes, meanings }, driver) => {
      lines.push(formatRecordingLine(direction, world.clock.monotonic() - begun, bytes));
      for (const meaning of meanings) if (meaning.kind === 'press') driver.confirm(meaning);
    });
    if (!opened.ok) {
      await file.close();
      world.complain(opened.error);
      return exitCodes.failed;
    }
    world.complain(`Recording ${target.place}; press each button, then Ctrl-C.`);
    const ended = await Promise.race([opened.value.ended, stopped(world)]);
    await opened.value.close();
    try {
      await file.write(`${lines.join('\n')}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    world.print(
      `${lines.length - 1} lines were written to ${name}. Try a profile on them: pingjia-pad check <profile> ${name}`,
    );
    if (ended === null) return exitCodes.done;
    world.complain(ended);
    return exitCodes.failed;
  },
};
