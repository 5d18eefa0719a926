import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where `vite` (development only) finds a sync server or the stand-in. */
const developmentServer = 'http://127.0.0.1:8787';

export default defineConfig(({ command }) => {
  // What ships is React's production build, whoever starts the build: a test runner's NODE_ENV is "test".
  if (command === 'build') process.env.NODE_ENV = 'production';
  return {
    root: import.meta.dirname,
    plugins: [react()],
    server: { proxy: { '/api': developmentServer } },
    build: {
      target: 'es2023',
      // The page's policy allows no data: addresses.
      assetsInlineLimit: 0,
      // Every browser that can run the target preloads modules by itself.
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 700,
      rolldownOptions: {
        // The contract package has no side effects: what the console does not name stays out of the bundle.
        treeshake: { moduleSideEffects: [{ test: /packages\/shared\//, sideEffects: false }] },
        output: {
          codeSplitting: {
            groups: [
              { name: 'schemas', test: /node_modules\/zod\/|schema-policy\.ts$/, priority: 3 },
              {
                name: 'react',
                test: /node_modules\/(react|react-dom|react-router|scheduler|i18next|react-i18next)\//,
                priority: 2,
              },
            ],
          },
        },
      },
    },
  };
});
