import { SeededRandom } from '@pingjia/shared/testing';
import type { Act, History, Step } from './history.ts';
import { islandSteps, stickTrip } from './island-steps.ts';
import { exportTo, type MakeAct, pick } from './make-act.ts';
import { makeHistory } from './make-history.ts';

/** What a history is about besides presses and everyday faults. */
const themes = ['retention', 'sticks', 'screens', 'keys', 'remarks'] as const;
type Theme = (typeof themes)[number];

/** Milliseconds; old files are looked for once an hour. */
const hour = 3_600_000;
/** What takes that long is rare: an hour is a lot of heartbeats. */
const mostHours = 2;
/** Share of histories that have no theme at all, and the chance that a second one joins the first. */
const [plain, second] = [0.45, 0.2];

/** An hour is long: there are fewer histories of it. */
const drawn: readonly Theme[] = [
  'retention',
  ...(['sticks', 'screens', 'keys', 'remarks'] as const).flatMap((own) => [own, own]),
];

const acts: { readonly [T in Theme]: readonly MakeAct[] } = {
  retention: [
    (random) => ({ act: 'rush', touches: 5 + random.below(20) }),
    (random) => ({ act: 'rush', touches: 5 + random.below(20) }),
    (random) => ({ act: 'partition', down: 1_000 + random.below(90_000) }),
    (random) => ({ act: 'months', days: 91 + random.below(30), down: downtime(random) }),
    () => ({ act: 'server-snapshot' }),
    () => ({ act: 'restore-server' }),
  ],
  sticks: [
    (random) => ({ act: 'partition', down: 10_000 + random.below(90_000) }),
    (random) => ({ act: 'rush', touches: 1 + random.below(12) }),
    exportTo,
    exportTo,
    (random) => ({ act: 'carry-to-server', times: 1 + random.below(2) }),
    (random) => ({ act: 'carry-to-server', times: 1 + random.below(2) }),
    () => ({ act: 'carry-back' }),
  ],
  screens: [
    () => ({ act: 'open-screen' }),
    () => ({ act: 'open-screen' }),
    () => ({ act: 'close-screen' }),
    (random) => ({ act: 'spoil-mirror', how: pick(random, mirrorDamages), where: random.fraction() }),
    (random) => ({ act: 'rot', where: random.fraction(), length: 1 + random.below(600) }),
    (random) => ({ act: 'rot', where: random.fraction(), length: 1 + random.below(600) }),
    (random) => ({ act: 'partition', down: 1_000 + random.below(90_000) }),
    (random) => ({ act: 'restart', down: downtime(random) }),
  ],
  keys: [
    (random) => ({ act: 'months', days: 300 + random.below(400), down: downtime(random) }),
    () => ({ act: 'rotate-signing' }),
    () => ({ act: 'rotate-sealing' }),
    (random) => ({ act: 'bad-line', quality: random.below(4), down: 1_000 + random.below(60_000) }),
    (random) => ({ act: 'kill', calls: random.below(80), down: downtime(random) }),
    (random) => ({ act: 'crash-server', calls: random.below(20), down: downtime(random) }),
    () => ({ act: 'server-snapshot' }),
    () => ({ act: 'restore-server' }),
  ],
  remarks: [
    () => ({ act: 'remark' }),
    () => ({ act: 'remark' }),
    () => ({ act: 'remark' }),
    () => ({ act: 'touch', grade: 'dissatisfied' }),
    (random) => ({ act: 'spoil-attachment', how: pick(random, ['cut', 'rot', 'remove']), where: random.fraction() }),
    (random) => ({ act: 'disk-full', down: downtime(random) }),
    (random) => ({ act: 'kill', calls: random.below(40), down: downtime(random) }),
    (random) => ({ act: 'partition', down: 1_000 + random.below(60_000) }),
    () => ({ act: 'server-snapshot' }),
    () => ({ act: 'restore-server' }),
  ],
};

const mirrorDamages = ['gone', 'short', 'older', 'changed'] as const;

/** After an exchange of keys an older copy of a folder is locked out, as it must be. */
const unfitForKeys: readonly Act['act'][] = ['clone', 'take-image', 'restore-image'];

/** Share of histories on islands. */
const isolated = 0.06;

/** The history of a seed with the acts of one or two themes between its own; of `theme` where one is named. */
export function makeWiderHistory(seed: number, theme: Theme | 'islands' | null = null): History {
  const base = makeHistory(seed);
  const isOnIsland = theme === null && new SeededRandom(seed ^ 0x0b_5e55).fraction() < isolated;
  if (isOnIsland || theme === 'islands') return onIsland(base);
  const random = new SeededRandom(seed ^ 0x51de_0a11);
  if (theme === null && random.fraction() < plain) return base;
  const chosen = new Set<Theme>([theme ?? pick(random, drawn)]);
  if (random.fraction() < second) chosen.add(pick(random, drawn));
  const steps = [...base.steps].filter(({ act }) => !chosen.has('keys') || !unfitForKeys.includes(act));
  for (const own of themes.filter((one) => chosen.has(one))) {
    const count = 4 + random.below(10);
    for (let n = 0; n < count; n += 1) {
      const wait = random.below(random.fraction() < 0.5 ? 2_000 : 15_000);
      const step: Step = { wait, station: random.below(base.stations), ...pick(random, acts[own])(random) };
      steps.splice(random.below(steps.length + 1), 0, step);
    }
  }
  const within = chosen.has('keys') ? steps : withinYear(steps);
  return chosen.has('retention') ? withHours(seed, within, random) : { ...base, steps: within };
}

/** In some of them files fill, and old ones are looked for. */
function onIsland(base: History): History {
  const random = new SeededRandom(base.seed ^ 0x15_1a4d);
  const steps = islandSteps(base, random);
  if (random.below(4) !== 0) return { ...base, steps };
  const crowded = steps.map((step) => (step.act === 'rush' ? { ...step, touches: step.touches * 6 } : step));
  // What was left and carried must be received before it can go.
  const later: Step = { wait: hour + hour / 10, station: 0, act: 'press', key: 5 };
  return withHours(base.seed, [...crowded, ...stickTrip, ...stickTrip, later], random);
}

/** One pad, whose steps come hours later now and then, so that old files are looked for. */
function withHours(seed: number, crowded: readonly Step[], random: SeededRandom): History {
  const steps: Step[] = crowded.map((step) => ({ ...step, station: 0 }));
  for (let n = 1 + random.below(mostHours); n > 0; n -= 1) {
    const at = random.below(steps.length);
    const step = steps[at];
    if (step !== undefined) steps[at] = { ...step, wait: step.wait + hour + random.below(hour / 10) };
  }
  const bytes = random.below(2) === 0 ? (2 + random.below(4)) * 6 * 1024 : 500 * 1024 * 1024;
  return { seed, stations: 1, steps, retention: { milliseconds: 90 * 24 * hour, bytes } };
}

/** Months as long as no device key is exchanged. */
function withinYear(steps: readonly Step[]): Step[] {
  let left = 350;
  return steps.filter((step) => {
    if (step.act !== 'months') return true;
    left -= step.days;
    return left > 0;
  });
}

function downtime(random: SeededRandom): number {
  return 500 + random.below(10_000);
}
