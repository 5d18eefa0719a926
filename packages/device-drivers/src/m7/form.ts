/** The two spellings of the protocol: over the network (UDP), and over a forwarded USB port (one TCP call a command). */
export const m7Forms = ['network', 'usb'] as const;
export type M7Form = (typeof m7Forms)[number];
