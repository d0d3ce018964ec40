import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

/** Every icon comes in six weights, of which the app draws three. */
const dropIconWeights = (): Plugin => ({
  name: 'drop-icon-weights',
  apply: 'build',
  transform: {
    filter: { id: /@phosphor-icons\/react\/dist\/defs\// },
    handler: (code) => ({
      code: code.replace(/\[\s*"(?:duotone|light|thin)",[\s\S]*?\n {2}\],?/g, ''),
      map: null,
    }),
  },
})

/**
 * Two builds come from this file: the app for browsers (`vite build` → dist/client) and the Node
 * server (`vite build --ssr` → dist/server). No source maps are published.
 */
export default defineConfig(({ isSsrBuild }) => ({
  plugins: [react(), tailwindcss(), dropIconWeights()],
  publicDir: isSsrBuild ? false : 'public',
  build: isSsrBuild
    ? { ssr: 'src/proxy/node.ts', outDir: 'dist/server', target: 'node20', emptyOutDir: true }
    : {
        outDir: 'dist/client',
        target: 'baseline-widely-available',
        emptyOutDir: true,
        // Inlined assets would need `data:` in the content security policy.
        assetsInlineLimit: 0,
        chunkSizeWarningLimit: 1200,
      },
  // Workers are started as modules, and start workers of their own.
  worker: { format: 'es' },
  test: {
    include: ['src/**/*.test.{ts,tsx}'],
    // It needs workerd: `npm run test:workers`.
    exclude: ['src/proxy/worker.test.ts'],
    environment: 'node',
    testTimeout: 30_000,
  },
}))
