import { openPad } from './open-pad.ts';
import { findTarget } from './pad-target.ts';
import { readArguments } from './read-arguments.ts';
import { exitCodes, type PadTool } from './tool.ts';
import type { Meaning } from './trace.ts';
import { within } from './wait.ts';

/** How long a pad may take to answer, milliseconds. */
const patience = 3_000;

export const probe: PadTool = {
  name: 'probe',
  usage: '<address> [--profile <file>]',
  about: 'ask a pad who it is',
  async run(args, world) {
    const { values, positionals } = readArguments(args, ['address'], { profile: { type: 'string' } });
    const target = await findTarget(positionals[0] ?? '', values.profile, world);
    if (target === null) return exitCodes.failed;
    let answered: (meaning: Meaning) => void = () => undefined;
    const answer = new Promise<Meaning>((resolve) => {
      answered = resolve;
    });
    const opened = await openPad(target, world, ({ meanings }) => {
      const sound = meanings.find(({ kind }) => kind === 'identified');
      if (sound !== undefined) answered(sound);
    });
    if (!opened.ok) return fail(opened.error);
    const pad = opened.value;
    try {
      if (!pad.driver.capabilities.heartbeat) {
        const arms = pad.driver.capabilities.commands.has('arm') ? ' --arm 30' : '';
        world.print('The port is open.');
        world.print(`Pads of ${target.address.profile} cannot be asked; press a key under "monitor${arms}".`);
        return exitCodes.done;
      }
      pad.driver.probe();
      const heard = await within(Promise.race([answer, pad.ended]), patience, null, world);
      if (typeof heard === 'string') return fail(heard);
      if (heard === null) {
        return fail(
          `No answer within ${patience / 1_000} s. Check power, cable, address and baud rate; "monitor" shows what arrives.`,
        );
      }
      const { serialNumber = null, firmware = null } = heard.kind === 'identified' ? heard : {};
      world.print(`${target.address.profile} answers at ${target.place}.`);
      world.print(`  serial number  ${serialNumber ?? '-'}`);
      world.print(`  firmware       ${firmware ?? '-'}`);
      world.print(`  unit           ${pad.driver.unit}`);
      world.print(`  can            ${[...pad.driver.capabilities.commands].join(', ') || '-'}`);
      return exitCodes.done;
    } finally {
      await pad.close();
    }

    function fail(problem: string): typeof exitCodes.failed {
      world.complain(problem);
      return exitCodes.failed;
    }
  },
};
