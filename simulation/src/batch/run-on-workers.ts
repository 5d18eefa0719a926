import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { SeedRange, SeedReport } from './run-seeds.ts';

/** Seeds that a worker takes at a time. */
const portion = 50;

/** Spreads seeds over worker threads; `onReport` hears of each portion. */
export async function runOnWorkers(
  { from, count, bug }: SeedRange,
  workers: number,
  onReport: (report: SeedReport) => void,
): Promise<void> {
  let next = from;
  const take = (): SeedRange | null => {
    const left = from + count - next;
    if (left <= 0) return null;
    const range = { from: next, count: Math.min(portion, left), bug };
    next += range.count;
    return range;
  };
  await Promise.all(
    Array.from({ length: workers }, async () => {
      const worker = new Worker(new URL('./seed-worker.ts', import.meta.url));
      for (let range = take(); range !== null; range = take()) {
        const answered = once(worker, 'message') as Promise<[SeedReport]>;
        worker.postMessage(range);
        const [report] = await answered;
        onReport(report);
      }
      await worker.terminate();
    }),
  );
}
