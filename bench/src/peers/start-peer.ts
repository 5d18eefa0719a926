import { z } from 'zod';
import { type Program, startProgram } from '../stage/program.ts';
import type { DatabaseAddress } from '../stage/server.ts';

const readySchema = z.object({ port: z.int() });

/** A peer's server as a process of its own. */
export async function startPeer(
  name: 'plain' | 'rxdb' | 'pouchdb',
  options: { readonly database: DatabaseAddress } | { readonly folder: string },
): Promise<{ readonly port: number; readonly program: Program }> {
  const program = await startProgram({
    path: `bench/src/peers/${name}/main.ts`,
    args: [JSON.stringify(options)],
    isReady: (line) => line.startsWith('{"port":'),
  });
  return { port: readySchema.parse(JSON.parse(program.line)).port, program };
}
