import { exampleProfileTargets } from './example-profiles.ts';
import { filteredTargets } from './filtered-targets.ts';
import type { FuzzTarget } from './fuzz-target.ts';
import { messageTargets } from './message-targets.ts';
import { pingjiaLineTarget } from './pingjia-line-target.ts';

/** Every family that has an independent reference parser. */
export function fuzzTargets(): readonly FuzzTarget[] {
  return [pingjiaLineTarget, ...messageTargets, ...filteredTargets, ...exampleProfileTargets()];
}
