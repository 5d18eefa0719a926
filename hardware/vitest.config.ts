import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: join(import.meta.dirname, '..'),
  test: {
    name: 'hardware',
    include: ['hardware/test/**/*.test.ts'],
    globalSetup: ['hardware/src/bench/global-setup.ts'],
    // One guest for all: its sockets take one caller at a time.
    fileParallelism: false,
    // Software emulation on a busy machine is slow; what hangs still ends.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
