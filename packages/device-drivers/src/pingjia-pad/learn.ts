import { writeFile } from 'node:fs/promises';
import type { Cancel } from '@pingjia/shared';
import { createKeyLearning, type KeyLearning, type LearningState } from '../learn/learn-key-map.ts';
import type { PadIdentity } from '../pad-driver.ts';
import { createPadNames } from '../supervisor/pad-names.ts';
import { describeRefusal, showKeyTable } from './learning-words.ts';
import { type OpenPad, openPad } from './open-pad.ts';
import { findTarget, type PadTarget } from './pad-target.ts';
import { readArguments } from './read-arguments.ts';
import { exitCodes, type ExitCode, type PadTool, type PadWorld } from './tool.ts';
import { createPressMemory } from './trace.ts';
import { stopped } from './wait.ts';

/** Seconds for which a pad waits for buttons that are tried before the confirmation. */
const trying = 120;

const help = 'Press the button; or type: skip (no such button), again (from the start), quit.';

export const learn: PadTool = {
  name: 'learn',
  usage: '<address> [--profile <file>] [--out <map.json>]',
  about: 'learn what a pad’s buttons mean by pressing each',
  async run(args, world) {
    const { values, positionals } = readArguments(args, ['address'], {
      profile: { type: 'string' },
      out: { type: 'string' },
    });
    const target = await findTarget(positionals[0] ?? '', values.profile, world);
    if (target === null) return exitCodes.failed;
    const learning = createKeyLearning();
    const isNew = createPressMemory();
    let heard: (key: number) => void = () => undefined;
    let identity: PadIdentity = { firmware: null, serialNumber: null };
    const opened = await openPad(target, world, ({ meanings }, driver) => {
      for (const meaning of meanings) {
        if (meaning.kind === 'identified') identity = meaning;
        if (meaning.kind !== 'press') continue;
        driver.confirm(meaning);
        if (isNew(meaning)) heard(meaning.key);
      }
    });
    if (!opened.ok) {
      world.complain(opened.error);
      return exitCodes.failed;
    }
    const pad = opened.value;
    const conversation = converse(learning, pad, world);
    heard = conversation.press;
    pad.driver.probe();
    try {
      const outcome = await Promise.race([conversation.over, pad.ended, stopped(world)]);
      if (outcome === null || outcome === 'quit') return complain('Nothing was learnt.', world);
      if (typeof outcome === 'string') return complain(outcome, world);
      const known =
        pad.serialNumber === null ? identity : { ...identity, serialNumber: identity.serialNumber ?? pad.serialNumber };
      return await keep(outcome, describePad(target, pad, known), values.out, world);
    } finally {
      conversation.end();
      await pad.close();
    }
  },
};

interface Conversation {
  /** Settles with the settled map, or with `quit`. */
  readonly over: Promise<Extract<LearningState, { step: 'done' }> | 'quit'>;
  readonly press: (key: number) => void;
  end(): void;
}

/** Asks, hears presses and typed lines, and minds the time. */
function converse(learning: KeyLearning, pad: OpenPad, world: PadWorld): Conversation {
  let waiting: Cancel | undefined;
  let finish: (outcome: Extract<LearningState, { step: 'done' }> | 'quit') => void = () => undefined;
  const over = new Promise<Extract<LearningState, { step: 'done' }> | 'quit'>((resolve) => {
    finish = resolve;
  });

  function show(state: LearningState): void {
    waiting?.();
    if (state.step === 'done') return finish(state);
    if (state.refusal !== null) world.print(describeRefusal(state.refusal));
    if (state.step === 'ask') {
      const seconds = Math.ceil(state.timeout / 1_000);
      world.print(`Press the button for: ${state.grade}`);
      pad.driver.command({ type: 'arm', seconds });
      waiting = world.clock.after(state.timeout, () => show(learning.timedOut()));
      return;
    }
    // A pad that only speaks when it is asked must be asked for a button that is tried.
    pad.driver.command({ type: 'arm', seconds: trying });
    if (state.tried !== null) return world.print(`That button means: ${state.tried}`);
    if (state.refusal !== null) return;
    for (const line of showKeyTable(state.learnt)) world.print(line);
    world.print('Is that right? Type yes to keep it, again to begin anew, quit to leave; or try a button.');
  }

  async function listen(): Promise<void> {
    for (;;) {
      const line = await world.readLine();
      if (line === null) return finish('quit');
      const word = line.trim().toLowerCase();
      if (word === 'quit' || word === 'q') return finish('quit');
      if (word === 'skip' && learning.state.step === 'ask') show(learning.skip());
      else if (word === 'again') show(learning.restart());
      else if ((word === 'yes' || word === 'y') && learning.state.step === 'confirm') show(learning.confirm());
      else if (word !== '') world.print(help);
    }
  }

  world.print(help);
  show(learning.state);
  void listen();
  return {
    over,
    press: (key) => show(learning.press(key)),
    end() {
      waiting?.();
      pad.driver.command(
        pad.driver.capabilities.commands.has('reset') ? { type: 'reset' } : { type: 'arm', seconds: 0 },
      );
    },
  };
}

interface LearntPad {
  readonly padId: string;
  readonly address: string;
  readonly profile: string;
}

function describePad({ address, place }: PadTarget, { driver }: OpenPad, identity: PadIdentity): LearntPad {
  return {
    padId: createPadNames(address.profile).of(identity, driver.unit),
    address: place,
    profile: address.profile,
  };
}

async function keep(
  { map }: Extract<LearningState, { step: 'done' }>,
  pad: LearntPad,
  out: string | undefined,
  world: PadWorld,
): Promise<ExitCode> {
  const text = JSON.stringify({ ...pad, learntAt: new Date(world.clock.wall()).toISOString(), keys: map }, null, 2);
  if (out === undefined) {
    world.print(text);
    return exitCodes.done;
  }
  try {
    await writeFile(world.resolve(out), `${text}\n`);
  } catch (error) {
    world.print(text);
    return complain(`${out} cannot be written: ${(error as Error).message}. The map stands above.`, world);
  }
  world.print(`The map was written to ${out}.`);
  return exitCodes.done;
}

function complain(sentence: string, world: PadWorld): ExitCode {
  world.complain(sentence);
  return exitCodes.failed;
}
