import type { LocalTime, PadCommand, PadCommandType } from '@pingjia/device-drivers';
import type { SessionView } from '@pingjia/shared';

/** What the pads of a window have to show. */
export interface PadScene {
  readonly view: SessionView;
  readonly staff: { readonly number: string; readonly name: string } | null;
  /** The name of the service that is awaiting its rating; empty if unknown. */
  readonly service: string;
}

type Can = ReadonlySet<PadCommandType>;

/** What a pad is told when the scene changes; of several ways to say a thing the first that it can. */
export function changeCommands(before: PadScene, after: PadScene, can: Can): readonly PadCommand[] {
  const staff: PadCommand[] = sameStaff(before, after) ? [] : [{ type: 'staff', staff: after.staff }];
  return [...staff, ...viewCommands(before.view, after, can)].filter(({ type }) => can.has(type));
}

/** Takes back what a pad was armed for. */
export function disarming(can: Can): readonly PadCommand[] {
  const disarm: PadCommand = can.has('reset') ? { type: 'reset' } : { type: 'arm', seconds: 0 };
  return can.has(disarm.type) ? [disarm] : [];
}

/** Everything a pad must be told that knows nothing. */
export function wholeScene(scene: PadScene, now: LocalTime, can: Can): readonly PadCommand[] {
  const { view, staff } = scene;
  const shown: readonly PadCommand[] =
    view.state === 'paused' ? pausing(can) : view.state === 'armed' ? arming(scene) : [{ type: 'welcome' }];
  const all: readonly PadCommand[] = [{ type: 'clock', at: now }, { type: 'staff', staff }, ...shown];
  return all.filter(({ type }) => can.has(type));
}

function viewCommands(before: SessionView, after: PadScene, can: Can): readonly PadCommand[] {
  const { view } = after;
  if (view.state === before.state && sessionOf(view) === sessionOf(before)) return [];
  const resumed: readonly PadCommand[] = before.state === 'paused' ? [{ type: 'resume' }] : [];
  const disarmed = before.state === 'armed' ? disarming(can) : [];
  switch (view.state) {
    case 'paused':
      return [...disarmed, ...pausing(can)];
    case 'armed':
      return [...resumed, ...arming(after)];
    case 'rated':
      return [...resumed, can.has('thank') ? { type: 'thank' } : { type: 'say', phrase: 'thanks' }];
    case 'idle':
      return [...resumed, ...disarmed, { type: 'welcome' }];
    case 'followUp':
    case 'thanks':
      return resumed;
  }
}

function arming({ view, service }: PadScene): readonly PadCommand[] {
  if (view.state !== 'armed') return [];
  const ticket: readonly PadCommand[] = view.ticket === null ? [] : [{ type: 'ticket', number: view.ticket, service }];
  const seconds = Math.max(1, Math.ceil(view.left / 1_000));
  return [...ticket, { type: 'arm', seconds }, { type: 'say', phrase: 'please-evaluate' }];
}

function pausing(can: Can): readonly PadCommand[] {
  return [can.has('pause') ? { type: 'pause' } : { type: 'say', phrase: 'paused' }];
}

function sessionOf(view: SessionView): string | null {
  return 'sessionId' in view ? view.sessionId : null;
}

function sameStaff({ staff: before }: PadScene, { staff: after }: PadScene): boolean {
  return before?.number === after?.number && before?.name === after?.name;
}
