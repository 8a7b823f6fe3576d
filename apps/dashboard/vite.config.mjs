import { join } from 'node:path';
import { defineConfig } from 'vite';

/**
 * The pages as static files. `npm run build` gives the folder; for work on the pages see docs/dashboard.md.
 */
export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  resolve: { alias: { '@app/client': join(import.meta.dirname, '../../libs/client/src/index.ts') } },
  oxc: { jsx: { runtime: 'automatic' } },
  build: {
    outDir: join(import.meta.dirname, '../../dist/apps/dashboard'), // scripts/build.mjs gives its own
    emptyOutDir: true,
    assetsInlineLimit: 0, // the content security policy allows no data: scripts or styles
    sourcemap: false,
    chunkSizeWarningLimit: 2_000,
    rolldownOptions: {
      // Only what @rjsf/core has for tests imports it; our own validator needs no eval, and tree shaking
      // drops the import.
      external: ['@rjsf/validator-ajv8'],
      treeshake: { moduleSideEffects: [{ external: true, sideEffects: false }] },
      // 'use client' means nothing outside a server that renders.
      onLog: (level, log, handle) => (log.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : handle(level, log)),
    },
  },
  server: {
    proxy: Object.fromEntries(
      ['/api', '/docs', '/health'].map((path) => [path, process.env.API ?? 'http://127.0.0.1:3000']),
    ),
  },
});
