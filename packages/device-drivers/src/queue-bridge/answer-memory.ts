import type { Clock, Result } from '@pingjia/shared';

/** Milliseconds within which the same command of the same asker, with no other between, is the same asking. */
export const askedAgainWindow = 10_000;

/** Askers that are remembered at once. */
export const maxAskers = 64;

interface Remembered {
  readonly text: string;
  readonly done: Promise<Result<void>>;
  readonly until: number;
}

/** The last command of each asker and what came of it: asked again, nothing is done twice. What failed is tried again. */
export interface AnswerMemory {
  once(asker: string, command: Uint8Array, act: () => Promise<Result<void>>): Promise<Result<void>>;
  readonly askers: number;
}

export function createAnswerMemory(clock: Clock): AnswerMemory {
  const last = new Map<string, Remembered>();

  return {
    async once(asker, command, act) {
      const text = Buffer.from(command).toString('latin1');
      const before = last.get(asker);
      if (before?.text === text && clock.monotonic() < before.until) return before.done;
      last.delete(asker);
      for (const oldest of last.keys()) {
        if (last.size >= maxAskers) last.delete(oldest);
      }
      const asked = { text, done: act(), until: clock.monotonic() + askedAgainWindow };
      last.set(asker, asked);
      const done = await asked.done;
      if (!done.ok && last.get(asker) === asked) last.delete(asker);
      return done;
    },
    get askers() {
      return last.size;
    },
  };
}
