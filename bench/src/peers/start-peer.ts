import { parseJson } from '@pingjia/shared';
import { type Program, startProgram } from '@pingjia/test-stand/program';
import { z } from 'zod';
import type { DatabaseAddress } from '../stage/server.ts';

const readySchema = z.object({ port: z.int() });

/** A peer's server as a process of its own; ready with the port that it listens on. */
export type PeerServer = Program<z.infer<typeof readySchema>>;

export function startPeer(
  name: 'plain' | 'rxdb' | 'pouchdb',
  options: { readonly database: DatabaseAddress } | { readonly folder: string },
): Promise<PeerServer> {
  return startProgram({
    path: `bench/src/peers/${name}/main.ts`,
    args: [JSON.stringify(options)],
    readyLine: (line) => readySchema.safeParse(parseJson(line)).data,
  });
}
