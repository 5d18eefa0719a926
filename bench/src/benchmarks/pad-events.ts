import { fuzzTargets, type FuzzTarget } from '@pingjia/device-drivers/fuzz';
import { ManualClock, SeededRandom } from '@pingjia/shared/testing';
import { type Finding, judge } from '../finding.ts';
import { type LineKind, openPadLine, type PadLine } from '../stage/pad-line.ts';
import type { Stage } from '../stage/stage.ts';
import { quantile } from '../statistics.ts';

const presses = 2_000;
/** Until the code under way is compiled. */
const warmUp = 500;

/** What each family is measured on; a family that is not met there is left out. */
const lines: Readonly<Partial<Record<string, LineKind>>> = { serial: 'socket', udp: 'udp', ws: 'ws' };

/**
 * From a pad's last byte to its driver's press, against an empty callback on a second connection of the same transport. The
 * two take turns; chance says which begins.
 */
export async function padEvents({ folder }: Stage): Promise<readonly Finding[]> {
  const random = new SeededRandom(5);
  const findings: Finding[] = [];
  for (const target of fuzzTargets()) {
    const kind = target.family.transports.map((scheme) => lines[scheme]).find((one) => one !== undefined);
    if (kind !== undefined) findings.push(...(await measure(target, kind, folder, random)));
  }
  return findings;
}

async function measure(
  target: FuzzTarget,
  kind: LineKind,
  folder: string,
  random: SeededRandom,
): Promise<readonly Finding[]> {
  const driven = await openPadLine(kind, folder, random);
  const bare = await openPadLine(kind, folder, random);
  const clock = new ManualClock();
  const toPress = driveBy(target, driven, clock);
  const samples = { press: [] as number[], floor: [] as number[] };
  for (let round = 0; round < warmUp + presses; round += 1) {
    if (round === warmUp) for (const list of Object.values(samples)) list.length = 0;
    const frame = target.press(random);
    const turns = [
      async () => samples.press.push(await toPress(frame)),
      async () => samples.floor.push(await timed(bare, frame, (heard) => (bare.hear = heard))),
    ];
    if (random.below(2) === 0) turns.reverse();
    for (const turn of turns) await turn();
    // Past everything by which drivers take the same bytes for the same press.
    clock.advance(60_000);
  }
  await Promise.all([driven.close(), bare.close()]);
  const line = (share: number) => ({
    value: quantile(samples.press, share),
    unit: 'ms',
    floor: quantile(samples.floor, share),
  });
  const name = target.family.profile;
  return [
    judge({ name: `last byte → press, ${name} on ${kind}, p50`, ...line(0.5) }),
    judge({ name: `last byte → press, ${name} on ${kind}, p99`, ...line(0.99), goal: { most: 5 } }),
  ];
}

/** Puts the family's driver behind a line; the answer times one press. */
function driveBy({ family }: FuzzTarget, line: PadLine, clock: ManualClock): (frame: Uint8Array) => Promise<number> {
  let pressed: () => void = () => undefined;
  const nothing = (): void => undefined;
  const made = family.createDriver({
    options: {},
    place: 'bench:1',
    clock,
    random: new SeededRandom(6),
    write: nothing,
    events: {
      press: () => pressed(),
      identified: nothing,
      rebooted: nothing,
      acknowledged: nothing,
      dropped: nothing,
      ignored: nothing,
    },
  });
  if (!made.ok) throw new Error(made.error.code);
  line.hear = (bytes) => made.value.receive(bytes);
  return (frame) => timed(line, frame, (heard) => (pressed = heard));
}

/** Milliseconds from sending until what `listen` was given is called. */
function timed(line: PadLine, frame: Uint8Array, listen: (heard: () => void) => void): Promise<number> {
  return new Promise((resolve) => {
    const begun = performance.now();
    listen(() => resolve(performance.now() - begun));
    line.send(frame);
  });
}
