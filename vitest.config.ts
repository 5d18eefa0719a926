import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** One more than processors: files that wait for a browser, a database or a timer leave theirs idle. */
const workers = availableParallelism() + 1;

/** Tests of the parts that must run on the oldest Node that an Electron may carry (20.18), and everywhere else. */
const hostParts = [
  'packages/shared',
  'packages/node-platform',
  'packages/device-drivers',
  'apps/kiosk/src/host',
  'apps/kiosk/test/host',
];

export default defineConfig({
  test: {
    maxWorkers: workers,
    projects: [
      {
        test: {
          name: 'host',
          setupFiles: ['./vitest.setup.ts'],
          include: hostParts.map((part) => `${part}/**/*.test.ts`),
          // Loading its modules anew for every file took as long as the tests; none of them keeps anything between files.
          isolate: false,
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/test/**/*.test.ts'],
          testTimeout: 180_000,
          // Each file runs a server, a database, a pad and a browser of its own.
          maxWorkers: workers,
        },
      },
      {
        test: {
          name: 'node24',
          setupFiles: ['./vitest.setup.ts'],
          include: ['{apps,demo,tools,bench,simulation,docs,firmware}/**/*.test.{ts,tsx}', 'hardware/src/**/*.test.ts'],
          exclude: ['**/node_modules/**', 'apps/kiosk/src/host/**', 'apps/kiosk/test/host/**'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
