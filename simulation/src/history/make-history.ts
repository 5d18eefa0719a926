import { grades } from '@pingjia/shared';
import { SeededRandom } from '@pingjia/shared/testing';
import type { Act, History, Step } from './history.ts';

type MakeAct = (random: SeededRandom) => Act;

const year = 365 * 86_400_000;

const ordinary: readonly MakeAct[] = [
  (random) => ({ act: 'press', key: 1 + random.below(5) }),
  (random) => ({ act: 'press', key: 1 + random.below(5) }),
  (random) => ({ act: 'touch', grade: gradeOf(random) }),
  (random) => ({ act: 'change-mind', grade: gradeOf(random) }),
  () => ({ act: 'tick-details' }),
  () => ({ act: 'arm' }),
];

/** Each history draws from some kinds of faults only, so that each kind also meets quiet ones and every other kind. */
const faults: readonly (readonly MakeAct[])[] = [
  [(random) => ({ act: 'kill', calls: random.below(40), down: downtime(random) })],
  [(random) => ({ act: 'power-cut', calls: random.below(40), down: downtime(random) })],
  [(random) => ({ act: 'restart', down: downtime(random) })],
  [
    (random) => ({ act: 'unplug-pad', down: downtime(random) }),
    () => ({ act: 'brown-out' }),
    () => ({ act: 'garble' }),
  ],
  [(random) => ({ act: 'step-clock', by: Math.round((random.fraction() - 0.5) * 20 * year) })],
  [
    (random) => ({ act: 'partition', down: downtime(random) }),
    (random) => ({ act: 'bad-line', quality: random.below(4), down: downtime(random) }),
  ],
  [(random) => ({ act: 'disk-full', down: downtime(random) })],
  [
    (random) => ({ act: 'sync-fails', times: 1 + random.below(3) }),
    (random) => ({ act: 'write-fails', times: 1 + random.below(3) }),
  ],
  [(random) => ({ act: 'rot', where: random.fraction(), length: 1 + random.below(600) })],
  [(random) => ({ act: 'poison', malformed: random.below(2) === 0 })],
  [() => ({ act: 'take-image' }), () => ({ act: 'restore-image' })],
  [() => ({ act: 'clone' })],
  [() => ({ act: 'revoke' })],
  [(random) => ({ act: 'crash-server', calls: random.below(20), down: downtime(random) })],
  [() => ({ act: 'server-snapshot' }), () => ({ act: 'restore-server' })],
];

/** The history of a seed: the same at any time and on any machine. */
export function makeHistory(seed: number): History {
  const random = new SeededRandom(seed);
  const stations = [1, 1, 1, 2, 2, 3][random.below(6)] ?? 1;
  const chosen = faults.filter(() => random.fraction() < 0.3).flat();
  const share = chosen.length === 0 ? 0 : 0.2 + 0.3 * random.fraction();
  const length = 5 + random.below(30);
  const steps = Array.from({ length }, (): Step => {
    const from = random.fraction() < share ? chosen : ordinary;
    const make = from[random.below(from.length)];
    if (make === undefined) throw new Error('nothing to choose from');
    return { wait: waiting(random), station: random.below(stations), ...make(random) };
  });
  return { seed, stations, steps };
}

function gradeOf(random: SeededRandom) {
  return grades[random.below(grades.length)] ?? 'satisfied';
}

/** Mostly the pace of a busy window, sometimes long enough for every timer there is. */
function waiting(random: SeededRandom): number {
  if (random.fraction() < 0.04) return random.below(60_000);
  const spread = [20, 400, 2_000, 6_000][random.below(4)] ?? 0;
  return random.below(spread);
}

function downtime(random: SeededRandom): number {
  return 500 + random.below(random.fraction() < 0.85 ? 10_000 : 90_000);
}
