import { defineConfig } from 'vitest/config'

/** The tests that need workerd, the runtime of Cloudflare Workers. */
export default defineConfig({
  test: {
    include: ['src/proxy/worker.test.ts'],
    environment: 'node',
    // As in vite.config.ts: limits for what hangs.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
  },
})
