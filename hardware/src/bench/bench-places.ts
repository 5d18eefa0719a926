import { join } from 'node:path';

/** Cables of the bench: what is plugged in with them speaks to the test through the socket of that name. */
export const cables = ['cable-a', 'cable-b'] as const;
export type Cable = (typeof cables)[number];

export function cableSocket(folder: string, cable: Cable): string {
  return join(folder, cable);
}

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder with the sockets of the running guest. */
    readonly benchFolder: string;
  }
}
