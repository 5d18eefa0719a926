import { defineConfig } from 'vitest/config';

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
    // Left to itself Vitest leaves a processor idle, which on two of them is half.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'host',
          setupFiles: ['./vitest.setup.ts'],
          include: hostParts.map((part) => `${part}/**/*.test.ts`),
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/test/**/*.test.ts'],
          testTimeout: 180_000,
          // Each file runs a server, a database, a pad and a browser of its own.
          maxWorkers: 2,
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
