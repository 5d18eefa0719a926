/** How a pad is attached to this machine. */
export const padKinds = ['serial', 'hid', 'keys'] as const;
export type PadKind = (typeof padKinds)[number];
