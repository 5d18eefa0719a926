import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { nodeRandom } from '@pingjia/node-platform';
import { answerHelp, refuseArguments, systemClock } from '@pingjia/shared';
import { buildApp } from './build-app.ts';
import { readConfig } from './config.ts';
import { loadServerKeys } from './keys/server-keys.ts';
import { openStore } from './open-store.ts';
import { createLogger } from './platform/logger.ts';
import { listenProblem, startProblem } from './start-problem.ts';
import { migrateAt } from './store/migrate.ts';

async function main(): Promise<void> {
  const config = readConfig(process.env);
  // Not pino's own destination: on a full disk that one ends the process, and then keeps it from ending.
  process.stderr.on('error', () => {});
  const logger = createLogger(config.logLevel, process.stderr);
  const stop = stopper();
  const store = await openStore(config.store, (message, facts) => logger.info(facts, message));
  stop.add(() => store.close());
  await migrateAt(store.address);
  const consoleDir = config.consoleDir !== null && existsSync(config.consoleDir) ? config.consoleDir : null;
  const app = await buildApp({
    database: store.address,
    keys: await loadServerKeys(config.keysDir),
    clock: systemClock,
    random: nodeRandom,
    logger,
    consoleDir,
  });
  stop.add(() => app.close());
  void store.ended.then(() => stop.because(1));
  await app.listen({ host: config.host, port: config.port }).catch((error: unknown) => {
    throw new Error(listenProblem(error, config), { cause: error });
  });
  const { address, family, port } = app.server.address() as AddressInfo;
  const url = `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
  process.stdout.write(`${JSON.stringify({ ready: true, url })}\n`);
}

/** Undoes what was started, last first, on the first signal; the second ends the process at once. */
function stopper() {
  const started: (() => Promise<unknown>)[] = [];
  let stopping = false;
  const because = async (code: number) => {
    if (stopping) return;
    stopping = true;
    let failed = false;
    for (const undo of started.reverse())
      await undo().catch((error: unknown) => {
        failed = true;
        process.stderr.write(`Stopping: ${error instanceof Error ? error.message : String(error)}\n`);
      });
    process.exitCode = failed ? 1 : code;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      void because(0);
    });
  }
  return { add: (undo: () => Promise<unknown>) => void started.push(undo), because };
}

const usage = `Usage: node apps/sync-server/src/main.ts    (takes no arguments)

Starts the sync server. PINGJIA_ variables configure it; docs/operations.md lists them.`;

answerHelp(usage, process);
refuseArguments(usage, process);
try {
  await main();
} catch (error) {
  process.stderr.write(`${startProblem(error)}\n`);
  process.exit(1);
}
