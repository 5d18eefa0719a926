import { parentPort } from 'node:worker_threads';
import { runSeeds, type SeedRange } from './run-seeds.ts';

parentPort?.on('message', (range: SeedRange) => {
  void runSeeds(range).then((report) => parentPort?.postMessage(report));
});
