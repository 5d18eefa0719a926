import { existsSync } from 'node:fs';
import { nodeRandom } from '@pingjia/node-platform';
import { answerHelp, FaultError, refuseArguments, systemClock } from '@pingjia/shared';
import { z } from 'zod';
import { readConfig, readVariables } from '../config.ts';
import { newSecretToken } from '../domain/console-auth/secret-token.ts';
import { findRunning } from '../embedded-postgres/running.ts';
import { type OpenStore, openStore } from '../open-store.ts';
import { startProblem } from '../start-problem.ts';
import { openDatabase } from '../store/database.ts';
import { migrateAt } from '../store/migrate.ts';
import { seedDemo } from './seed-demo.ts';

const environmentSchema = z.object({
  PINGJIA_SEED_API_TOKEN: z.string().min(20).max(200).optional(),
  PINGJIA_SEED_CONSOLE_USER: z.string().min(1).max(100).default('admin'),
  PINGJIA_SEED_CONSOLE_PASSWORD: z.string().min(8).max(200).optional(),
  /** "1": a console user that exists gets the password anew. */
  PINGJIA_SEED_RESET_PASSWORD: z.enum(['0', '1']).default('0'),
  /** "0": a console user that is created or reset may look, and not erase what citizens left. */
  PINGJIA_SEED_CONSOLE_MAY_ERASE: z.enum(['0', '1']).default('1'),
  /** Milliseconds. */
  PINGJIA_SEED_RESPONSE_INTERVAL: z.coerce.number().int().min(0).max(60_000).optional(),
});

/** The store as the configuration says; of an embedded one that a server is running, that server's. */
async function reachStore(): Promise<OpenStore> {
  const { store } = readConfig(process.env);
  try {
    return await openStore(store, () => undefined);
  } catch (error) {
    const locked = error instanceof FaultError && error.fault.code === 'JOURNAL_LOCKED';
    const address =
      locked && store.kind === 'embedded' && existsSync(store.dataDir) ? findRunning(store.dataDir) : null;
    if (address === null) throw error;
    return { address, ended: new Promise(() => undefined), close: async () => undefined };
  }
}

async function main(): Promise<void> {
  const env = readVariables(environmentSchema, process.env);
  const apiToken = env.PINGJIA_SEED_API_TOKEN ?? newSecretToken();
  const consolePassword = env.PINGJIA_SEED_CONSOLE_PASSWORD ?? newSecretToken().slice(0, 16);
  const consoleUser = env.PINGJIA_SEED_CONSOLE_USER;
  const store = await reachStore();
  const { db, close } = openDatabase(store.address, () => undefined);
  try {
    await migrateAt(store.address);
    const { passwordSet, ...seeded } = await seedDemo(
      db,
      { clock: systemClock, random: nodeRandom },
      {
        apiToken,
        consoleUser,
        consolePassword,
        resetPassword: env.PINGJIA_SEED_RESET_PASSWORD === '1',
        mayErase: env.PINGJIA_SEED_CONSOLE_MAY_ERASE === '1',
        responseInterval: env.PINGJIA_SEED_RESPONSE_INTERVAL,
      },
    );
    const printed = { apiToken, consoleUser, consolePassword: passwordSet ? consolePassword : null, ...seeded };
    process.stdout.write(`${JSON.stringify(printed)}\n`);
  } finally {
    await close();
    await store.close();
  }
}

const usage = `Usage: node apps/sync-server/src/seed/main.ts    (takes no arguments)

Fills the server's database with the demo county, a console user and a new API token, and prints them as JSON.
Takes the server's variables, and those of docs/operations.md, "First data". A password that was left as it is, is null.`;

answerHelp(usage, process);
refuseArguments(usage, process);
try {
  await main();
} catch (error) {
  process.stderr.write(`${startProblem(error)}\n`);
  process.exitCode = 1;
}
