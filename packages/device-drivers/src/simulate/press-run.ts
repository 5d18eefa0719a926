import type { Clock } from '@pingjia/shared';
import type { SimulatedPad } from './simulated-pad.ts';
import type { PressOutcome, SimulatedPress } from './simulated-pad.ts';
import type { ControlAnswer } from './control-contract.ts';

type Settled = Exclude<PressOutcome, 'outstanding'>;

const why: Readonly<Record<Settled, string>> = {
  sent: 'were sent',
  acknowledged: 'were acknowledged',
  'gave-up': 'were repeated until the pad gave up: the host did not answer in time',
  dropped: 'did not fit into the pad’s memory: too many wait for the host',
  forgotten: 'were forgotten when the pad lost its power',
};

export interface PressRuns {
  /** Settles when every press of the run is acknowledged or given up. */
  run(request: { readonly press: number; readonly times: number; readonly everyMs: number }): Promise<ControlAnswer>;
  settled(press: SimulatedPress): void;
}

export function createPressRuns(clock: Clock, pad: () => SimulatedPad): PressRuns {
  const waiting = new Map<string, (outcome: Settled) => void>();
  const nameOf = ({ boot, count }: SimulatedPress): string => `${boot} ${count}`;

  function waitUntil(due: number): Promise<void> {
    const left = due - clock.monotonic();
    return left <= 0 ? Promise.resolve() : new Promise((resolve) => void clock.after(left, resolve));
  }

  function outcomeOf(press: SimulatedPress): Promise<Settled> {
    const { outcome } = press;
    if (outcome !== 'outstanding') return Promise.resolve(outcome);
    return new Promise((resolve) => void waiting.set(nameOf(press), resolve));
  }

  return {
    async run({ press: key, times, everyMs }) {
      const outcomes: Promise<Settled>[] = [];
      const start = clock.monotonic();
      for (let index = 0; index < times; index += 1) {
        await waitUntil(start + index * everyMs);
        const pressed = pad().press(key);
        if (pressed === null) break;
        outcomes.push(outcomeOf(pressed));
      }
      return summary(times, await Promise.all(outcomes));
    },
    settled(press) {
      const { outcome } = press;
      if (outcome === 'outstanding') return;
      waiting.get(nameOf(press))?.(outcome);
      waiting.delete(nameOf(press));
    },
  };
}

function summary(times: number, outcomes: readonly Settled[]): ControlAnswer {
  const pressed = outcomes.length;
  const acknowledged = outcomes.filter((outcome) => outcome === 'acknowledged').length;
  const problems = pressed < times ? [`${times - pressed} were not possible: the pad is unplugged`] : [];
  for (const failure of ['gave-up', 'dropped', 'forgotten'] as const) {
    const number = outcomes.filter((outcome) => outcome === failure).length;
    if (number > 0) problems.push(`${number} ${why[failure]}`);
  }
  if (problems.length === 0) return { ok: true, pressed, acknowledged };
  return { ok: false, error: `of ${times} presses, ${problems.join('; ')}`, pressed, acknowledged };
}
