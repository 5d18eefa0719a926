import type { SeededRandom } from '@pingjia/shared/testing';
import type { Act, History, Step } from './history.ts';
import { exportTo, type MakeAct } from './make-act.ts';

/** What happens to pads that only a stick connects; images and copies are what it is about. */
const acts: readonly MakeAct[] = [
  (random) => ({ act: 'rush', touches: 1 + random.below(6) }),
  (random) => ({ act: 'rush', touches: 1 + random.below(6) }),
  (random) => ({ act: 'press', key: 1 + random.below(5) }),
  exportTo,
  exportTo,
  exportTo,
  (random) => ({ act: 'carry-to-server', times: 1 + random.below(2) }),
  (random) => ({ act: 'carry-to-server', times: 1 + random.below(2) }),
  () => ({ act: 'carry-back' }),
  () => ({ act: 'carry-back' }),
  () => ({ act: 'take-image' }),
  () => ({ act: 'restore-image' }),
  () => ({ act: 'restore-image' }),
  () => ({ act: 'clone' }),
  (random) => ({ act: 'restart', down: 500 + random.below(10_000) }),
  (random) => ({ act: 'kill', calls: random.below(60), down: 500 + random.below(10_000) }),
  (random) => ({ act: 'disk-full', down: 500 + random.below(10_000) }),
];

/** Milliseconds in which a pad is enrolled before it loses its network. */
const enrolled = 5_000;

/** The steps of `base` on islands: from the first third on no pad has a network. */
export function islandSteps(base: History, random: SeededRandom): readonly Step[] {
  const steps = [...base.steps];
  const end = Math.ceil(steps.length / 3);
  steps.splice(random.below(end), 0, { wait: enrolled, station: 0, act: 'cut-off' });
  for (let count = 8 + random.below(16); count > 0; count -= 1) {
    const wait = random.below(random.fraction() < 0.5 ? 2_000 : 30_000);
    const make = acts[random.below(acts.length)];
    const act: Act = make?.(random) ?? { act: 'carry-back' };
    const step: Step = { wait, station: random.below(base.stations), ...act };
    steps.splice(random.below(steps.length + 1), 0, step);
  }
  return steps;
}

/** To the server and back without any mishap. */
export const stickTrip: readonly Step[] = [
  { wait: 20_000, station: 0, act: 'export', scope: 'unsent', pulledAfter: 1_000_000, room: 1_000_000_000 },
  { wait: 20_000, station: 0, act: 'carry-to-server', times: 1 },
  { wait: 20_000, station: 0, act: 'carry-back' },
];
