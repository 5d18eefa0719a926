import type { DeviceItem } from '@pingjia/shared';
import { parseTime } from '../format/time.ts';

export const problemKinds = [
  'forked',
  'offline',
  'neverSeen',
  'padLost',
  'gaps',
  'quarantined',
  'lostPresses',
  'revoked',
] as const;
export type ProblemKind = (typeof problemKinds)[number];

/** `urgent` stops evaluations or endangers them, `look` wants a look, `note` is only said. */
export type Severity = 'urgent' | 'look' | 'note';

export interface Problem {
  readonly kind: ProblemKind;
  readonly severity: Severity;
  /** How many: pads, gaps, presses, records; 1 where there is nothing to count. */
  readonly count: number;
}

/** What is wrong with a device, worst first; nothing for a device in good health. */
export function problemsOf(device: DeviceItem): readonly Problem[] {
  if (device.revokedAt !== null) return [{ kind: 'revoked', severity: 'note', count: 1 }];
  const lostPads = device.pads.filter(({ state }) => state === 'lost').length;
  const lostPresses = sum(device.pads.map((pad) => pad.lostPresses));
  const quarantined = sum(device.epochs.map((epoch) => epoch.quarantined));
  const found: readonly (Problem | false)[] = [
    device.forked && { kind: 'forked', severity: 'urgent', count: 1 },
    !device.online && device.lastSeenAt !== null && { kind: 'offline', severity: 'urgent', count: 1 },
    !device.online && device.lastSeenAt === null && { kind: 'neverSeen', severity: 'look', count: 1 },
    lostPads > 0 && { kind: 'padLost', severity: device.online ? 'urgent' : 'look', count: lostPads },
    device.gaps.length > 0 && { kind: 'gaps', severity: 'look', count: device.gaps.length },
    quarantined > 0 && { kind: 'quarantined', severity: 'look', count: quarantined },
    // Counted since the pad was first seen, so it never goes away again.
    lostPresses > 0 && { kind: 'lostPresses', severity: 'note', count: lostPresses },
  ];
  return found.filter((problem) => problem !== false).sort((a, b) => rank[a.severity] - rank[b.severity]);
}

const rank: Readonly<Record<Severity, number>> = { urgent: 0, look: 1, note: 2 };

export function needsAttention(device: DeviceItem): boolean {
  return problemsOf(device).some(({ severity }) => severity !== 'note');
}

export function isOffline(device: DeviceItem): boolean {
  return device.revokedAt === null && !device.online;
}

/** Orders devices: the most urgent problems first, revoked ones last, otherwise by place. */
export function compareDevices(language: string, place: (device: DeviceItem) => string) {
  const { compare } = new Intl.Collator(language, { numeric: true });
  const order = (device: DeviceItem) => {
    if (device.revokedAt !== null) return 4;
    const [worst] = problemsOf(device);
    return worst === undefined ? 3 : rank[worst.severity];
  };
  return (a: DeviceItem, b: DeviceItem): number =>
    order(a) - order(b) || compare(place(a), place(b)) || compare(a.deviceId, b.deviceId);
}

/** Milliseconds since the device was heard from; null if never. Never negative, whatever the viewer's clock says. */
export function silentFor({ lastSeenAt }: DeviceItem, now: number): number | null {
  const seen = parseTime(lastSeenAt);
  return seen === null ? null : Math.max(0, now - seen);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
