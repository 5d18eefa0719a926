import type { PadListers } from '../discovery/list-pads.ts';
import { lookAtNode } from './look-at-node.ts';
import { systemTransportParts } from './transport-for-address.ts';

/** What this machine has plugged in. */
export const systemPadListers: PadListers = { ...systemTransportParts, lookAt: lookAtNode };
