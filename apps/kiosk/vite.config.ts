import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const renderer = fileURLToPath(new URL('src/renderer', import.meta.url));
const kiosk = fileURLToPath(new URL('.', import.meta.url));

/** The screen of the pad; in mode `testing` the same page over a scripted host, which is never shipped. */
export default defineConfig(({ mode }) => {
  const isTesting = mode === 'testing';
  return {
    root: isTesting ? `${renderer}/testing/page` : renderer,
    // Relative: the page is served from a path of the host's choosing, or from inside an archive.
    base: './',
    plugins: [react()],
    build: {
      outDir: isTesting ? `${kiosk}dist/renderer-testing` : `${kiosk}out/renderer`,
      emptyOutDir: true,
      // The Chromium of the oldest Electron in use.
      target: 'chrome130',
      // The page's policy allows no data: scripts and fonts, and small files are no burden on loopback.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 700,
    },
  };
});
